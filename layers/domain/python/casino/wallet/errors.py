"""What can go wrong with a wallet.

::

    NotFound
    └── NoWallet            the player has none
    Forbidden
    └── WalletRestricted    the player is barred from this now
        ├── TimedOut        … by a time-out of their own
        └── SelfExcluded    … by excluding themselves
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
    """The player is barred from this now.

    Parameters
    ----------
    until : str, optional
        When the bar ends, RFC 3339; without it, nobody knows yet.
    """

    code = "account_restricted"
    title = "This account may not do this at present"

    def __init__(self, until: str | None = None) -> None:
        super().__init__(details={"until": until} if until else None)


class TimedOut(WalletRestricted):
    """The player takes a time-out."""

    code = "timed_out"
    title = "You are taking a time-out"


class SelfExcluded(WalletRestricted):
    """The player has excluded themselves; after `until`, they may ask for reinstatement."""

    code = "self_excluded"
    title = "You have excluded yourself"


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
