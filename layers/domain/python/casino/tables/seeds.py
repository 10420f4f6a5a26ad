"""Server seeds between commitment and reveal.

They stand in a table of their own, so that permission to read tables and rounds gives no sight of
an outcome before its time.
"""

from typing import TYPE_CHECKING

from casino.shared.dynamodb import get_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class SeedLost(RuntimeError):
    """A round's seed is gone although its result is not known yet."""


class Seeds:
    """Secret seeds by round.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def keep(self, work: UnitOfWork, round_id: str, server_seed: str) -> None:
        """Add a new round's seed to the unit of work that opens it."""
        item = {"pk": f"ROUND#{round_id}", "server_seed": server_seed}
        work.put(self._table, item, otherwise=stale)

    def of(self, round_id: str) -> str:
        """Return a round's seed.

        Raises
        ------
        SeedLost
        """
        item = get_item(self._client, self._table, {"pk": f"ROUND#{round_id}"})
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
