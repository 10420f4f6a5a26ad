"""What can go wrong with a wallet.

::

    NotFound
    └── NoWallet            the player has none
    Forbidden
    └── WalletRestricted    the player may not do this with their money now
    Invalid
    ├── InsufficientFunds   a bucket would fall below zero
    └── CurrencyMismatch    the wallet is in another currency
    Conflict
    └── AdjustmentKeyReused the key stands for another adjustment
"""

from casino.shared.errors import Conflict, Forbidden, Invalid, NotFound


class NoWallet(NotFound):
    """The player has no wallet."""

    title = "There is no wallet for this account"


class WalletRestricted(Forbidden):
    """The player may not do this with their money now."""

    code = "account_restricted"
    title = "This account may not do this at present"


class InsufficientFunds(Invalid):
    """A bucket of the wallet would fall below zero."""

    code = "insufficient_funds"
    title = "There is not enough money available"


class CurrencyMismatch(Invalid):
    """The wallet is in another currency."""

    code = "currency_mismatch"
    title = "The wallet is in another currency"


class AdjustmentKeyReused(Conflict):
    """An adjustment's key came again with another adjustment."""

    code = "idempotency_key_reused"
    title = "This key was used for another adjustment"
