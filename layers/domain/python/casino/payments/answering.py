"""One answer for each idempotency key, however often, at whatever moment it is asked for.

The payment's item is the idempotency record. Whoever writes it first owns it for the term of a
lease, works on it and stores the answer with it. Copies that arrive meanwhile wait for that answer.
If the owner died, its lease runs out and the next copy takes over, conditionally on the version, so
that exactly one does, and goes on from the state in which the item was left.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

from botocore.exceptions import ClientError

from casino.payments.errors import IdempotencyKeyReused, Superseded
from casino.payments.messages import answer_of
from casino.payments.payment import Lease, Payment
from casino.shared.errors import CasinoError
from casino.shared.ids import new_id
from casino.shared.once import AlreadyDone, once

if TYPE_CHECKING:
    from casino.parts import Parts

P = TypeVar("P", bound=Payment)

# Longer than a deposit's lease, so that a repetition after a crash finishes the deposit itself.
PATIENCE: Final = timedelta(seconds=8)
_FIRST_PAUSE: Final = 0.05
_LONGEST_PAUSE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request that moves money is answered.

    Attributes
    ----------
    body : mapping
        JSON.
    replayed : bool
        Whether another request with the same key brought it about.
    """

    body: Mapping[str, Any]
    replayed: bool


def answer_once(
    parts: "Parts",
    fingerprint: str,
    *,
    term: timedelta,
    find: Callable[[], P | None],
    start: Callable[[Lease], P],
    proceed: Callable[[P], P],
) -> Answer:
    """Bring a payment about, or find out what became of it.

    Parameters
    ----------
    fingerprint : str
        The fingerprint of the request's body.
    term : timedelta
        How long a worker may work on the payment before another may assume that it died.
    find : callable
        Reads the payment.
    start : callable
        Checks the request and writes the new payment, with the lease that it is given.
    proceed : callable
        Carries a payment on to where it has an answer, from whatever state it is in.

    Raises
    ------
    IdempotencyKeyReused
    Exception
        What `start` and `proceed` raise. The key may then be used again: if the payment was
        started, the next request goes on with it.
    """

    def attempt() -> P:
        if payment := find():
            raise AlreadyDone(payment)
        try:
            return start(_new_lease(parts, term))
        except CasinoError:
            # Perhaps a copy was first since we looked, and what it did is what ours is refused for:
            # the cash that is missing is the cash that it holds.
            if payment := find():
                raise AlreadyDone(payment) from None
            raise

    done = once(attempt, fingerprint, reused=IdempotencyKeyReused)
    payment, ours = done.record, not done.replayed
    give_up_at = parts.clock() + PATIENCE
    pause = _FIRST_PAUSE
    while payment.answer is None:
        now = parts.clock()
        if ours:
            try:
                payment = _proceeded(parts, payment, proceed)
            except Superseded:
                ours = False
                payment = find() or payment
        elif payment.lease.is_over(now):
            try:
                payment = _taken_over(parts, payment, term)
                ours = True
            except Superseded:
                payment = find() or payment
        elif now >= give_up_at:
            # Still true, and all that can be said: the owner is alive and busy.
            return Answer(answer_of(payment), replayed=True)
        else:
            parts.pause(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
            payment = find() or payment
    return Answer(payment.answer, replayed=not ours)


def _proceeded(parts: "Parts", payment: P, proceed: Callable[[P], P]) -> P:
    try:
        return proceed(payment)
    except Superseded:
        raise
    except Exception:
        # If it can't be released either, it ends by itself; what went wrong first must be told.
        with suppress(ClientError):
            parts.payments.release(payment)
        raise


def _taken_over(parts: "Parts", payment: P, term: timedelta) -> P:
    lease = _new_lease(parts, term)
    return parts.payments.save(payment, payment.taken_over(lease, parts.clock()))


def _new_lease(parts: "Parts", term: timedelta) -> Lease:
    return Lease.starting(new_id("lse"), parts.clock(), term)
