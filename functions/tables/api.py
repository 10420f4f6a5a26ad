"""The tables' REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.sessions.bootstrap import admit
from functions.tables import get_table, list_tables, post_bet

app = rest_api(list_tables.router, get_table.router, post_bet.router, admit=admit)
handler = rest_handler(app)
