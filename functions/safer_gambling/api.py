"""Safer gambling's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.safer_gambling import (
    confirm_limit,
    exclude_self,
    list_limits,
    reinstate,
    set_limit,
    take_time_out,
)

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(
    take_time_out.router,
    exclude_self.router,
    reinstate.router,
    list_limits.router,
    set_limit.router,
    confirm_limit.router,
    admission=lambda: parts.rest_doorkeeper,
)
handler = rest_handler(app)
