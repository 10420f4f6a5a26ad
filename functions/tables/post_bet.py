"""``POST /v1/tables/{table_id}/bets``: the same bet as ``bet.place``, by the other door."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path

from casino.lambdas.caller import STAFF_ROLES, groups_in
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.sessions import Kind
from casino.shared.messages import TableId
from casino.tables.bet_messages import BetAccepted, BetOnRound, PlaceBet
from casino.tables.errors import StaffCannotPlay
from casino.tables.use_cases.place_bet import place_bet

parts = at_start(
    Parts.ledger, Parts.gates, Parts.live_tables, Parts.seats, Parts.sessions, Parts.policies
)
router = Routes(OpenTo.PLAYERS, kind="bet", admits_itself=True)


@router.post(
    "/v1/tables/<table_id>/bets",
    summary="Bet on a live round",
    tags=["tables"],
    status_code=201,
)
def post_bet(
    table_id: Annotated[TableId, Path(description="Of one of `GET /v1/tables`.")],
    wanted: Annotated[BetOnRound, Body()],
) -> Response[BetAccepted]:
    """Answer as ``bet.place`` does; the bet's own id makes a repetition harmless."""
    if groups_in(router.claims.get("cognito:groups")) & STAFF_ROLES:
        raise StaffCannotPlay
    bearer = router.bearer
    admission = parts.sessions.admission(
        bearer.player_id, bearer.opened_at, Kind.BET, session=bearer.session
    )
    accepted = place_bet(
        parts,
        bearer.player_id,
        PlaceBet(table_id=table_id, **dict(wanted)),
        [admission],
    )
    return Response(
        status_code=HTTPStatus.CREATED,
        content_type="application/json",
        body=accepted,
        headers={"Idempotent-Replay": "true"} if accepted.replayed else {},
    )
