"""What deposits and withdrawals have in common: who works on them, and when they are looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Self

from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.money import Money

# When the sweeper first looks at a payment that nobody has ended; later looks wait longer.
FIRST_LOOK: Final = timedelta(minutes=1)


LONGEST_WAIT: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Lease:
    """Who is working on a payment, and until when nobody else may.

    Attributes
    ----------
    owner : str
        Random, one for each worker and request.
    until : str
        RFC 3339.
    """

    owner: str
    until: str

    @classmethod
    def starting(cls, owner: str, at: datetime, term: timedelta) -> Self:
        """Return a lease for a while from now."""
        return cls(owner, to_rfc3339(at + term))

    def is_over(self, at: datetime) -> bool:
        """Tell whether another worker may take over."""
        return self.until <= to_rfc3339(at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What deposits and withdrawals have in common.

    Attributes
    ----------
    player_id, payment_id : str
        The id is derived from the request's idempotency key, so the payment is its record.
    fingerprint : str
        The fingerprint of the request's body.
    created_at, updated_at : str
        RFC 3339.
    provider : str
        The one in whose hands it is.
    attempts : int
        How many workers have worked on it, the present one included.
    version : int
        Rises with each change; a change is written only over the version that it was made from,
        so a worker whose payment was taken over finds out before it can do harm.
    answer : mapping or None
        The response to the first request, once there is one; every repetition gets it again.
    due_at : str or None
        When the sweeper looks at it, if it has not ended by then; RFC 3339.
    """

    player_id: str
    payment_id: str
    money: Money
    fingerprint: str
    created_at: str
    updated_at: str
    provider: str
    lease: Lease
    attempts: int = 1
    version: int = 1
    answer: Mapping[str, Any] | None = None
    due_at: str | None = None

    def postponed(self, at: datetime) -> Self:
        """Return the payment due again after as long as it has lasted so far, within bounds."""
        age = at - from_rfc3339(self.created_at)
        wait = min(max(age, FIRST_LOOK), LONGEST_WAIT)
        return self._changed(at, due_at=to_rfc3339(at + wait))

    def taken_over(self, lease: Lease, at: datetime) -> Self:
        """Return the payment in another worker's hands."""
        return self._changed(at, lease=lease, attempts=self.attempts + 1)

    def answered(self, answer: Mapping[str, Any]) -> Self:
        """Return the payment with the response to its first request, which never changes."""
        return self if self.answer is not None else replace(self, answer=answer)

    def _changed(self, at: datetime, **values: Any) -> Self:
        return replace(self, version=self.version + 1, updated_at=to_rfc3339(at), **values)
