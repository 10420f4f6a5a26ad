"""The demo tables: ``python -m casino.tables.seed``."""

from typing import Final

from casino.tables.live_tables import LiveTables
from casino.tables.model import Limits, Table, TableStatus

DEMO_TABLES: Final = (
    Table(
        table_id="roulette-eu-1",
        game_id="roulette-european",
        name="Roulette Valletta",
        currency="EUR",
        status=TableStatus.OPEN,
        limits=Limits(min_stake=10, max_stake=100_000, max_bet=500_000),
    ),
    Table(
        table_id="roulette-eu-2",
        game_id="roulette-european",
        name="Roulette Riviera",
        currency="EUR",
        status=TableStatus.OPEN,
        limits=Limits(min_stake=100, max_stake=500_000, max_bet=2_000_000),
    ),
    Table(
        table_id="crash-1",
        game_id="crash",
        name="Crash Sliema",
        currency="EUR",
        status=TableStatus.OPEN,
        limits=Limits(min_stake=10, max_stake=50_000, max_bet=100_000),
    ),
)


# Stands ready for a dealer: `make deal` is one.
DEALER_TABLE: Final = Table(
    table_id="roulette-live-1",
    game_id="roulette-european",
    name="Roulette Mdina, with a dealer",
    currency="EUR",
    status=TableStatus.OPEN,
    limits=Limits(min_stake=100, max_stake=500_000, max_bet=2_000_000),
    dealer=True,
)


def seed(tables: LiveTables) -> list[str]:
    """Set up the demo tables that there aren't yet; the sweeper opens their first rounds.

    Returns
    -------
    list of str
        The ids of the new ones.
    """
    return [table.table_id for table in (*DEMO_TABLES, DEALER_TABLE) if tables.add(table)]


if __name__ == "__main__":
    from casino.shared.aws import client
    from casino.shared.settings import setting

    seed(LiveTables(client("dynamodb"), setting("TABLES_TABLE")))
