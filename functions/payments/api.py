"""The cashier's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.payments import (
    get_deposit,
    get_withdrawal,
    make_deposit,
    make_withdrawal,
    receive_webhook,
)

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(
    make_deposit.router,
    get_deposit.router,
    make_withdrawal.router,
    get_withdrawal.router,
    receive_webhook.router,
    admission=lambda: parts.rest_doorkeeper,
)
handler = rest_handler(app)
