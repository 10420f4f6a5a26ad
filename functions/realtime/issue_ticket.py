"""``POST /v1/realtime/tickets``."""

from casino.lambdas.rest_api import Routes
from casino.realtime.bootstrap import connections, sessions, websocket_url
from casino.realtime.messages import TicketView
from casino.realtime.use_cases import issue_ticket as use_case
from casino.shared.clock import utc_now

router = Routes()


@router.post("/v1/realtime/tickets", summary="Leave to connect", tags=["realtime"], status_code=201)
def issue_ticket() -> TicketView:
    """Answer with a ticket that opens one connection."""
    claims = router.claims
    headers = router.current_event["headers"] or {}
    origin = next((value for name, value in headers.items() if name.lower() == "origin"), "")
    return use_case.issue_ticket(
        connections(),
        sessions(),
        utc_now,
        player_id=router.player_id,
        session=claims.get("origin_jti", ""),
        signed_in_at=int(claims.get("auth_time") or 0),
        origin=origin,
        websocket_url=websocket_url(),
    )
