"""Players' pairs of seeds in DynamoDB.

==================  ===================  =====================================================
item                key                  holds
==================  ===================  =====================================================
a player's pair     PLAYER#id            secret seeds, client seed, nonce
==================  ===================  =====================================================

The table is apart from everything else, because whoever can read it knows how every player's next
rounds end: only the function that draws them may.
"""

from typing import TYPE_CHECKING, Final

from casino.instant.model import SeedPair
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item, put_new
from casino.shared.reading import Reading, Wanted, if_there
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


_CODEC: Final = Codec(SeedPair, keys=("player_id",))


class SeedPairs:
    """The seed pairs of all players."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def want(self, reading: Reading, player_id: str) -> Wanted[SeedPair | None]:
        """Add a player's pair to a reading."""
        return reading.want((self._table, _key(player_id)), if_there(pair_from_item))

    def of(self, player_id: str) -> SeedPair | None:
        """Return a player's pair, or `None` before the first."""
        item = get_item(self._client, self._table, _key(player_id))
        return pair_from_item(item) if item else None

    def open(self, pair: SeedPair) -> bool:
        """Keep a player's first pair; say whether it was the first."""
        return put_new(self._client, self._table, _values(pair))

    def save(self, work: UnitOfWork, before: SeedPair, after: SeedPair) -> None:
        """Add a pair's change to a unit of work.

        Raises at commit
        ----------------
        Contention
            If another round was drawn from it, or it was rotated, since it was read. So no nonce is
            used twice and none is left out.
        """
        work.put(
            self._table,
            _values(after),
            condition="rotation = :rotation AND nonce = :nonce",
            values={":rotation": before.rotation, ":nonce": before.nonce},
            otherwise=stale,
        )


def pair_from_item(item: Item) -> SeedPair:
    """Read a pair's item."""
    return _CODEC.read(item, player_id=item["pk"].removeprefix("PLAYER#"))


def _key(player_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}"}


def _values(pair: SeedPair) -> Item:
    return _key(pair.player_id) | _CODEC.write(pair)
