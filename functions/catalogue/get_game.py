"""``GET /v1/games/{game_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.catalogue.messages import GameDetails
from casino.catalogue.use_cases import get_game as use_case
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.shared.messages import GameId
from functions.catalogue.revalidation import RESPONSES, revalidated

parts = at_start(Parts.catalogue)
router = Routes(OpenTo.ANYONE)


@router.get(
    "/v1/games/<game_id>",
    summary="One game",
    tags=["catalogue"],
    responses=RESPONSES,
    middlewares=[revalidated],
)
def get_game(
    game_id: Annotated[GameId, Path(description="Of one of `GET /v1/games`.")],
) -> GameDetails:
    """Answer with one game, the return of each of its bets, and what may be staked."""
    return use_case.get_game(parts.catalogue, game_id)
