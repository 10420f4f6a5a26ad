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
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from casino.safer_gambling.model import Exclusion
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, query, to_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class ByStanding(Protocol):
    """What a player has decided, by the standing that their wallet came to by it."""

    @property
    def player_id(self) -> str:
        """Whose it is."""

    @property
    def standing(self) -> int:
        """The standing."""


T = TypeVar("T", bound=ByStanding)


class StandingHistory(Generic[T]):
    """All that players have decided of one kind: kept for ever, never changed.

    Attributes
    ----------
    prefix : str
        What the sort keys of this kind begin with.
    codec : Codec
        Writes and reads it, but for what the key says.
    """

    prefix: ClassVar[str]
    codec: ClassVar[Codec[Any]]

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, work: UnitOfWork, decided: T) -> None:
        """Add one to a unit of work.

        Raises at commit
        ----------------
        Contention
            If the wallet has had this standing before.
        """
        key = {
            "pk": f"PLAYER#{decided.player_id}",
            "sk": f"{self.prefix}{decided.standing:012d}",
        }
        work.put(self._table, key | self.codec.write(decided), otherwise=stale)

    def of(self, player_id: str) -> list[T]:
        """Return all of a player's, oldest first."""
        items = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues=to_item(
                {":pk": f"PLAYER#{player_id}", ":prefix": self.prefix}
            ),
        )
        return self.among(items)

    @classmethod
    def among(cls, items: Iterable[Item]) -> list[T]:
        """Return those of this kind among the items of the table, or of its stream."""
        return [
            cls.codec.read(
                item,
                player_id=item["pk"].removeprefix("PLAYER#"),
                standing=int(item["sk"].removeprefix(cls.prefix)),
            )
            for item in items
            if item["sk"].startswith(cls.prefix)
        ]


class Exclusions(StandingHistory[Exclusion]):
    """What players asked for to keep themselves away."""

    prefix = "EXCLUSION#"
    codec = Codec(Exclusion, keys=("player_id", "standing"))
