"""Realtime's REST routes."""

from casino.lambdas.rest_api import rest_api, rest_handler
from casino.sessions.bootstrap import admit
from functions.realtime import issue_ticket

app = rest_api(issue_ticket.router, admit=admit)
handler = rest_handler(app)
