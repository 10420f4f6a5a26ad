"""``POST /v1/games/{game_id}/rounds``."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path

from casino.instant.bets import InstantBet
from casino.instant.messages import PlayRound, RoundPlayed, view_of_round
from casino.instant.use_cases import play_round as use_case
from casino.lambdas.rest_api import IdempotencyKeyHeader, OpenTo, Routes, required_key
from casino.parts import Parts, at_start
from casino.sessions import Kind
from casino.shared.messages import GameId

parts = at_start(
    Parts.sessions,
    Parts.ledger,
    Parts.catalogue,
    Parts.seed_pairs,
    Parts.policies,
)
router = Routes(OpenTo.PLAYERS, kind="bet", admits_itself=True)


@router.post(
    "/v1/games/<game_id>/rounds",
    summary="Play a round of an instant game",
    tags=["instant games"],
    status_code=201,
)
def play_round(
    game_id: Annotated[GameId, Path(description="Of an instant game.", examples=["dice"])],
    wanted: Annotated[PlayRound, Body()],
    idempotency_key: IdempotencyKeyHeader = None,
) -> Response[RoundPlayed]:
    """Answer with the round that this request, or an earlier copy of it, brought about."""
    key = required_key(idempotency_key)
    bearer = router.bearer
    admission = parts.sessions.admission(
        bearer.player_id, bearer.opened_at, Kind.BET, session=bearer.session
    )
    played = use_case.play_round(parts, bearer.player_id, key, game_id, wanted, [admission])
    return Response(
        status_code=HTTPStatus.CREATED,
        content_type="application/json",
        body=view_of_round(InstantBet(played.record)),
        headers={"Idempotent-Replay": "true"} if played.replayed else {},
    )
