"""``POST /v1/realtime/tickets``."""

from functools import partial
from typing import Final

from casino.accounts import AccountStatus
from casino.lambdas.caller import STAFF_ROLES, groups_in
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.realtime.messages import TicketView
from casino.realtime.use_cases import issue_ticket as use_case
from casino.shared.errors import Forbidden

parts = at_start(Parts.connections, Parts.sessions, Parts.profiles, Parts.websocket_url)

# A connection must not be younger than the look at the session that lets it be.
router = Routes(OpenTo.PLAYERS, kind="ticket", admits_itself=True)

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
        parts,
        player_id=router.player_id,
        session=claims.get("origin_jti", ""),
        signed_in_at=int(claims.get("auth_time") or 0),
        origin=origin,
        name_of=partial(_name_of, roles),
        roles=roles,
        websocket_url=router.visitor.websocket_url,
    )


def _name_of(roles: frozenset[str], player_id: str) -> str:
    if roles:
        return _HOUSE
    profile = parts.profiles.get(player_id)
    if profile.status is not AccountStatus.ACTIVE:
        raise Forbidden
    return profile.particulars.display_name
