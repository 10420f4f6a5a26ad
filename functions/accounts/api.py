"""The accounts' REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.accounts import (
    answer_challenge,
    change_password,
    change_profile,
    confirm_address,
    get_profile,
    log_in,
    log_out,
    refresh_session,
    register,
    request_reset,
    reset_password,
)

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(
    register.router,
    confirm_address.router,
    log_in.router,
    answer_challenge.router,
    refresh_session.router,
    log_out.router,
    request_reset.router,
    reset_password.router,
    get_profile.router,
    change_profile.router,
    change_password.router,
    admission=lambda: parts.rest_doorkeeper,
)
handler = rest_handler(app)
