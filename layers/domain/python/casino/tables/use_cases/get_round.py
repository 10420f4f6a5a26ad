"""Recall a round."""

from casino.tables.live_tables import LiveTables
from casino.tables.messages import RoundView, view_of_round


def get_round(tables: LiveTables, round_id: str) -> RoundView:
    """Return a round; its seed and outcome once they are known to everybody.

    Raises
    ------
    UnknownRound
    """
    current = tables.round(round_id)
    return view_of_round(current, tables.get(current.table_id).currency)
