"""The instant games' REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.instant import get_seeds, play_round, rotate_seeds

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(
    play_round.router,
    get_seeds.router,
    rotate_seeds.router,
    admission=lambda: parts.rest_doorkeeper,
)
handler = rest_handler(app)
