"""How much of what is too much: token buckets, each in one number.

A bucket is kept as the moment at which it will be full again (the "theoretical arrival time" of the
generic cell rate algorithm, ITU-T I.371), so taking from it is one conditional write of one number,
and an idle bucket needs no refilling.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Kind(StrEnum):
    """What is counted."""

    BET = "bet"
    QUERY = "query"
    CHAT = "chat"
    FAULT = "fault"
    """A frame that could not be used: unreadable, too large, or one too many."""
    TICKET = "ticket"
    HANDSHAKE = "handshake"
    WRONG_TICKET = "wrong_ticket"
    RECONNECT = "reconnect"
    ALERT = "alert"
    STRIKE = "strike"


@dataclass(frozen=True, slots=True)
class Limit:
    """A token bucket.

    Attributes
    ----------
    interval_ms : int
        Between two in the long run.
    burst : int
        At once, after a rest.
    """

    interval_ms: int
    burst: int

    def after(self, full_at: int, now_ms: int) -> int | None:
        """Return when the bucket will be full again if one is taken; `None` if it is empty.

        Parameters
        ----------
        full_at, now_ms : int
            Milliseconds since the epoch.
        """
        return max(full_at, now_ms) + self.interval_ms if full_at <= self.last(now_ms) else None

    def last(self, now_ms: int) -> int:
        """Return the latest `full_at` of a bucket from which one can still be taken."""
        return now_ms + (self.burst - 1) * self.interval_ms

    def wait_seconds(self, full_at: int, now_ms: int) -> int:
        """Return after how many seconds an empty bucket has one again; at least 1."""
        wait_ms = full_at + self.interval_ms - now_ms - self.burst * self.interval_ms
        return max(1, -(-wait_ms // 1000))


# Bets, queries, chat and tickets are a player's, over all of their connections, of which there are
# few; faults a connection's, so that one device's flood is not another's end; handshakes and
# wrong tickets an address's, behind which there may be many players; the watch counts by the rest.
LIMITS: Final[Mapping[Kind, Limit]] = MappingProxyType(
    {
        Kind.BET: Limit(interval_ms=100, burst=100),
        Kind.QUERY: Limit(interval_ms=50, burst=150),
        Kind.CHAT: Limit(interval_ms=2_000, burst=5),
        Kind.FAULT: Limit(interval_ms=1_000, burst=60),
        Kind.TICKET: Limit(interval_ms=1_000, burst=60),
        Kind.HANDSHAKE: Limit(interval_ms=20, burst=1_000),
        Kind.WRONG_TICKET: Limit(interval_ms=10_000, burst=20),
        Kind.RECONNECT: Limit(interval_ms=10_000, burst=30),
        Kind.ALERT: Limit(interval_ms=60_000, burst=1),
        Kind.STRIKE: Limit(interval_ms=600_000, burst=2),
    }
)
