"""``GET /v1/games/{game_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.catalogue.bootstrap import catalogue
from casino.catalogue.messages import GameView
from casino.catalogue.use_cases import get_game as use_case
from casino.lambdas.rest_api import Routes
from functions.catalogue.revalidation import RESPONSES, revalidated

router = Routes()


@router.get(
    "/v1/games/<game_id>",
    summary="One game",
    tags=["catalogue"],
    responses=RESPONSES,
    middlewares=[revalidated],
)
def get_game(game_id: Annotated[str, Path(max_length=128)]) -> GameView:
    """Answer with one game and the return of each of its bets."""
    return use_case.get_game(catalogue(), game_id)
