"""The shapes of the DynamoDB tables.

Apart from the constructs that make them, so that tests which need no stack have the same tables.
"""

from dataclasses import dataclass
from typing import Final

PARTITION_KEY: Final = "pk"
SORT_KEY: Final = "sk"
EXPIRES_AT: Final = "expires_at"


@dataclass(frozen=True)
class LocalIndex:
    """Sorts each partition by another attribute as well; reads may be consistent.

    Only a new table can have one, and it keeps a partition below 10 GB (docs/decisions/0057).
    """

    name: str
    sort_key: str


@dataclass(frozen=True)
class GlobalIndex:
    """Finds items by another key as well, a little later; items without it stay out."""

    name: str
    partition_key: str
    sort_key: str
    keys_only: bool = False


@dataclass(frozen=True)
class TableShape:
    """What is stored how.

    Attributes
    ----------
    variable : str
        The environment variable by which functions know the table.
    has_sort_key : bool
        Whether items have an ``sk`` beside their ``pk``.
    expires : bool
        Whether items carry ``expires_at``, in seconds since the epoch.
    """

    variable: str
    has_sort_key: bool = True
    expires: bool = False
    local_indexes: tuple[LocalIndex, ...] = ()
    global_indexes: tuple[GlobalIndex, ...] = ()

    @property
    def index_names(self) -> list[str]:
        """The names of its indexes, local and global."""
        return [
            *(each.name for each in self.local_indexes),
            *(each.name for each in self.global_indexes),
        ]


ACCOUNTS: Final = TableShape("ACCOUNTS_TABLE", expires=True)
ACTS: Final = TableShape("ACTS_TABLE")
BOOKS: Final = TableShape("BOOKS_TABLE")
CATALOGUE: Final = TableShape("CATALOGUE_TABLE")
CHAINS: Final = TableShape("CHAINS_TABLE", has_sort_key=False)
CHANNELS: Final = TableShape("CHANNELS_TABLE", expires=True)
CONNECTIONS: Final = TableShape("CONNECTIONS_TABLE", expires=True)
PAYMENTS: Final = TableShape(
    "PAYMENTS_TABLE",
    # Keys alone: whoever finds one here reads the item. The first costs a payment one write when it
    # begins and one when it ends, the second one for the day on which it began, and two for each
    # later day on which it changes.
    global_indexes=(
        GlobalIndex("work", "queue", "due_at", keys_only=True),
        GlobalIndex("changes_by_day", "changed_on", "pk", keys_only=True),
    ),
)
RECONCILIATION: Final = TableShape("RECONCILIATION_TABLE", expires=True)
SAFER_GAMBLING: Final = TableShape("SAFER_GAMBLING_TABLE")
SEATS: Final = TableShape("SEATS_TABLE")
SEED_PAIRS: Final = TableShape("SEED_PAIRS_TABLE", has_sort_key=False)
SEEDS: Final = TableShape("SEEDS_TABLE", has_sort_key=False)
TABLES: Final = TableShape(
    "TABLES_TABLE",
    expires=True,
    # Rounds alone carry the day.
    global_indexes=(GlobalIndex("changes_by_day", "changed_on", "pk", keys_only=True),),
)
WALLET: Final = TableShape(
    "WALLET_TABLE",
    local_indexes=(
        LocalIndex("statement", "posted_at"),
        # Of what is rare; see `casino.wallet.repository`.
        LocalIndex("by_type", "type_at"),
    ),
    global_indexes=(
        GlobalIndex("bets_by_round", "round_shard", "sk"),
        GlobalIndex("players_by_day", "active_on", "pk", keys_only=True),
    ),
)

EVERY_TABLE: Final = (
    ACCOUNTS,
    ACTS,
    BOOKS,
    CATALOGUE,
    CHAINS,
    CHANNELS,
    CONNECTIONS,
    PAYMENTS,
    RECONCILIATION,
    SAFER_GAMBLING,
    SEATS,
    SEED_PAIRS,
    SEEDS,
    TABLES,
    WALLET,
)
