"""``GET /v1/wallet``."""

from casino.lambdas.rest_api import OpenTo, Routes
from casino.shared.clock import utc_now
from casino.wallet.bootstrap import ledger
from casino.wallet.messages import WalletView
from casino.wallet.use_cases import get_wallet as use_case

router = Routes(OpenTo.PLAYERS)


@router.get("/v1/wallet", summary="Your balances", tags=["wallet"])
def get_wallet() -> WalletView:
    """Answer with the player's balances."""
    return use_case.get_wallet(ledger(), utc_now, router.player_id)
