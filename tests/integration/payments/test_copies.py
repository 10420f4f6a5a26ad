"""Copies of one request that arrive while the first is being carried out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import sleep

import pytest
from botocore.config import Config
from botocore.session import get_session

from casino.payments.errors import DepositsBlocked
from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.notices import Notice, Subject
from casino.payments.provider import DisputeState, Failed, FailureReason, Succeeded
from casino.payments.use_cases.handle_notice import handle_notice
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from casino.payments.use_cases.sweep_payments import sweep_payments
from casino.payments.webhook_events import WebhookEventStatus
from casino.shared.conflicts import answer_conflicts
from casino.shared.money import Money
from casino.wallet import EntryType, InsufficientFunds
from tests.integration.payments.conftest import PLAYER, Bench
from tests.integration.payments.fake_provider import (
    CAREFUL_CARD,
    DECLINED_CARD,
    GOOD_CARD,
    FakeProvider,
)
from tests.support.local_cloud import running_cloud
from tests.support.parts import others
from tests.support.tables import create_tables

COPIES = 50


def deposit(parts, key="in", method=GOOD_CARD):
    request = DepositRequest(amount=25_00, currency="EUR", payment_method=method)
    return make_deposit(parts, PLAYER, key, request)


def withdraw(parts, key="out"):
    request = WithdrawalRequest(amount=25_00, currency="EUR")
    return make_withdrawal(parts, PLAYER, key, request)


class Interrupted:
    """A provider in whose calls something else happens first, once for each."""

    def __init__(self, provider, **interruptions):
        self._provider = provider
        self._interruptions = interruptions

    def __getattr__(self, name):
        interruption = self._interruptions.pop(name, None)
        if interruption is not None:
            interruption()
        return getattr(self._provider, name)


class TestInTheMiddle:
    """One thread, so that the copy arrives at exactly this moment."""

    @pytest.mark.parametrize("moment", ["prepare_charge", "charge"])
    def test_a_copy_takes_over_from_a_slow_deposit_and_nothing_is_taken_twice(self, bench, moment):
        answers = []
        slow = Interrupted(bench.provider, **{moment: lambda: answers.append(deposit(bench.parts))})
        answers.append(deposit(bench.parts_with(bench.dynamodb, slow)))
        copy, slow_one = answers
        assert (copy.replayed, slow_one.replayed) == (False, True)
        assert copy.body == slow_one.body
        assert bench.provider.taken() == 25_00
        assert len(bench.entries()) == 1

    def test_a_copy_of_a_slow_withdrawal_sends_nothing_and_says_what_is_true(self, bench):
        deposit(bench.parts)
        answers = []
        slow = Interrupted(bench.provider, refund=lambda: answers.append(withdraw(bench.parts)))
        answers.append(withdraw(bench.parts_with(bench.dynamodb, slow)))
        copy, first = answers
        assert (copy.body["status"], copy.replayed) == ("processing", True)
        assert (first.body["status"], first.replayed) == ("paid", False)
        assert withdraw(bench.parts).body == first.body
        assert len(bench.provider.refunds) == 1

    def test_a_copy_that_missed_the_first_by_a_moment_is_not_refused_for_its_cash(self, bench):
        deposit(bench.parts)
        answers = []

        def clock():
            # First asked for right after a worker has found nothing.
            if not answers:
                answers.append(withdraw(bench.parts))
            return bench.clock()

        answers.append(withdraw(others(bench.parts, clock=clock)))
        first, copy = answers
        assert (copy.body, copy.replayed) == (first.body, True)

    def test_a_worker_taken_for_dead_does_nothing_more(self, bench):
        deposit(bench.parts)
        deposit(bench.parts, "in-2")

        def take_over():
            bench.clock.move(31)
            assert make_withdrawal(bench.parts, PLAYER, "out", both).body["status"] == "paid"

        both = WithdrawalRequest(amount=50_00, currency="EUR")
        presumed_dead = bench.parts_with(
            bench.dynamodb, Interrupted(bench.provider, find_refund=take_over)
        )
        # It must have been taken over once before, so that it looks before it sends.
        bench.provider.silent = True
        with pytest.raises(Exception, match="did not answer"):
            make_withdrawal(bench.parts, PLAYER, "out", both)
        bench.provider.silent = False
        answer = make_withdrawal(presumed_dead, PLAYER, "out", both)
        assert answer.replayed
        assert sorted(each.money.amount for each in bench.provider.refunds) == [25_00, 25_00]
        assert bench.wallet().held == 0


class Parallel(FakeProvider):
    """Takes its time, and counts under a lock."""

    def __init__(self):
        super().__init__()
        self._lock = Lock()

    def prepare_charge(self, charge):
        sleep(0.02)
        with self._lock:
            return super().prepare_charge(charge)

    def refund(self, refund):
        sleep(0.02)
        with self._lock:
            return super().refund(refund)


class TestAtOnce:
    """Real threads, against a DynamoDB that keeps its promises under them."""

    @pytest.fixture
    def dynamodb(self, tmp_path):
        with running_cloud(tmp_path) as (settings, _):
            dynamodb = get_session().create_client(
                "dynamodb",
                endpoint_url=settings.cloud.url,
                region_name="us-east-1",
                aws_access_key_id="test",
                aws_secret_access_key="test",
                config=Config(max_pool_connections=COPIES),
            )
            answer_conflicts(dynamodb)
            create_tables(dynamodb, "WALLET_TABLE", "PAYMENTS_TABLE", "CATALOGUE_TABLE")
            yield dynamodb
            dynamodb.close()

    @pytest.fixture
    def bench(self, dynamodb):
        bench = Bench(dynamodb)
        bench.open_wallet()
        return bench

    @pytest.fixture
    def parts(self, bench):
        return others(
            bench.parts_with(bench.dynamodb, Parallel()),
            clock=lambda: datetime.now(UTC),
            pause=sleep,
        )

    def test_fifty_copies_are_one_deposit_and_one_withdrawal(self, bench, parts):
        for request in (deposit, withdraw):
            with ThreadPoolExecutor(COPIES) as pool:
                answers = list(pool.map(lambda _, each=request: each(parts), range(COPIES)))
            assert [each.replayed for each in answers].count(False) == 1
            assert all(each.body == answers[0].body for each in answers)
        charges = parts.psp.provider.charges.values()
        # Several may have been prepared; one was ever confirmed.
        assert sum(each.outcome is not None for each in charges) == 1
        assert len(parts.psp.provider.refunds) == 1
        assert [each.type for each in bench.entries()] == [
            EntryType.DEPOSIT,
            EntryType.WITHDRAWAL_HOLD,
            EntryType.WITHDRAWAL_PAID,
        ]
        assert (bench.wallet().cash, bench.wallet().held) == (0, 0)

    def test_withdrawals_of_the_same_money_share_it_and_its_sources(self, bench, parts):
        for number in range(4):
            deposit(parts, f"in-{number}")

        def try_to_withdraw(number):
            try:
                return withdraw(parts, f"out-{number}").body["status"]
            except InsufficientFunds:
                return "refused"

        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(try_to_withdraw, range(12)))
        assert sorted(outcomes) == ["paid"] * 4 + ["refused"] * 8
        refunds = parts.psp.provider.refunds
        assert sum(each.money.amount for each in refunds) == 4 * 25_00
        assert len({each.charge_reference for each in refunds}) == 4
        assert bench.payments.refundable_deposits(PLAYER) == []
        bench.entries()

    def tell_all(self, parts, notices):
        """Tell everything at once; what comes of each."""
        with ThreadPoolExecutor(COPIES) as pool:
            return [
                each.status for each in pool.map(lambda each: handle_notice(parts, each), notices)
            ]

    def finish(self, parts):
        """Let the sweeper do what was deferred, at a later time."""
        later = datetime.now(UTC) + timedelta(hours=1)
        sweep_payments(others(parts, clock=lambda: later), later + timedelta(hours=1))

    def test_fifty_copies_of_a_notice_have_one_effect(self, bench, parts):
        deposit(parts, method=CAREFUL_CARD)
        parts.psp.provider.complete("ch_1", Succeeded("ch_1"))
        statuses = self.tell_all(parts, [a_notice(Subject.CHARGE, "ch_1", "evt_1")] * COPIES)
        self.finish(parts)
        assert statuses.count(WebhookEventStatus.HANDLED) > 0
        assert WebhookEventStatus.PARKED not in statuses
        assert [each.type for each in bench.entries()] == [EntryType.DEPOSIT]

    def test_fifty_notices_of_everything_at_once_come_to_one_end(self, bench, parts):
        deposit(parts, "in-1", CAREFUL_CARD)
        deposit(parts, "in-2", CAREFUL_CARD)
        provider = parts.psp.provider
        provider.complete("ch_1", Succeeded("ch_1"))
        provider.complete("ch_2", Succeeded("ch_2"))
        provider.dispute("ch_1")
        provider.refund_by_hand("ch_2", 10_00)
        kinds = [
            (Subject.CHARGE, "ch_1", 25_00),
            (Subject.CHARGE, "ch_2", 25_00),
            (Subject.DISPUTE, "dp_1", 25_00),
            (Subject.REFUND, "ch_2", 10_00),
        ]
        statuses = self.tell_all(
            parts,
            [
                a_notice(subject, reference, f"evt_{number}", amount)
                for number, (subject, reference, amount) in enumerate(kinds * (COPIES // 4))
            ],
        )
        self.finish(parts)
        assert WebhookEventStatus.PARKED not in statuses
        assert sorted(each.type for each in bench.entries()) == [
            "deposit",
            "deposit",
            "deposit_reversed",
            "deposit_reversed",
        ]
        assert bench.wallet().cash + 35_00 == 50_00
        provider.dispute("ch_1", DisputeState.WON)
        self.tell_all(parts, [a_notice(Subject.DISPUTE, "dp_1", "evt_won")] * COPIES)
        self.finish(parts)
        assert bench.wallet().cash == 40_00
        assert bench.barred() == set()

    def test_fifty_copies_of_a_payouts_end_release_it_once(self, bench, parts):
        for outcome, cash in (
            (Succeeded("po_1"), 0),
            (Failed(FailureReason.REFUSED), 25_00),
        ):
            bench.win(25_00 - bench.wallet().cash)
            withdraw(parts, f"out-{cash}")
            number = len(parts.psp.provider.payouts)
            parts.psp.provider.ended[f"po_{number}"] = outcome
            notice = a_notice(Subject.PAYOUT, f"po_{number}", f"evt_{number}")
            statuses = self.tell_all(parts, [notice] * COPIES)
            self.finish(parts)
            assert WebhookEventStatus.PARKED not in statuses
            assert (bench.wallet().cash, bench.wallet().held) == (cash, 0)
        bench.entries()

    def test_no_failure_is_lost_and_none_counts_twice(self, bench, parts):
        with ThreadPoolExecutor(4) as pool:
            list(
                pool.map(lambda n: deposit(parts, f"in-{n}", DECLINED_CARD), range(4)),
            )
        failures = parts.deposit_failures.of(PLAYER)
        assert (len(failures.recent), failures.blocked_until) == (4, None)
        with ThreadPoolExecutor(COPIES) as pool:
            list(pool.map(lambda n: attempt(parts, f"more-{n}"), range(COPIES)))
        assert parts.deposit_failures.of(PLAYER).blocked_until is not None
        with pytest.raises(DepositsBlocked):
            deposit(parts, "last")


def attempt(parts, key):
    try:
        return deposit(parts, key, DECLINED_CARD).body["status"]
    except DepositsBlocked:
        return "blocked"


def a_notice(subject, reference, event_id, amount=25_00):
    money = Money(amount, "EUR")
    return Notice("fake", event_id, "told", subject, reference, money, "2026-11-23T12:00:00Z")
