"""Rounds that are drawn: a seed says it all, once no more bets are taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from casino.shared.unit_of_work import UnitOfWork
from casino.tables import drawing
from casino.tables.drawing import SeededRound
from casino.tables.kinds import kind_of
from casino.tables.model import Table, Timings, Turnover
from casino.tables.rounds.script import FreshSeed, Moved, Next
from casino.tables.seeds import Seeds

R = TypeVar("R", bound=SeededRound)


@dataclass(frozen=True, slots=True)
class DrawnRounds(Generic[R]):
    """The script of such rounds (`casino.tables.rounds.script.OpeningScript`)."""

    seeds: Seeds
    timings: Timings

    @property
    def pause(self) -> timedelta:
        """How long the ball rolls."""
        return self.timings.spin

    def needs_seed(self, _table: Table) -> bool:
        """Every round has one of its own."""
        return True

    def open(self, table: Table, seed: FreshSeed | None, now: datetime) -> Moved:
        """Open the next round, committed to its seed."""
        if seed is None:
            raise ValueError(f"a round of table {table.table_id} can't be drawn without a seed")
        return drawing.opened(table, kind_of(table.game), *seed, self.timings, now)

    def go_on(self, _table: Table, _current: R, _now: datetime) -> Moved | datetime | Next:
        """Have it drawn."""
        return Next.RESULT

    def result(
        self, work: UnitOfWork, table: Table, current: R, turnover: Turnover, now: datetime
    ) -> Moved:
        """Draw it, and reveal its seed."""
        seed = self.seeds.chained(current.round_id)
        drawn = drawing.drawn(table, current, seed, turnover, self.timings, now)
        self.seeds.reveal(work, current.round_id)
        return drawn

    def give_up(self, _work: UnitOfWork, table: Table, _now: datetime) -> Table:
        """Leave the table as it is: the seed goes with its round."""
        return table
