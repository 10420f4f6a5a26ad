"""The REST routes of bets of any kind."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.sessions.bootstrap import admit
from functions.betting import get_bet, get_round, list_bets

app = rest_api(get_round.router, list_bets.router, get_bet.router, admit=admit)
handler = rest_handler(app)
