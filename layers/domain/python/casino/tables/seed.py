"""The demo tables: ``python -m casino.tables.seed``."""

from typing import Final

from casino.games import GAMES
from casino.tables.live_tables import LiveTables
from casino.tables.model import Limits, Table, TableStatus


def _table(
    table_id: str, game_id: str, name: str, limits: Limits, *, dealer: bool = False
) -> Table:
    return Table(
        table_id=table_id,
        game_id=game_id,
        name=name,
        currency="EUR",
        status=TableStatus.OPEN,
        limits=limits.completed(GAMES[game_id]),
        dealer=dealer,
    )


_LOW: Final = Limits(min_stake=10, max_stake=100_000, max_bet=500_000)
_HIGH: Final = Limits(min_stake=100, max_stake=500_000, max_bet=2_000_000)

DEMO_TABLES: Final = (
    _table("roulette-eu-1", "roulette-european", "Roulette Valletta", _LOW),
    _table("roulette-eu-2", "roulette-european", "Roulette Riviera", _HIGH),
    _table("roulette-us-1", "roulette-american", "Roulette Reno", _LOW),
    _table("roulette-fr-1", "roulette-french", "Roulette Enghien", _LOW),
    _table("baccarat-1", "baccarat", "Baccarat Macau", _LOW),
    _table("baccarat-nc-1", "baccarat-no-commission", "Baccarat Cotai", _LOW),
    _table("crash-1", "crash", "Crash Sliema", Limits(10, 50_000, 100_000)),
    _table("blackjack-1", "blackjack", "Blackjack Gozo", Limits(100, 100_000, 300_000)),
    _table("blackjack-h17-1", "blackjack-h17", "Blackjack Comino", Limits(100, 50_000, 150_000)),
    _table(
        "blackjack-classic-1",
        "blackjack-classic",
        "Blackjack Filfla",
        Limits(500, 200_000, 600_000),
    ),
)

# Stands ready for a dealer: `make deal` is one.
DEALER_TABLE: Final = _table(
    "roulette-live-1", "roulette-european", "Roulette Mdina, with a dealer", _HIGH, dealer=True
)


def seed(tables: LiveTables) -> list[str]:
    """Set up the demo tables that there aren't yet; the sweeper opens their first rounds.

    Returns
    -------
    list of str
        The ids of the new ones.
    """
    return [table.table_id for table in (*DEMO_TABLES, DEALER_TABLE) if tables.add(table)]
