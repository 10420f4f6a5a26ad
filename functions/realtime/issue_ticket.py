"""``POST /v1/realtime/tickets``."""

from casino.lambdas.rest_api import Routes
from casino.realtime.bootstrap import connections, websocket_url
from casino.realtime.messages import TicketView
from casino.realtime.use_cases import issue_ticket as use_case
from casino.shared.clock import utc_now

router = Routes()


@router.post("/v1/realtime/tickets", summary="Leave to connect", tags=["realtime"], status_code=201)
def issue_ticket() -> TicketView:
    """Answer with a ticket that opens one connection."""
    return use_case.issue_ticket(connections(), utc_now, router.player_id, websocket_url())
