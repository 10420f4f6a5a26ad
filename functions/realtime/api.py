"""Realtime's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.parts import Parts, at_start
from functions.realtime import issue_ticket

parts = at_start(Parts.rest_doorkeeper)
app = rest_api(issue_ticket.router, admission=lambda: parts.rest_doorkeeper)
handler = rest_handler(app)
