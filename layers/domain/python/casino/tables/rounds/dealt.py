"""Rounds that a person deals: what they entered pays, once the time to correct it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casino.shared.unit_of_work import UnitOfWork
from casino.tables import model
from casino.tables.dealer import NO_DECISION, NO_RESULT, DealerTimings
from casino.tables.dealing import DealtRound
from casino.tables.model import Table, Timings, Turnover
from casino.tables.rounds.script import Moved, Next, NoResult


@dataclass(frozen=True, slots=True)
class DealtRounds:
    """The script of such rounds (`casino.tables.rounds.script.Script`); a console opens them."""

    timings: Timings
    dealer: DealerTimings

    @property
    def pause(self) -> timedelta:
        """How long the dealer has to enter what comes out."""
        return self.dealer.entering

    def go_on(self, _table: Table, _current: DealtRound, _now: datetime) -> Moved | datetime | Next:
        """Take what has been entered by now."""
        return Next.RESULT

    def result(
        self,
        _work: UnitOfWork,
        table: Table,
        current: DealtRound,
        turnover: Turnover,
        now: datetime,
    ) -> Moved:
        """Let what was entered stand.

        Raises
        ------
        NoResult
            If nothing was entered in time, or nobody decided about what the dealer asked for.
        """
        dealing = current.dealing
        if dealing.asked is not None:
            raise NoResult(NO_DECISION)
        if dealing.outcome is None:
            raise NoResult(NO_RESULT)
        return model.resulted(table, current, dealing.outcome, turnover, self.timings, now)

    def give_up(self, _work: UnitOfWork, table: Table, _now: datetime) -> Table:
        """Leave the table as it is."""
        return table
