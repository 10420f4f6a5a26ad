"""What players have said of their limits, in DynamoDB: kept for ever, never changed.

==========================  =========================  =============================================
item                        key                        attributes
==========================  =========================  =============================================
a change of a limit         PLAYER#id, LIMIT#standing  ``kind``, ``period``, ``act``, ``at``; what
                                                       it was before and is since
==========================  =========================  =============================================

What holds now is said by the player's wallet alone, in the same transaction; these tell how it came
to be, and the table's stream tells the player's devices and the bus.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from casino.policies import LimitKind, LimitPeriod
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, query, to_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PREFIX: Final = "LIMIT#"


class LimitAct(StrEnum):
    """What a player did."""

    ASKED = "asked"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class LimitChange:
    """What a player said of a limit, and what came of it.

    Attributes
    ----------
    standing : int
        The wallet's, since it.
    at : str
        When, RFC 3339.
    before, value : int or None
        What the limit was, and is since: minor units, or minutes of play; `None` for none.
    pending : bool
        Whether something waits to be confirmed since.
    pending_value : int or None
        What that is, likewise.
    effective_at : str or None
        From when on it can be confirmed, RFC 3339.
    policy_version : int
        Of the policy by which it was decided.
    """

    player_id: str
    standing: int
    kind: LimitKind
    period: LimitPeriod
    act: LimitAct
    at: str
    policy_version: int
    before: int | None = None
    value: int | None = None
    pending: bool = False
    pending_value: int | None = None
    effective_at: str | None = None


_CODEC: Final = Codec(LimitChange, keys=("player_id", "standing"))


class LimitChanges:
    """The history of players' limits."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, work: UnitOfWork, change: LimitChange) -> None:
        """Add one to a unit of work.

        Raises at commit
        ----------------
        Contention
            If the wallet has had this standing before.
        """
        key = {"pk": f"PLAYER#{change.player_id}", "sk": f"{_PREFIX}{change.standing:012d}"}
        work.put(self._table, key | _CODEC.write(change), otherwise=stale)

    def of(self, player_id: str) -> list[LimitChange]:
        """Return all of a player's, oldest first."""
        items = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues=to_item({":pk": f"PLAYER#{player_id}", ":prefix": _PREFIX}),
        )
        return limit_changes_among(items)


def limit_changes_among(items: Iterable[Item]) -> list[LimitChange]:
    """Return the changes of limits among the items of the table, or of its stream."""
    return [
        _CODEC.read(
            item,
            player_id=item["pk"].removeprefix("PLAYER#"),
            standing=int(item["sk"].removeprefix(_PREFIX)),
        )
        for item in items
        if item["sk"].startswith(_PREFIX)
    ]
