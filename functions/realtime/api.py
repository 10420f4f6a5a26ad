"""Realtime's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from functions.realtime import issue_ticket

app = rest_api(issue_ticket.router)
handler = rest_handler(app)
