"""The REST routes of bets of any kind."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.betting import get_bet, get_round, list_bets

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(
    get_round.router, list_bets.router, get_bet.router, admission=lambda: parts.rest_doorkeeper
)
handler = rest_handler(app)
