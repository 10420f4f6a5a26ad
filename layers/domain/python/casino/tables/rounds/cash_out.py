"""Rounds in which bets can be cashed out, until a moment that only the seed knows."""

from datetime import datetime

from casino.tables import growing
from casino.tables.growing import CashOutRound
from casino.tables.model import Phase, Table
from casino.tables.rounds.drawn import DrawnRounds
from casino.tables.rounds.script import Moved, Next


class CashOutRounds(DrawnRounds[CashOutRound]):
    """The script of such rounds: drawn ones that are played before they are shown."""

    __slots__ = ()

    def go_on(self, table: Table, current: CashOutRound, now: datetime) -> Moved | datetime | Next:
        """Let the worth of the bets grow, until it is over."""
        if current.phase is Phase.CLOSED:
            return growing.started(table, current, now)
        ends_at = growing.end_of_play(current, self.seeds.of(current.round_id))
        return ends_at if now < ends_at else Next.RESULT
