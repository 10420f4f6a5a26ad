"""``POST /v1/me/seeds/rotate``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body

from casino.instant.bootstrap import parlour
from casino.instant.messages import RotateSeeds, SeedsRotated
from casino.instant.use_cases import rotate_seeds as use_case
from casino.lambdas.rest_api import OpenTo, Routes

router = Routes(OpenTo.PLAYERS)


@router.post("/v1/me/seeds/rotate", summary="Reveal your seeds, use others", tags=["instant games"])
def rotate_seeds(wanted: Annotated[RotateSeeds, Body()]) -> SeedsRotated:
    """Answer with the seeds in use from now on, and the revealed ones."""
    return use_case.rotate_seeds(parlour(), router.player_id, wanted)
