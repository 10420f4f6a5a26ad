"""Show a player their balances."""

from casino.shared.clock import Clock, to_rfc3339
from casino.wallet.messages import WalletView, view_of_wallet
from casino.wallet.repository import Ledger


def get_wallet(ledger: Ledger, clock: Clock, player_id: str) -> WalletView:
    """Return a player's balances, read consistently.

    Raises
    ------
    NoWallet
    """
    return view_of_wallet(ledger.wallet(player_id), as_of=to_rfc3339(clock()))
