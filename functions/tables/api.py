"""The tables' REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from functions.tables import get_bet, get_round, get_table, list_bets, list_tables

app = rest_api(
    list_tables.router, get_table.router, get_round.router, list_bets.router, get_bet.router
)
handler = rest_handler(app)
