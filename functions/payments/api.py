"""The cashier's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.sessions.bootstrap import admit
from functions.payments import (
    get_deposit,
    get_withdrawal,
    make_deposit,
    make_withdrawal,
    receive_webhook,
)

app = rest_api(
    make_deposit.router,
    get_deposit.router,
    make_withdrawal.router,
    get_withdrawal.router,
    receive_webhook.router,
    admit=admit,
)
handler = rest_handler(app)
