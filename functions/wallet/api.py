"""The wallet's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.sessions.bootstrap import admit
from functions.wallet import get_totals, get_wallet, list_transactions

app = rest_api(get_wallet.router, get_totals.router, list_transactions.router, admit=admit)
handler = rest_handler(app)
