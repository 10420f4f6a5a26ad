"""A casino in which anything may happen in any order, and machines die in the middle of it.

Real use cases over moto, single-threaded: whole rounds, deposits, withdrawals, disputes. Before or
after any commit the machine may die; whoever had asked asks again, as a client or a queue would.
"""

from collections import Counter
from contextlib import contextmanager

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from casino.payments.errors import InOtherHands
from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.notices import Notice, Subject
from casino.payments.provider import DisputeState, Succeeded
from casino.payments.use_cases.handle_notice import handle_notice
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from casino.shared.aws import client
from casino.shared.clock import to_rfc3339
from casino.shared.errors import CasinoError
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from tests.integration.payments.conftest import Bench
from tests.integration.payments.fake_provider import DECLINED_CARD, GOOD_CARD
from tests.integration.tables.conftest import Floor
from tests.support.books import imbalances
from tests.support.moto_cloud import start_anew

PLAYERS = ("ann", "ben")

STAKES = (
    {"type": "red", "amount": 500},
    {"type": "black", "amount": 700},
    {"type": "straight", "selection": [0], "amount": 30},
    {"type": "dozen", "selection": [2], "amount": 900},
)

players = st.sampled_from(PLAYERS)
amounts = st.integers(min_value=500, max_value=5_000)
# At which of the following commits the machine dies, and whether that commit still got through.
deaths = st.none() | st.tuples(st.integers(min_value=0, max_value=3), st.booleans())


class Died(Exception):
    """The machine is gone, and what it was about to answer with it."""


@contextmanager
def dying(death):
    """Let the machine die at a commit, once."""
    commit, left = UnitOfWork.commit, iter(range(1_000))

    def deadly(work):
        doomed = death is not None and next(left) == death[0]
        if doomed and not death[1]:
            raise Died
        commit(work)
        if doomed:
            raise Died

    UnitOfWork.commit = deadly
    try:
        yield
    finally:
        UnitOfWork.commit = commit


class CasinoMachine(RuleBasedStateMachine):
    """One table, two players, one provider."""

    @initialize()
    def open(self):
        start_anew()
        self.floor = Floor()
        self.bench = Bench(client("dynamodb"))
        self.bench.clock = self.floor.clock
        self.bench.parts = self.bench.parts_with(client("dynamodb"), self.bench.provider)
        for name in PLAYERS:
            self.floor.seat(name, 0)
        self.keys = iter(range(10_000))
        self.asked = []

    def insist(self, death, ask):
        """Ask, and if the machine dies over it, ask again until there is an answer."""
        with dying(death):
            try:
                return ask()
            except (Died, CasinoError) as failure:
                refused = None if isinstance(failure, Died) else failure
        if refused is not None and not isinstance(refused, InOtherHands):
            return refused
        self.floor.clock.move(60)  # until whatever the dead machine had leased is free
        try:
            return ask()
        except CasinoError as failure:
            return failure

    @rule(player=players, amount=amounts, death=deaths, good=st.booleans())
    def deposit(self, player, amount, death, good):
        key = f"d-{next(self.keys)}"
        card = GOOD_CARD if good else DECLINED_CARD
        body = DepositRequest(amount=amount, currency="EUR", payment_method=card)
        ask = lambda: make_deposit(self.bench.parts, player, key, body)  # noqa: E731
        self.insist(death, ask)
        self.asked.append(ask)

    @rule(player=players, amount=amounts, death=deaths)
    def withdraw(self, player, amount, death):
        key = f"w-{next(self.keys)}"
        body = WithdrawalRequest(amount=amount, currency="EUR")
        self.insist(death, lambda: make_withdrawal(self.bench.parts, player, key, body))

    @rule(player=players, stakes=st.lists(st.sampled_from(STAKES), min_size=1), death=deaths)
    def bet(self, player, stakes, death):
        if self.floor.round is None:
            return
        bet_id, round_id = f"b-{next(self.keys)}", self.floor.round.round_id
        ask = lambda: self.floor.bet(player, bet_id, *stakes, round_id=round_id)  # noqa: E731
        self.insist(death, ask)
        self.asked.append(ask)

    @rule(death=deaths)
    def let_the_round_go_on(self, death):
        current = self.floor.round
        if current is not None and current.phase in (Phase.RESULT, Phase.VOIDED):
            self.insist(death, self.floor.settle)
        self.insist(death, self.floor.advance)

    @rule()
    def lose_the_seed(self):
        if self.floor.round is not None and self.floor.round.phase is Phase.CLOSED:
            key = {"pk": {"S": f"ROUND#{self.floor.round.round_id}"}}
            client("dynamodb").delete_item(TableName="seeds", Key=key)

    @rule(number=st.integers(min_value=1, max_value=50), won=st.booleans(), death=deaths)
    def dispute_a_deposit(self, number, won, death):
        reference = f"ch_{number}"
        charge = self.bench.provider.charges.get(reference)
        if charge is None or not isinstance(charge.outcome, Succeeded):
            return
        state = DisputeState.WON if won and reference in self.disputed() else DisputeState.OPEN
        dispute = self.bench.provider.dispute(reference, state, name=f"dp_{number}")
        notice = Notice(
            provider="fake",
            event_id=f"evt-{next(self.keys)}",
            event_type="dispute",
            subject=Subject.DISPUTE,
            reference=dispute,
            money=charge.charge.money,
            occurred_at=to_rfc3339(self.floor.clock()),
        )
        self.insist(death, lambda: handle_notice(self.bench.parts, notice))

    def disputed(self):
        return {report.charge_reference for report in self.bench.provider.disputes.values()}

    @rule(data=st.data())
    def ask_again_for_what_was_answered_long_ago(self, data):
        if not self.asked:
            return
        before = [self.floor.ledger.wallet(player).version for player in PLAYERS]
        ask = data.draw(st.sampled_from(self.asked))
        try:
            ask()
        except CasinoError:
            pass
        else:
            after = [self.floor.ledger.wallet(player).version for player in PLAYERS]
            assert sum(after) - sum(before) <= 1  # a bet that was refused then may be taken now

    @invariant()
    def the_books_balance(self):
        if hasattr(self, "floor"):
            assert imbalances(client("dynamodb"), "wallet") == []

    @invariant()
    def no_bet_is_paid_twice_and_none_that_was_not_taken(self):
        if not hasattr(self, "floor"):
            return
        for player in PLAYERS:
            entries = self.floor.ledger.statement(player, limit=1_000).items
            kinds = Counter((entry.type, entry.key) for entry in entries)
            assert set(kinds.values()) <= {1}
            bets = {entry.key for entry in entries if entry.type == "bet"}
            paid = [entry.key for entry in entries if entry.type in ("win", "bet_void")]
            assert set(paid) <= bets
            assert len(paid) == len(set(paid))


CasinoMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestCasino = CasinoMachine.TestCase
