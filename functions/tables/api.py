"""The tables' REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.tables import get_table, list_tables, post_bet

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(
    list_tables.router, get_table.router, post_bet.router, admission=lambda: parts.rest_doorkeeper
)
handler = rest_handler(app)
