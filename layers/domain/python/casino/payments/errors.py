"""What can go wrong at the cashier.

::

    Malformed
    └── BadSignature           a webhook that the provider did not sign, or not lately
    NotFound
    ├── UnknownDeposit
    ├── UnknownWithdrawal
    ├── UnknownProvider        webhooks of a provider that we don't work with
    └── UnknownEvent           no event of that name has been stored
    Conflict
    ├── IdempotencyKeyReused   the key came with another body before
    ├── WrongState             the payment is not where this step begins
    ├── Superseded             another worker took the payment over; ours alone, never answered
    └── Unbelievable           the provider contradicts our books; parks its event
    Invalid
    ├── CurrencyNotTaken       nobody pays in in this currency under the player's policy
    └── LimitReached           the amount is outside the currency's limits
    TooManyRequests
    ├── DepositsBlocked        too many failed one after the other
    └── InOtherHands           a worker is busy with the payment; ours alone, never answered
    Unavailable
    └── ProviderUnavailable    the payment provider did not answer, or not to the point
"""

from casino.shared.errors import (
    Conflict,
    Invalid,
    Malformed,
    NotFound,
    TooManyRequests,
    Unavailable,
)


class BadSignature(Malformed):
    """A webhook does not carry the provider's fresh signature of exactly this body."""

    code = "bad_signature"
    title = "The body is not signed by the provider, or was signed too long ago"


class UnknownDeposit(NotFound):
    """The player has no such deposit."""

    title = "There is no such deposit"


class UnknownWithdrawal(NotFound):
    """The player has no such withdrawal."""

    title = "There is no such withdrawal"


class UnknownProvider(NotFound):
    """We don't work with this payment provider."""

    title = "There is no such payment provider"


class UnknownEvent(NotFound):
    """No event of this name has been stored."""

    title = "There is no such event"


class IdempotencyKeyReused(Conflict):
    """An idempotency key came again with another body."""

    code = "idempotency_key_reused"
    title = "This Idempotency-Key was used for another request"


class WrongState(Conflict):
    """A payment can't take this step from where it is."""

    code = "wrong_state"
    title = "The payment is in another state"


class Superseded(Conflict):
    """Another worker changed the payment after it was read."""


class Unbelievable(Conflict):
    """What the provider says contradicts our books, so a person must look at it.

    Attributes
    ----------
    reason : str
        A stable name of what is wrong, such as ``wrong_amount``.
    """

    code = "unbelievable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CurrencyNotTaken(Invalid):
    """Nobody pays in in this currency under the policy that the player comes under."""

    code = "currency_not_allowed"
    title = "Nothing can be paid in in this currency any more"


class LimitReached(Invalid):
    """The amount is outside what the currency's policy allows."""

    code = "limit_reached"
    title = "The amount is outside the limits"


class DepositsBlocked(TooManyRequests):
    """Too many deposits failed one after the other.

    Parameters
    ----------
    retry_after_seconds : int
        When the next may be tried.
    """

    code = "deposits_blocked"
    title = "Too many deposits have failed; try again later"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__()
        self.retry_after_seconds = retry_after_seconds


class InOtherHands(TooManyRequests):
    """A worker is busy with the payment at this moment."""


class ProviderUnavailable(Unavailable):
    """The payment provider did not answer; what was asked may or may not have happened."""

    title = "The payment provider did not answer; repeat the request with the same key"
