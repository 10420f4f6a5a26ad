"""Server seeds that are nobody's secret any more, by the commitment that they keep.

A seed that stands for many rounds is revealed once for all of them, here::

    SEED#commitment, SEED        server_seed, chain_seed, revealed_at

Whoever recalls one of the rounds looks its seed up. What has been revealed is never changed.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.betting.model import ChainedSeed
from casino.games import commitment_to
from casino.shared.clock import to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import get_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_CODEC: Final = Codec(ChainedSeed)


class RevealedSeeds:
    """Seeds that everybody may know."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def reveal(
        self, work: UnitOfWork, server_seed: str, now: datetime, *, chain_seed: str | None = None
    ) -> None:
        """Add a seed's reveal to the unit of work that ends its use.

        Raises at commit
        ----------------
        Contention
            If it has been revealed already.
        """
        item = _CODEC.write(ChainedSeed(server_seed, chain_seed)) | {"revealed_at": to_rfc3339(now)}
        work.put(self._table, _key(commitment_to(server_seed)) | item, otherwise=stale)

    def seed(self, commitment: str) -> str | None:
        """Return the seed that keeps a commitment, or `None` before its reveal."""
        found = self.chained(commitment)
        return found.server_seed if found else None

    def chained(self, commitment: str) -> ChainedSeed | None:
        """Return the seed that keeps a commitment with what it is made of."""
        item = get_item(self._client, self._table, _key(commitment))
        return _CODEC.read(item) if item else None


def _key(commitment: str) -> dict[str, str]:
    return {"pk": f"SEED#{commitment}", "sk": "SEED"}
