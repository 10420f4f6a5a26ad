"""The instant games' REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.sessions.bootstrap import admit
from functions.instant import get_seeds, play_round, rotate_seeds

app = rest_api(play_round.router, get_seeds.router, rotate_seeds.router, admit=admit)
handler = rest_handler(app)
