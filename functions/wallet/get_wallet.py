"""``GET /v1/wallet``."""

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.wallet.messages import WalletView
from casino.wallet.use_cases import get_wallet as use_case

parts = at_start(Parts.ledger)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/wallet", summary="Your balances", tags=["wallet"])
def get_wallet() -> WalletView:
    """Answer with the player's balances."""
    return use_case.get_wallet(parts.ledger, parts.clock, router.player_id)
