"""Recall a round."""

from typing import TYPE_CHECKING

from casino.betting import ChainedSeed
from casino.tables.drawing import SeededRound
from casino.tables.live_tables import LiveTables
from casino.tables.messages import RoundView
from casino.tables.model import Round
from casino.tables.views import view_of_round

if TYPE_CHECKING:
    from casino.betting.revealed import RevealedSeeds


def get_round(tables: LiveTables, seeds: "RevealedSeeds", round_id: str) -> RoundView:
    """Return a round; its seed and outcome once they are known to everybody.

    A seed that several rounds were dealt from is revealed after the last of them, apart from them.

    Raises
    ------
    UnknownRound
    """
    current = tables.round(round_id)
    currency = tables.get(current.table_id).currency
    return view_of_round(current, currency, _revealed_since(seeds, current))


def _revealed_since(seeds: "RevealedSeeds", current: Round) -> ChainedSeed | None:
    if not isinstance(current, SeededRound) or current.fairness.server_seed is not None:
        return None
    return seeds.chained(current.fairness.commitment)
