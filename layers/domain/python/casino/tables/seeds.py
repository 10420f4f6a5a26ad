"""Server seeds between commitment and reveal.

They stand in tables of their own, so that permission to read tables and rounds gives no sight of
an outcome before its time. Who must know the present round's seed, to answer a player at once,
can't see those of the rounds after it: the secrets of the chains are apart, and only the clock
knows them.

============  ===============  ==============  ====================================================
table         item             key             holds
============  ===============  ==============  ====================================================
seeds         a round's seed   ROUND#id        until it is revealed
chains        its chains       CHAIN#table     see `casino.tables.seed_chains`
============  ===============  ==============  ====================================================

A table's seeds come from a chain, made backwards by hashing (`casino.games.SeedChain`), and from a
public value that nobody knew when the chain was promised (`casino.games.beacon`). So the house can
choose none of them by who has bet what, nor by what comes of them.
"""

from typing import TYPE_CHECKING, Final

from casino.betting import ChainedSeed
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item
from casino.shared.reading import Key, Reading, Wanted, if_there
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_CODEC: Final = Codec(ChainedSeed)


class SeedLost(RuntimeError):
    """A round's seed is gone although its result is not known yet."""


class Seeds:
    """Secret seeds, by round."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def put(self, work: UnitOfWork, round_id: str, seed: ChainedSeed) -> None:
        """Add a new round's seed to a unit of work."""
        item = {"pk": f"ROUND#{round_id}"} | _CODEC.write(seed)
        work.put(self._table, item, otherwise=stale)

    def old_chain(self, table_id: str) -> Item | None:
        """Return a table's chain if it still stands here."""
        return get_item(self._client, self._table, chain_key(table_id))

    def remove_chain(self, work: UnitOfWork, table_id: str, used: int) -> None:
        """Add to a unit of work that a chain stands here no more.

        Raises at commit
        ----------------
        Contention
            If it has gone on since it was read.
        """
        work.delete(
            self._table,
            chain_key(table_id),
            condition="used = :used",
            values={":used": used},
            otherwise=stale,
        )

    def want(self, reading: Reading, round_id: str) -> Wanted[str | None]:
        """Add a round's seed to a reading; none where it has been revealed."""
        return reading.want(self._key(round_id), if_there(lambda item: str(item["server_seed"])))

    def of(self, round_id: str) -> str:
        """Return a round's server seed.

        Raises
        ------
        SeedLost
        """
        return self.chained(round_id).server_seed

    def chained(self, round_id: str) -> ChainedSeed:
        """Return a round's server seed with what it was made of, for its reveal.

        Raises
        ------
        SeedLost
        """
        item = get_item(self._client, *self._key(round_id))
        if item is None:
            raise SeedLost(round_id)
        return _CODEC.read(item)

    def _key(self, round_id: str) -> Key:
        return self._table, {"pk": f"ROUND#{round_id}"}

    def reveal(self, work: UnitOfWork, round_id: str) -> None:
        """Add the seed's removal to the unit of work that makes it public."""
        work.delete(
            self._table,
            {"pk": f"ROUND#{round_id}"},
            condition="attribute_exists(pk)",
            otherwise=stale,
        )


def chain_key(table_id: str) -> dict[str, str]:
    """Return where a table's chains stand."""
    return {"pk": f"CHAIN#{table_id}"}
