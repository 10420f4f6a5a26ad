"""The same request again: one effect and one answer, however often, at whatever moment it comes.

What a request brings about is recorded under the request's own key, in the transaction that does
it. Who comes later finds the record, by looking or by being refused at the commit, and raises it as
`AlreadyDone`; whether it is theirs is told by the fingerprint.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from casino.shared.dynamodb import retrying
from casino.shared.errors import CasinoError, Conflict


class Record(Protocol):
    """What is kept of a request under its key."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the request's body; empty where its key says all."""


R = TypeVar("R", bound=Record)


class AlreadyDone(Conflict):
    """There is a record under this key already.

    Attributes
    ----------
    record
        The earlier one, from which a repetition is answered.
    """

    def __init__(self, record: Any) -> None:
        super().__init__()
        self.record = record


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What a request brought about.

    Attributes
    ----------
    replayed : bool
        Whether it was an earlier request with the same key that did.
    """

    record: R
    replayed: bool


def once(
    attempt: Callable[[], R], fingerprint: str = "", *, reused: type[CasinoError] = Conflict
) -> Done[R]:
    """Do something, unless it has been done; again for as long as it meets contention.

    Parameters
    ----------
    attempt : callable
        Reads, decides and commits; returns what it recorded, or raises `AlreadyDone`.
    reused : type of CasinoError
        What to say of a key that stands for another request.

    Raises
    ------
    CasinoError
        As `reused` says.
    Contention
        If others kept changing what it depends on; nothing was done.
    """
    try:
        return Done(retrying(attempt), replayed=False)
    except AlreadyDone as earlier:
        record: R = earlier.record
        if record.fingerprint != fingerprint:
            raise reused from None
        return Done(record, replayed=True)
