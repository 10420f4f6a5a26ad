"""What the provider took back of deposits: chargebacks, and refunds that nobody withdrew."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from casino.shared.clock import to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item, query, to_item
from casino.shared.money import Money
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# What the house has lost to players whose cash did not cover a reversal, and may claim from them.
CHARGEBACKS: Final = "house:chargebacks"


class ReversalCause(StrEnum):
    """Why the provider took a deposit back."""

    CHARGEBACK = "chargeback"
    REFUND = "refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """A part of a deposit that the provider has taken back.

    Attributes
    ----------
    reversal_id : str
        The provider's name of the dispute or refund.
    taken : int
        How much of it the player's cash covered.
    refundable_taken : int
        How much less withdrawals can send back to the deposit since.
    undone : bool
        Whether the provider has returned the money.
    created_at, updated_at : str
        RFC 3339.
    """

    player_id: str
    reversal_id: str
    cause: ReversalCause
    deposit_id: str
    money: Money
    taken: int
    refundable_taken: int
    undone: bool = False
    created_at: str
    updated_at: str
    version: int = 1

    @property
    def uncovered(self) -> int:
        """What the player owes for it."""
        return 0 if self.undone else self.money.amount - self.taken

    @property
    def bars(self) -> bool:
        """Whether the player should not withdraw while it stands."""
        return not self.undone and (self.cause is ReversalCause.CHARGEBACK or self.uncovered > 0)

    def given_back(self, at: datetime) -> "Reversal":
        """Return the reversal after the provider has returned the money."""
        return replace(self, undone=True, updated_at=to_rfc3339(at), version=self.version + 1)


class Reversals:
    """Where reversals are kept."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def find(self, player_id: str, reversal_id: str) -> Reversal | None:
        """Return one, or `None`."""
        item = get_item(self._client, self._table, _key(player_id, reversal_id))
        return _read(item) if item else None

    def of(self, player_id: str) -> list[Reversal]:
        """Return all of a player's."""
        items = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues=to_item({":pk": f"PLAYER#{player_id}", ":prefix": _PREFIX}),
        )
        return [_read(item) for item in items]

    def add_start(self, work: UnitOfWork, reversal: Reversal) -> None:
        """Add a new one to a unit of work.

        Raises at commit
        ----------------
        Contention
            If it has been written meanwhile.
        """
        work.put(self._table, _item(reversal), otherwise=stale)

    def add_save(self, work: UnitOfWork, before: Reversal, after: Reversal) -> None:
        """Add a change to a unit of work.

        Raises at commit
        ----------------
        Contention
            If it changed since it was read.
        """
        work.put(
            self._table,
            _item(after),
            condition="version = :before",
            values={":before": before.version},
            otherwise=stale,
        )


_PREFIX: Final = "REVERSAL#"
_CODEC: Final = Codec(Reversal, keys=("player_id", "reversal_id"), flat={"money": ""})


def _key(player_id: str, reversal_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}", "sk": _PREFIX + reversal_id}


def _item(reversal: Reversal) -> Item:
    return _key(reversal.player_id, reversal.reversal_id) | _CODEC.write(reversal)


def _read(item: Item) -> Reversal:
    return _CODEC.read(
        item,
        player_id=item["pk"].removeprefix("PLAYER#"),
        reversal_id=item["sk"].removeprefix(_PREFIX),
    )
