"""Players' pairs of seeds in DynamoDB.

==================  ===================  =====================================================
item                key                  holds
==================  ===================  =====================================================
a player's pair     PLAYER#id            secret seeds, client seed, nonce
==================  ===================  =====================================================

The table is apart from everything else, because whoever can read it knows how every player's next
rounds end: only the function that draws them may.
"""

from typing import TYPE_CHECKING

from casino.instant.model import SeedPair
from casino.shared.dynamodb import Item, get_item, put_new
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class SeedPairs:
    """Pairs of all players.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def key(self, player_id: str) -> tuple[str, dict[str, str]]:
        """Return where a pair stands, for reads that fetch several items in one trip."""
        return self._table, _key(player_id)

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
    return SeedPair(
        player_id=item["pk"].removeprefix("PLAYER#"),
        server_seed=item["server_seed"],
        next_server_seed=item["next_server_seed"],
        client_seed=item["client_seed"],
        nonce=item["nonce"],
        rotation=item["rotation"],
        played_at=item["played_at"],
    )


def _key(player_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}"}


def _values(pair: SeedPair) -> Item:
    return _key(pair.player_id) | {
        "server_seed": pair.server_seed,
        "next_server_seed": pair.next_server_seed,
        "client_seed": pair.client_seed,
        "nonce": pair.nonce,
        "rotation": pair.rotation,
        "played_at": pair.played_at,
    }
