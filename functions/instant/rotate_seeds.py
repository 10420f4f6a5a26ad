"""``POST /v1/me/seeds/rotate``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body

from casino.instant.messages import RotateSeeds, SeedsRotated
from casino.instant.use_cases import rotate_seeds as use_case
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.ledger, Parts.seed_pairs, Parts.revealed_seeds)
router = Routes(OpenTo.PLAYERS)


@router.post("/v1/me/seeds/rotate", summary="Reveal your seeds, use others", tags=["instant games"])
def rotate_seeds(wanted: Annotated[RotateSeeds, Body()]) -> SeedsRotated:
    """Answer with the seeds in use from now on, and the revealed ones."""
    return use_case.rotate_seeds(parts, router.player_id, wanted)
