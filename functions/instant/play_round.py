"""``POST /v1/games/{game_id}/rounds``."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body

from casino.instant.bootstrap import parlour
from casino.instant.messages import PlayRound, RoundPlayed, view_of_round
from casino.instant.use_cases import play_round as use_case
from casino.lambdas.rest_api import IdempotencyKeyHeader, Routes, required_key
from casino.realtime import Kind
from casino.shared.clock import utc_now
from functions.instant.session import admission_of

router = Routes()


@router.post(
    "/v1/games/<game_id>/rounds",
    summary="Play a round of an instant game",
    tags=["instant games"],
    status_code=201,
)
def play_round(
    game_id: str,
    wanted: Annotated[PlayRound, Body()],
    idempotency_key: IdempotencyKeyHeader = None,
) -> Response[RoundPlayed]:
    """Answer with the round that this request, or an earlier copy of it, brought about."""
    key = required_key(idempotency_key)
    admission = admission_of(router, Kind.BET, utc_now)
    played = use_case.play_round(parlour(), router.player_id, key, game_id, wanted, admission)
    return Response(
        status_code=HTTPStatus.CREATED,
        content_type="application/json",
        body=view_of_round(played.bet),
        headers={"Idempotent-Replay": "true"} if played.replayed else {},
    )
