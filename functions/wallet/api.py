"""The wallet's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.wallet import get_totals, get_wallet, list_transactions

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(
    get_wallet.router,
    get_totals.router,
    list_transactions.router,
    admission=lambda: parts.rest_doorkeeper,
)
handler = rest_handler(app)
