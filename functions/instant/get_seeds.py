"""``GET /v1/me/seeds``."""

from casino.instant.messages import SeedsView
from casino.instant.use_cases import get_seeds as use_case
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.seed_pairs, Parts.ledger)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/me/seeds", summary="The seeds of your next rounds", tags=["instant games"])
def get_seeds() -> SeedsView:
    """Answer with what the player's next rounds are drawn from, without its secrets."""
    return use_case.get_seeds(parts.seed_pairs, parts.ledger, router.player_id)
