"""Server seeds between commitment and reveal.

They stand in a table of their own, so that permission to read tables and rounds gives no sight of
an outcome before its time.

==================  ==============  ================================================================
item                key             holds
==================  ==============  ================================================================
a table's chain     CHAIN#table     the secret that its seeds come from, and how many were used
a round's seed      ROUND#id        until it is revealed
==================  ==============  ================================================================

A table's seeds are a chain, made backwards by hashing (`casino.games.SeedChain`): each round's
commitment is the seed that the round before it revealed. So the house chose all seeds of a chain
before its first round, and can't choose any of them by who has bet what.
"""

import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING

from casino.games import SERVER_SEED_BYTES, SeedChain, server_seed_from
from casino.shared.dynamodb import get_item
from casino.shared.unit_of_work import UnitOfWork, stale
from casino.tables.shoes import Link

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class SeedLost(RuntimeError):
    """A round's seed is gone although its result is not known yet."""


class Seeds:
    """Secret seeds, by table and by round.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def take(self, work: UnitOfWork, table_id: str, round_id: str) -> tuple[str, Link]:
        """Take the next seed of a table's chain, or the first one of a new chain.

        Returns
        -------
        server_seed : str
            Secret until the round's reveal.
        link : Link
            Its place in the chain, which may be told.

        Raises at commit
        ----------------
        Contention
            If the chain has gone on since it was read.
        """
        key = {"pk": f"CHAIN#{table_id}"}
        item = get_item(self._client, self._table, key)
        chain = SeedChain(item["root"], item["length"]) if item else None
        used = item["used"] if item else 0
        if chain is None or used == chain.length:
            # Also when a chain has come to its end: its last seed is its secret, and is revealed.
            chain, position = SeedChain(server_seed_from(secrets.token_bytes(SERVER_SEED_BYTES))), 1
        else:
            position = used + 1
        work.put(
            self._table,
            key | asdict(chain) | {"used": position},
            condition="used = :used" if item else "attribute_not_exists(pk)",
            values={":used": used} if item else None,
            otherwise=stale,
        )
        server_seed = chain.seed(position)
        work.put(
            self._table,
            {"pk": f"ROUND#{round_id}", "server_seed": server_seed},
            otherwise=stale,
        )
        return server_seed, Link(chain.anchor, position, chain.length)

    def key(self, round_id: str) -> tuple[str, dict[str, str]]:
        """Return where a round's seed stands, for reads that fetch several items in one trip."""
        return self._table, {"pk": f"ROUND#{round_id}"}

    def of(self, round_id: str) -> str:
        """Return a round's seed.

        Raises
        ------
        SeedLost
        """
        item = get_item(self._client, *self.key(round_id))
        if item is None:
            raise SeedLost(round_id)
        return str(item["server_seed"])

    def reveal(self, work: UnitOfWork, round_id: str) -> None:
        """Add the seed's removal to the unit of work that makes it public."""
        work.delete(
            self._table,
            {"pk": f"ROUND#{round_id}"},
            condition="attribute_exists(pk)",
            otherwise=stale,
        )
