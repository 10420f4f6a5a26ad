"""``POST /v1/realtime/tickets``."""

from typing import Final

from casino.accounts.bootstrap import profiles
from casino.lambdas.caller import STAFF_ROLES, groups_in
from casino.lambdas.rest_api import Routes
from casino.realtime.bootstrap import connections, sessions, websocket_url
from casino.realtime.messages import TicketView
from casino.realtime.use_cases import issue_ticket as use_case
from casino.shared.clock import utc_now

router = Routes()

# Staff have no display names, and players need not know them.
_HOUSE: Final = "Croupier"


@router.post("/v1/realtime/tickets", summary="Leave to connect", tags=["realtime"], status_code=201)
def issue_ticket() -> TicketView:
    """Answer with a ticket that opens one connection."""
    claims = router.claims
    # What else Cognito's groups say is nothing that a connection is for.
    roles = groups_in(claims.get("cognito:groups")) & STAFF_ROLES
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
        display_name=_name_of(router.player_id, roles),
        roles=roles,
    )


def _name_of(player_id: str, roles: frozenset[str]) -> str:
    if roles:
        return _HOUSE
    profile = profiles().find(player_id)
    return profile.particulars.display_name if profile else ""
