"""What players asked for to keep themselves away, in DynamoDB.

==========================  ===============================  =======================================
item                        key                              attributes
==========================  ===============================  =======================================
what a player asked for     PLAYER#id, EXCLUSION#standing    ``kind``, ``at``, ``duration``,
                                                             ``until``
==========================  ===============================  =======================================

What holds now is said by the bars on the player's wallet alone, in the same transaction; these tell
how it came to be, and the table's stream has done whatever follows.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from casino.safer_gambling.model import Exclusion
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, query, to_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PREFIX: Final = "EXCLUSION#"
_CODEC: Final = Codec(Exclusion, keys=("player_id", "standing"))


class Exclusions:
    """What players asked for."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, work: UnitOfWork, exclusion: Exclusion) -> None:
        """Add one to a unit of work.

        Raises at commit
        ----------------
        Contention
            If the wallet has had this standing before.
        """
        key = {
            "pk": f"PLAYER#{exclusion.player_id}",
            "sk": f"{_PREFIX}{exclusion.standing:012d}",
        }
        work.put(self._table, key | _CODEC.write(exclusion), otherwise=stale)

    def of(self, player_id: str) -> list[Exclusion]:
        """Return all of a player's, oldest first."""
        items = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues=to_item({":pk": f"PLAYER#{player_id}", ":prefix": _PREFIX}),
        )
        return exclusions_among(items)


def exclusions_among(items: Iterable[Item]) -> list[Exclusion]:
    """Return the exclusions among the items of the table, or of its stream."""
    return [
        _CODEC.read(
            item,
            player_id=item["pk"].removeprefix("PLAYER#"),
            standing=int(item["sk"].removeprefix(_PREFIX)),
        )
        for item in items
        if item["sk"].startswith(_PREFIX)
    ]
