"""The kinds of round that there are, each a script of its own."""

from typing import TYPE_CHECKING

from casino.tables.bets import Bets
from casino.tables.dealer import DealerTimings
from casino.tables.drawing import SeededRound
from casino.tables.gates import Gates
from casino.tables.growing import CashOutRound
from casino.tables.model import Timings
from casino.tables.playing import DecidedRound
from casino.tables.rounds.cash_out import CashOutRounds
from casino.tables.rounds.dealt import DealtRounds
from casino.tables.rounds.decided import DecidedRounds
from casino.tables.rounds.drawn import DrawnRounds
from casino.tables.rounds.script import Scripts
from casino.tables.seeds import Seeds

if TYPE_CHECKING:
    from casino.betting.revealed import RevealedSeeds


def scripts_of(
    seeds: Seeds,
    revealed: "RevealedSeeds",
    gates: Gates,
    bets: Bets,
    timings: Timings,
    dealer: DealerTimings,
) -> Scripts:
    """Return the scripts of all kinds of round: a new kind is registered here."""
    return Scripts(
        by_kind={
            SeededRound: DrawnRounds(seeds, timings),
            CashOutRound: CashOutRounds(seeds, timings),
            DecidedRound: DecidedRounds(seeds, revealed, gates, bets, timings),
        },
        dealt=DealtRounds(timings, dealer),
    )
