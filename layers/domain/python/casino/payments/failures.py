"""Failed deposits, counted so that a thief can't try one card after the other.

Each failure is counted in the transaction that ends its deposit, over the count that was read: of
failures at the same moment none is lost and none counts twice. Deposits that had begun before a
block may still end after it.
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

from casino.payments.errors import DepositsBlocked
from casino.policies import DepositBlock
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.dynamodb import get_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Failures:
    """A player's failed deposits.

    Attributes
    ----------
    recent : tuple of str
        When they failed, RFC 3339, those within the window only.
    """

    recent: tuple[str, ...] = ()
    blocked_until: str | None = None
    version: int = 0

    def seconds_blocked(self, at: datetime) -> int:
        """Return how long no deposit may be tried; zero if one may be."""
        if self.blocked_until is None:
            return 0
        return max(0, ceil((from_rfc3339(self.blocked_until) - at).total_seconds()))

    def with_another(self, at: datetime, block: DepositBlock) -> "Failures":
        """Return the count with one more failure, blocked if that was one too many."""
        since = to_rfc3339(at - block.window)
        recent = (*(each for each in self.recent if each > since), to_rfc3339(at))
        if len(recent) < block.failures:
            return Failures(recent, None, self.version + 1)
        return Failures((), to_rfc3339(at + block.term), self.version + 1)


class DepositFailures:
    """Where failures are counted."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def of(self, player_id: str) -> Failures:
        """Return a player's failures."""
        item = get_item(self._client, self._table, _key(player_id))
        if item is None:
            return Failures()
        return Failures(tuple(item["recent"]), item.get("blocked_until"), item["version"])

    def must_not_block(self, player_id: str, at: datetime) -> None:
        """Refuse a deposit after too many failures.

        Raises
        ------
        DepositsBlocked
        """
        seconds = self.of(player_id).seconds_blocked(at)
        if seconds:
            raise DepositsBlocked(seconds)

    def add(self, work: UnitOfWork, player_id: str, at: datetime, block: DepositBlock) -> None:
        """Add one more failure to a unit of work.

        Parameters
        ----------
        block : DepositBlock
            After how many none may be tried, by the policy that the player comes under.

        Raises at commit
        ----------------
        Contention
            If another deposit of the player failed meanwhile.
        """
        before = self.of(player_id)
        if before.seconds_blocked(at):
            # It can't make the block any firmer.
            return
        after = before.with_another(at, block)
        work.put(
            self._table,
            _key(player_id)
            | {
                "recent": after.recent,
                "blocked_until": after.blocked_until,
                "version": after.version,
            },
            condition="attribute_not_exists(pk) OR version = :before",
            values={":before": before.version},
            otherwise=stale,
        )


def _key(player_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}", "sk": "FAILURES"}
