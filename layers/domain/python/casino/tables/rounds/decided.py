"""Rounds that players decide, dealt from a shoe that may serve several of them."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.shared.unit_of_work import UnitOfWork
from casino.tables import playing
from casino.tables.bets import Bets, stakes_of
from casino.tables.errors import BetsNotIndexedYet
from casino.tables.gates import Gates
from casino.tables.model import Phase, Table, Timings, Turnover
from casino.tables.playing import DecidedRound
from casino.tables.rounds.script import FreshSeed, Moved, Next
from casino.tables.seeds import SeedLost, Seeds
from casino.tables.shoes import Shoe

if TYPE_CHECKING:
    from casino.betting.revealed import RevealedSeeds

# From the close to the deal; the bets of a round must be found first, by an index that lags.
_BEFORE_THE_DEAL: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class DecidedRounds:
    """The script of such rounds (`casino.tables.rounds.script.OpeningScript`).

    Attributes
    ----------
    revealed : RevealedSeeds
        Where a shoe's seed is shown once the shoe is done.
    """

    seeds: Seeds
    revealed: "RevealedSeeds"
    gates: Gates
    bets: Bets
    timings: Timings

    @property
    def pause(self) -> timedelta:
        """How long the bets may take to be found."""
        return _BEFORE_THE_DEAL

    def needs_seed(self, table: Table) -> bool:
        """Tell whether it begins a new shoe."""
        return table.shoe is None

    def open(self, table: Table, seed: FreshSeed | None, now: datetime) -> Moved:
        """Open the next round, on the shoe that is there or on a new one."""
        if seed is None:
            return playing.opened(table, self.timings, now)
        return playing.opened_on_new_shoe(table, *seed, self.timings, now)

    def go_on(self, table: Table, current: DecidedRound, now: datetime) -> Moved | datetime | Next:
        """Deal, or decide for those who let the time run out, until nothing is left to decide."""
        if current.phase is Phase.CLOSED:
            return self._deal(table, current, now)
        if playing.play_of(current).is_over:
            return Next.RESULT
        return playing.timed_out(table, current, self._seed(table), self.timings, now)

    def _deal(self, table: Table, current: DecidedRound, now: datetime) -> Moved | datetime | Next:
        gates = self.gates.of_round(current.round_id)
        if not any(gate.bets for gate in gates):
            return Next.NOTHING
        try:
            bets = self.bets.of_gates(gates)
        except BetsNotIndexedYet:
            return now + _BEFORE_THE_DEAL
        seated = playing.seated_by(
            (bet.player_id, bet.key, stakes_of(bet, current)) for bet in bets
        )
        return playing.dealt(table, current, seated, self._seed(table), self.timings, now)

    def result(
        self,
        work: UnitOfWork,
        table: Table,
        current: DecidedRound,
        turnover: Turnover,
        now: datetime,
    ) -> Moved:
        """Give a round its result, and reveal its shoe's seed if that was the shoe's last round.

        Raises
        ------
        SeedLost, GameFault
            If what was promised can't be shown.
        """
        seed = self._seed(table)
        after, current = playing.ended(table, current, seed, turnover, self.timings, now)
        if after.shoe is None:
            self._reveal(work, playing.shoe_of(table), now)
        return after, current

    def give_up(self, work: UnitOfWork, table: Table, now: datetime) -> Table:
        """Return a table without the shoe of a round that is voided, its seed revealed if there.

        Cards of it may have been seen, so nothing else is dealt from it.
        """
        if table.shoe is None:
            return table
        # If the seed is lost, that is why the round is void.
        with suppress(SeedLost):
            self._reveal(work, table.shoe, now)
        return replace(table, shoe=None)

    def _seed(self, table: Table) -> str:
        return self.seeds.of(playing.shoe_of(table).round_id)

    def _reveal(self, work: UnitOfWork, shoe: Shoe, now: datetime) -> None:
        seed = self.seeds.chained(shoe.round_id)
        self.revealed.reveal(work, seed.server_seed, now, chain_seed=seed.chain_seed)
        self.seeds.reveal(work, shoe.round_id)
