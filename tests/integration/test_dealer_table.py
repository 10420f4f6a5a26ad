"""A dealer's table at which staff do anything in any order, and machines die in between."""

from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from casino.shared.aws import client
from casino.shared.errors import CasinoError
from casino.tables import Phase
from casino.tables.model import TableStatus
from casino.tables.use_cases.change_status import change_status
from tests.integration.test_casino import Died, dying
from tests.support.books import imbalances
from tests.support.dealing import EVA, MAX, OLA, DealerFloor
from tests.support.moto_cloud import start_anew

PLAYERS = ("ann", "ben")
STAKES = ({"type": "red", "amount": 500}, {"type": "straight", "selection": [17], "amount": 100})

staff = st.sampled_from((EVA, MAX, OLA))
pockets = st.sampled_from((0, 17, 19, 37))
deaths = st.none() | st.tuples(st.integers(min_value=0, max_value=1), st.booleans())


class DealerMachine(RuleBasedStateMachine):
    """One table, two players, three of the house's people."""

    @initialize()
    def open(self):
        start_anew()
        self.floor = DealerFloor()
        for name in PLAYERS:
            self.floor.seat(name, 0)
            self.floor.give(name, 5_000)
        self.ids = iter(range(10_000))
        self.ends = {}
        self.acts = []

    def teardown(self):
        if not hasattr(self, "floor"):
            return
        # Whatever was left hanging comes to its end by itself, and nobody's money is lost.
        self.floor.finish()
        current = self.floor.round
        assert current is None or current.phase in (Phase.SETTLED, Phase.VOIDED)
        self.every_bet_is_paid_by_its_rounds_end()

    def insist(self, death, act):
        """Act, and if the machine dies over it, act again until there is an answer."""
        with dying(death):
            try:
                return act()
            except CasinoError:
                return None
            except Died:
                pass
        try:
            return act()
        except CasinoError:
            return None

    @rule(by=staff, death=deaths)
    def open_a_round(self, by, death):
        number = self.floor.round.number + 1 if self.floor.round else 1
        self.insist(death, lambda: self.floor.open(number, by=by))

    @rule(player=st.sampled_from(PLAYERS), stake=st.sampled_from(STAKES), death=deaths)
    def bet(self, player, stake, death):
        if self.floor.round is not None:
            bet_id = f"b-{next(self.ids)}"
            self.insist(death, lambda: self.floor.bet(player, bet_id, stake))

    @rule(by=staff, seconds=st.sampled_from((0, 5)), death=deaths)
    def close(self, by, seconds, death):
        if self.floor.round is not None:
            self.floor.clock.move(seconds)
            self.insist(death, lambda: self.floor.close(by=by))

    @rule(by=staff, pocket=pockets, death=deaths)
    def enter(self, by, pocket, death):
        if self.floor.round is not None:
            self.insist(death, lambda: self.floor.enter(pocket, by=by))

    @rule(by=staff, pocket=st.none() | pockets, death=deaths)
    def ask(self, by, pocket, death):
        if self.floor.round is None:
            return
        act = self.floor.void if pocket is None else lambda by: self.floor.correct(pocket, by=by)
        done = self.insist(death, lambda: act(by=by))
        if done is not None and done.act_id is not None:
            self.acts.append(done.act_id)

    @rule(data=st.data(), by=staff, approved=st.booleans(), death=deaths)
    def decide(self, data, by, approved, death):
        if self.acts:
            act_id = data.draw(st.sampled_from(self.acts))
            self.insist(death, lambda: self.floor.decide(act_id, approved=approved, by=by))

    @rule(death=deaths)
    def let_time_pass(self, death):
        current = self.floor.round
        if current is not None and current.phase in (Phase.RESULT, Phase.VOIDED):
            self.insist(death, self.floor.settle)
        self.insist(death, self.floor.advance)

    @rule(status=st.sampled_from((TableStatus.OPEN, TableStatus.PAUSED, TableStatus.MAINTENANCE)))
    def change_the_tables_status(self, status):
        self.insist(
            None, lambda: change_status(self.floor.parts, "roulette-live-1", status, by=OLA)
        )

    @invariant()
    def the_books_balance(self):
        if hasattr(self, "floor"):
            assert imbalances(client("dynamodb"), "wallet") == []

    @invariant()
    def a_round_ends_once_and_stays_as_it_ended(self):
        if not hasattr(self, "floor") or self.floor.round is None:
            return
        current = self.floor.round
        if current.phase in (Phase.RESULT, Phase.SETTLED, Phase.VOIDED):
            end = "voided" if current.phase is Phase.VOIDED else current.outcome
            assert self.ends.setdefault(current.round_id, end) == end
        told = Counter(
            data["round_id"]
            for name, data in self.floor.told()
            if name in ("round.result", "round.voided")
        )
        assert set(told.values()) <= {1}

    @invariant()
    def nobody_approved_their_own_act(self):
        if not hasattr(self, "floor"):
            return
        acts = {act.act_id: act for act in self.floor.acts.page("roulette-live-1", 1_000).items}
        for act in acts.values():
            assert act.decides is None or acts[act.decides].by.name != act.by.name

    def every_bet_is_paid_by_its_rounds_end(self):
        for player in PLAYERS:
            entries = self.floor.ledger.statement(player, limit=1_000).items
            kinds = Counter((entry.type, entry.key) for entry in entries)
            assert set(kinds.values()) <= {1}
            returned = {entry.key for entry in entries if entry.type == "bet_void"}
            for entry in entries:
                if entry.type == "bet":
                    end = self.ends.get(entry.reference["round_id"], "voided")
                    assert (entry.key in returned) is (end == "voided")


DealerMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestDealerTable = DealerMachine.TestCase
