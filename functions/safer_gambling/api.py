"""Safer gambling's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.safer_gambling import exclude_self, reinstate, take_time_out

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(
    take_time_out.router,
    exclude_self.router,
    reinstate.router,
    admission=lambda: parts.rest_doorkeeper,
)
handler = rest_handler(app)
