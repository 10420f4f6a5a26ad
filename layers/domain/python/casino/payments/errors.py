"""What can go wrong at the cashier.

::

    NotFound
    ├── NoSuchDeposit
    └── NoSuchWithdrawal
    Conflict
    ├── IdempotencyKeyReused   the key came with another body before
    ├── WrongState             the payment is not where this step begins
    ├── AlreadyStarted         a copy of this request was first; ours alone, never answered
    └── Superseded             another worker took the payment over; ours alone, never answered
    Invalid
    └── LimitReached           the amount is outside the currency's limits
    Unavailable
    └── ProviderUnavailable    the payment provider did not answer, or not to the point
"""

from casino.shared.errors import Conflict, Invalid, NotFound, Unavailable


class NoSuchDeposit(NotFound):
    """The player has no such deposit."""

    title = "There is no such deposit"


class NoSuchWithdrawal(NotFound):
    """The player has no such withdrawal."""

    title = "There is no such withdrawal"


class IdempotencyKeyReused(Conflict):
    """An idempotency key came again with another body."""

    code = "idempotency_key_reused"
    title = "This Idempotency-Key was used for another request"


class WrongState(Conflict):
    """A payment can't take this step from where it is."""

    code = "wrong_state"
    title = "The payment is in another state"


class AlreadyStarted(Conflict):
    """A copy of this request was first."""


class Superseded(Conflict):
    """Another worker changed the payment after it was read."""


class LimitReached(Invalid):
    """The amount is outside what the currency's policy allows."""

    code = "limit_reached"
    title = "The amount is outside the limits"


class ProviderUnavailable(Unavailable):
    """The payment provider did not answer; what was asked may or may not have happened."""

    title = "The payment provider did not answer; repeat the request with the same key"
