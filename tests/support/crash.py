"""A table of crash of which every part is real but the clock and the cloud."""

from datetime import datetime, timedelta

from casino.games.crash import CRASH
from casino.sessions import Admission, Kind
from casino.tables import Phase
from casino.tables.bet_messages import CashOut
from casino.tables.growing import end_of_play
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases import cash_out as use_case
from casino.tables.use_cases.advance_round import advance_round
from tests.integration.tables.conftest import Floor

CRASH_TABLE = next(table for table in DEMO_TABLES if table.game_id == "crash")
CHANNEL = f"table:{CRASH_TABLE.table_id}"
BY_HAND = {"type": "crash", "amount": 1_000}


def at(target, amount=1_000):
    return {"type": "crash", "selection": [target], "amount": amount}


class CrashFloor(Floor):
    """One crash table, and players who cash out."""

    def cash_out(self, player_id, bet_id, round_id=None):
        admission = Admission(
            "connections", {"pk": f"PLAYER#{player_id}", "sk": "SESSION"}, 1, Kind.BET
        )
        wanted = CashOut(bet_id=bet_id, round_id=round_id or self.round.round_id)
        paid = use_case.cash_out(self.parts, player_id, wanted, [admission])
        return paid.model_dump(exclude_unset=True)

    def fly(self):
        """Take off; the clock stands at the start."""
        self.advance_to(Phase.CLOSED)
        self.advance()
        assert self.round.phase is Phase.PLAYING

    @property
    def ends_at(self):
        return end_of_play(self.round, self.seeds.of(self.round.round_id))

    @property
    def breaks_at(self):
        """The multiplier of the round; its secret while it is on."""
        seed = self.seeds.of(self.round.round_id)
        return CRASH.draw(self.round.fairness.revealed(seed).draws()).multiplier

    def reach(self, multiplier):
        """Move the clock to where the multiplier is that much."""
        started = datetime.fromisoformat(self.round.play.started_at)
        wait = next(ms for ms in range(200_000) if CRASH.multiplier_at(ms) >= multiplier)
        self.clock.now = started + timedelta(milliseconds=wait)

    def land(self):
        self.clock.now = max(self.clock.now, self.ends_at)
        assert advance_round(self.parts, self.table_id, self.table.version)
        assert self.round.phase is Phase.RESULT

    def open_round_that_reaches(self, multiplier, *bets):
        """Play rounds until one will get that far, and have bets made on it."""
        while True:
            self.advance()
            # Who is still in at the cap, which one round in a thousand reaches, is paid even then.
            if multiplier <= self.breaks_at < CRASH.cap:
                break
            self.fly()
            self.land()
            self.settle()
            self.advance_to(Phase.SETTLED)
        for player, bet_id, *stakes in bets:
            self.bet(player, bet_id, *stakes)
        self.fly()
