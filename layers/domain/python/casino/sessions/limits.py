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

from casino.shared.allowance import Allowance


class Kind(StrEnum):
    """What a rate limit counts."""

    BET = "bet"
    QUERY = "query"
    READ = "read"
    """A REST request that changes nothing."""
    WRITE = "write"
    """A REST request that changes something, but no balance."""
    MONEY = "money"
    """A REST request that moves money in or out."""
    CHAT = "chat"
    FAULT = "fault"
    """A frame that could not be used: unreadable, too large, or one too many."""
    TICKET = "ticket"
    HANDSHAKE = "handshake"
    WRONG_TICKET = "wrong_ticket"
    WRONG_SECRET = "wrong_secret"  # noqa: S105 - a name
    """A password or a code that was not right."""
    RECONNECT = "reconnect"
    ALERT = "alert"
    STRIKE = "strike"


@dataclass(frozen=True, slots=True)
class RateLimit:
    """A token bucket.

    Attributes
    ----------
    interval_ms : int
        How long from one to the next, in the long run.
    burst : int
        How many at once, after a rest.
    """

    interval_ms: int
    burst: int

    @property
    def window_seconds(self) -> int:
        """How long an empty bucket takes to fill."""
        return -(-self.burst * self.interval_ms // 1000)

    def allowance(self, name: str, full_at: int, now_ms: int) -> Allowance:
        """Return what is left in a bucket.

        Parameters
        ----------
        full_at, now_ms : int
            Milliseconds since the epoch.
        """
        taken = -(-max(0, full_at - now_ms) // self.interval_ms)
        remaining = max(0, self.burst - taken)
        wait_ms = full_at - now_ms if remaining else full_at - self.last(now_ms)
        return Allowance(
            name, self.burst, self.window_seconds, remaining, max(0, -(-wait_ms // 1000))
        )

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


# Bets, queries, chat, tickets and REST requests are a player's, over all of their connections, of
# which there are few; faults a connection's, so that one device's flood is not another's end;
# handshakes and wrong tickets an address's, behind which there may be many players; the watch
# counts by the rest.
LIMITS: Final[Mapping[Kind, RateLimit]] = MappingProxyType(
    {
        Kind.BET: RateLimit(interval_ms=100, burst=100),
        Kind.QUERY: RateLimit(interval_ms=50, burst=150),
        Kind.READ: RateLimit(interval_ms=100, burst=300),
        Kind.WRITE: RateLimit(interval_ms=200, burst=200),
        Kind.MONEY: RateLimit(interval_ms=200, burst=200),
        Kind.CHAT: RateLimit(interval_ms=2_000, burst=5),
        Kind.FAULT: RateLimit(interval_ms=1_000, burst=60),
        Kind.TICKET: RateLimit(interval_ms=1_000, burst=60),
        Kind.HANDSHAKE: RateLimit(interval_ms=20, burst=1_000),
        Kind.WRONG_TICKET: RateLimit(interval_ms=10_000, burst=20),
        Kind.WRONG_SECRET: RateLimit(interval_ms=2_000, burst=500),
        Kind.RECONNECT: RateLimit(interval_ms=10_000, burst=30),
        Kind.ALERT: RateLimit(interval_ms=60_000, burst=1),
        Kind.STRIKE: RateLimit(interval_ms=600_000, burst=2),
    }
)
