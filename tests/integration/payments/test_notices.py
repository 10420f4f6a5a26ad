"""What the provider tells us, in every order and number, and what must come of it."""

from datetime import timedelta
from itertools import count, permutations

import pytest

from casino.payments.deposit import DepositStatus
from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.notices import Notice, Subject
from casino.payments.provider import DisputeState, Failed, FailureReason, Succeeded
from casino.payments.transfer import TransferStatus
from casino.payments.use_cases.handle_notice import handle_notice
from casino.payments.use_cases.list_parked_events import list_parked_events
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from casino.payments.use_cases.redrive_event import redrive_event
from casino.payments.use_cases.sweep_payments import sweep_payments
from casino.payments.webhook_events import WebhookEventStatus
from casino.payments.withdrawal import WithdrawalStatus
from casino.shared.money import Money
from casino.wallet import EntryType, WalletRestricted
from tests.integration.payments.conftest import PLAYER
from tests.integration.payments.fake_provider import CAREFUL_CARD, GOOD_CARD, SLOW_ACCOUNT

EUR_25 = Money(25_00, "EUR")
REFUSED = Failed(FailureReason.REFUSED)
_numbers = count(1)


def deposit(bench, method=GOOD_CARD, key="in", amount=25_00):
    request = DepositRequest(amount=amount, currency="EUR", payment_method=method)
    body = make_deposit(bench.parts, PLAYER, key, request).body
    return bench.payments.deposit(PLAYER, body["deposit_id"])


def withdraw(bench, amount=25_00, key="out"):
    request = WithdrawalRequest(amount=amount, currency="EUR")
    body = make_withdrawal(bench.parts, PLAYER, key, request).body
    return bench.payments.withdrawal(PLAYER, body["withdrawal_id"])


def a_notice(subject, reference, money=EUR_25, event_id=None):
    event_id = event_id or f"evt_{next(_numbers)}"
    return Notice("fake", event_id, "told", subject, reference, money, "2026-11-23T12:00:00Z")


def tell(bench, subject, reference, money=EUR_25, event_id=None):
    return handle_notice(bench.parts, a_notice(subject, reference, money, event_id))


def status_of(bench, payment):
    return bench.payments.find(type(payment), PLAYER, payment.payment_id).status


def balances(bench):
    bench.entries()
    wallet = bench.wallet()
    return wallet.cash, wallet.held


class Followed:
    """A provider after whose calls something else happens before their answer arrives."""

    def __init__(self, provider, **afterwards):
        self._provider = provider
        self._afterwards = afterwards

    def __getattr__(self, name):
        attribute = getattr(self._provider, name)
        if name not in self._afterwards:
            return attribute

        def call(*args):
            answer = attribute(*args)
            self._afterwards[name]()
            return answer

        return call


class TestCharge:
    @pytest.mark.parametrize("method", [CAREFUL_CARD, SLOW_ACCOUNT])
    def test_that_succeeded_later_is_credited_once(self, bench, method):
        pending = deposit(bench, method)
        bench.provider.complete(pending.reference, Succeeded(pending.reference))
        for event_id in ("evt_same", "evt_same", "evt_other"):
            event = tell(bench, Subject.CHARGE, pending.reference, event_id=event_id)
            assert event.status is WebhookEventStatus.HANDLED
        assert status_of(bench, pending) is DepositStatus.SUCCEEDED
        assert balances(bench) == (25_00, 0)
        assert len(bench.entries()) == 1
        # The first request keeps the answer that it got.
        assert deposit(bench, method).answer["status"] == "pending"

    def test_that_failed_later_credits_nothing_and_can_succeed_no_more(self, bench):
        pending = deposit(bench, CAREFUL_CARD)
        bench.provider.complete(pending.reference, REFUSED)
        tell(bench, Subject.CHARGE, pending.reference)
        assert status_of(bench, pending) is DepositStatus.FAILED
        assert balances(bench) == (0, 0)

    def test_that_was_credited_at_once_changes_nothing(self, bench):
        done = deposit(bench)
        assert tell(bench, Subject.CHARGE, done.reference).status is WebhookEventStatus.HANDLED
        assert len(bench.entries()) == 1

    def test_that_has_not_gone_on_changes_nothing(self, bench):
        pending = deposit(bench, CAREFUL_CARD)
        assert tell(bench, Subject.CHARGE, pending.reference).status is WebhookEventStatus.HANDLED
        assert status_of(bench, pending) is DepositStatus.REQUIRES_ACTION

    def test_told_before_the_worker_could_write_waits_for_it(self, bench):
        told = []
        talkative = Followed(
            bench.provider, charge=lambda: told.append(tell(bench, Subject.CHARGE, "ch_1"))
        )
        request = DepositRequest(amount=25_00, currency="EUR", payment_method=GOOD_CARD)
        parts = bench.parts_with(bench.dynamodb, talkative)
        answer = make_deposit(parts, PLAYER, "in", request)
        assert answer.body["status"] == "succeeded"
        # The worker never came back within its lease, so the notice was acted upon.
        assert told[0].status is WebhookEventStatus.HANDLED
        assert len(bench.entries()) == 1
        assert balances(bench) == (25_00, 0)


class TestUnbelievable:
    def parked(self, bench, reason):
        [event] = list_parked_events(bench.parts.webhook_events).items
        assert (event.status, event.reason) == (WebhookEventStatus.PARKED, reason)
        return event

    @pytest.mark.parametrize(
        ("money", "reason"),
        [(Money(26_00, "EUR"), "wrong_amount"), (Money(25_00, "USD"), "wrong_currency")],
    )
    def test_claims_are_parked_and_change_nothing(self, bench, money, reason):
        pending = deposit(bench, CAREFUL_CARD)
        bench.provider.complete(pending.reference, Succeeded(pending.reference))
        tell(bench, Subject.CHARGE, pending.reference, money)
        self.parked(bench, reason)
        assert status_of(bench, pending) is DepositStatus.REQUIRES_ACTION
        assert balances(bench) == (0, 0)

    def test_an_amount_at_the_provider_that_is_not_ours_is_parked(self, bench):
        pending = deposit(bench, CAREFUL_CARD)
        bench.provider.complete(pending.reference, Succeeded(pending.reference))
        bench.provider.charges[pending.reference].money = Money(1_00, "EUR")
        tell(bench, Subject.CHARGE, pending.reference, Money(1_00, "EUR"))
        self.parked(bench, "wrong_amount")
        assert balances(bench) == (0, 0)

    @pytest.mark.parametrize("subject", Subject)
    def test_what_nobody_knows_is_parked(self, bench, subject):
        tell(bench, subject, "nobody")
        self.parked(bench, "unknown_payment")

    def test_another_players_deposit_is_unknown(self, bench):
        pending = deposit(bench, CAREFUL_CARD)
        charge = bench.provider.charges[pending.reference].charge
        object.__setattr__(charge, "player_id", "player-2")
        bench.provider.complete(pending.reference, Succeeded(pending.reference))
        tell(bench, Subject.CHARGE, pending.reference)
        self.parked(bench, "unknown_payment")
        assert balances(bench) == (0, 0)

    def test_a_second_charge_in_our_name_is_parked_only_if_it_took_money(self, bench):
        done = deposit(bench)
        double = bench.provider.prepare_charge(bench.provider.charges[done.reference].charge)
        assert tell(bench, Subject.CHARGE, double).status is WebhookEventStatus.HANDLED
        bench.provider.complete(double, Succeeded(double))
        tell(bench, Subject.CHARGE, double)
        self.parked(bench, "other_charge")
        assert balances(bench) == (25_00, 0)

    def test_money_for_a_deposit_that_we_called_failed_is_parked(self, bench):
        pending = deposit(bench, CAREFUL_CARD)
        bench.provider.complete(pending.reference, REFUSED)
        tell(bench, Subject.CHARGE, pending.reference)
        bench.provider.complete(pending.reference, Succeeded(pending.reference))
        tell(bench, Subject.CHARGE, pending.reference)
        self.parked(bench, "contradicts_deposit")
        assert balances(bench) == (0, 0)

    def test_a_parked_event_can_be_driven_again_once_it_is_right(self, bench):
        pending = deposit(bench, CAREFUL_CARD)
        bench.provider.complete(pending.reference, Succeeded(pending.reference))
        bench.provider.charges[pending.reference].money = Money(1_00, "EUR")
        tell(bench, Subject.CHARGE, pending.reference, event_id="evt_odd")
        assert redrive_event(bench.parts, "fake", "evt_odd").status is WebhookEventStatus.PARKED
        bench.provider.charges[pending.reference].money = None
        event = redrive_event(bench.parts, "fake", "evt_odd")
        assert (event.status, event.attempts) == (WebhookEventStatus.HANDLED, 3)
        assert list_parked_events(bench.parts.webhook_events).items == []
        assert balances(bench) == (25_00, 0)

    def test_a_fault_of_ours_does_not_cost_the_event(self, bench):
        done = deposit(bench)

        class Broken:
            name = "fake"

            def report_charge(self, reference):
                raise RuntimeError("a bug")

        parts = bench.parts_with(bench.dynamodb, Broken())
        with pytest.raises(RuntimeError):
            handle_notice(parts, a_notice(Subject.CHARGE, done.reference, event_id="evt_bug"))
        self.parked(bench, "unforeseen")
        assert redrive_event(bench.parts, "fake", "evt_bug").status is WebhookEventStatus.HANDLED


class TestDeferred:
    def test_until_the_provider_answers_again(self, bench):
        pending = deposit(bench, CAREFUL_CARD)
        bench.provider.complete(pending.reference, Succeeded(pending.reference))
        bench.provider.silent = True
        assert tell(bench, Subject.CHARGE, pending.reference).status is WebhookEventStatus.DEFERRED
        bench.provider.silent = False
        sweep(bench)
        assert balances(bench) == (25_00, 0)

    def test_and_parked_if_it_never_does(self, bench):
        deposit(bench)
        bench.provider.silent = True
        tell(bench, Subject.CHARGE, "ch_1")
        for _ in range(60):
            sweep(bench, minutes=60)
        [event] = list_parked_events(bench.parts.webhook_events).items
        assert event.reason == "unavailable"


def sweep(bench, minutes=2):
    bench.clock.move(minutes * 60)
    return sweep_payments(bench.parts, bench.clock.now + timedelta(days=400))


class TestPayout:
    @pytest.fixture
    def sent(self, bench):
        bench.win(25_00)
        return withdraw(bench)

    def test_that_arrived_ends_the_hold(self, bench, sent):
        bench.provider.ended["po_1"] = Succeeded("po_1")
        for _ in range(3):
            tell(bench, Subject.PAYOUT, "po_1")
        assert status_of(bench, sent) is WithdrawalStatus.PAID
        assert balances(bench) == (0, 0)
        assert bench.entries()[-1].type is EntryType.WITHDRAWAL_PAID

    def test_that_failed_releases_it(self, bench, sent):
        bench.provider.ended["po_1"] = REFUSED
        for _ in range(3):
            tell(bench, Subject.PAYOUT, "po_1")
        assert status_of(bench, sent) is WithdrawalStatus.FAILED
        assert balances(bench) == (25_00, 0)

    def test_that_arrived_and_was_sent_back_returns_to_the_player_once(self, bench, sent):
        bench.provider.ended["po_1"] = Succeeded("po_1")
        tell(bench, Subject.PAYOUT, "po_1")
        bench.provider.ended["po_1"] = REFUSED
        for _ in range(3):
            tell(bench, Subject.PAYOUT, "po_1")
        assert status_of(bench, sent) is WithdrawalStatus.FAILED
        assert balances(bench) == (25_00, 0)
        assert bench.entries()[-1].postings == {"player:cash": 25_00, "psp:fake": -25_00}

    def test_that_arrived_after_it_had_failed_is_parked(self, bench, sent):
        bench.provider.ended["po_1"] = REFUSED
        tell(bench, Subject.PAYOUT, "po_1")
        bench.provider.ended["po_1"] = Succeeded("po_1")
        event = tell(bench, Subject.PAYOUT, "po_1")
        assert (event.status, event.reason) == (WebhookEventStatus.PARKED, "contradicts_withdrawal")
        assert balances(bench) == (25_00, 0)

    def test_of_another_amount_is_parked(self, bench, sent):
        bench.provider.ended["po_1"] = Succeeded("po_1")
        assert tell(bench, Subject.PAYOUT, "po_1", Money(24_00, "EUR")).reason == "wrong_amount"
        assert status_of(bench, sent) is WithdrawalStatus.PROCESSING
        assert balances(bench) == (0, 25_00)

    def test_of_our_own_takings_is_nothing_to_players(self, bench):
        bench.provider.own_payouts.append("po_ours")
        assert tell(bench, Subject.PAYOUT, "po_ours").status is WebhookEventStatus.HANDLED

    def test_told_before_we_wrote_that_it_was_sent_is_deferred_and_then_done(self, bench):
        bench.win(25_00)
        told = []

        def arrived():
            bench.provider.ended["po_1"] = Succeeded("po_1")
            told.append(tell(bench, Subject.PAYOUT, "po_1"))

        talkative = Followed(bench.provider, pay_out=arrived)
        request = WithdrawalRequest(amount=25_00, currency="EUR")
        parts = bench.parts_with(bench.dynamodb, talkative)
        body = make_withdrawal(parts, PLAYER, "out", request).body
        assert (told[0].status, body["status"]) == (WebhookEventStatus.DEFERRED, "processing")
        sweep(bench)
        done = bench.payments.withdrawal(PLAYER, body["withdrawal_id"])
        assert done.status is WithdrawalStatus.PAID
        assert balances(bench) == (0, 0)


class TestRefund:
    def test_of_a_withdrawal_that_ended_later_ends_it(self, bench):
        deposit(bench)
        bench.provider.refund_outcome = None
        bench.provider.ended["re_1"] = Succeeded("re_1")
        first = withdraw(bench)
        assert first.status is WithdrawalStatus.PAID
        tell(bench, Subject.REFUND, "ch_1")
        assert balances(bench) == (0, 0)
        bench.provider.ended["re_1"] = REFUSED
        for _ in range(3):
            tell(bench, Subject.REFUND, "ch_1")
        after = bench.payments.withdrawal(PLAYER, first.payment_id)
        assert after.transfers[0].status is TransferStatus.FAILED
        assert balances(bench) == (25_00, 0)

    def test_by_hand_is_taken_back_from_the_player_once(self, bench):
        done = deposit(bench)
        bench.provider.refund_by_hand(done.reference, 10_00)
        for _ in range(3):
            tell(bench, Subject.REFUND, done.reference)
        assert balances(bench) == (15_00, 0)
        reversed_ = bench.entries()[-1]
        assert reversed_.type is EntryType.DEPOSIT_REVERSED
        assert reversed_.postings == {"player:cash": -10_00, "psp:fake": 10_00}
        assert reversed_.reference == {"deposit_id": done.payment_id, "cause": "refund"}
        # Covered, so there is nothing to bar the player for; and it can't be refunded again.
        assert bench.barred() == set()
        assert bench.payments.deposit(PLAYER, done.payment_id).refundable == 15_00

    def test_by_hand_that_fails_is_given_back(self, bench):
        done = deposit(bench)
        bench.provider.refund_by_hand(done.reference, 10_00)
        tell(bench, Subject.REFUND, done.reference)
        bench.provider.refund_by_hand(done.reference, 10_00, outcome=REFUSED)
        for _ in range(3):
            tell(bench, Subject.REFUND, done.reference)
        assert balances(bench) == (25_00, 0)
        assert bench.payments.deposit(PLAYER, done.payment_id).refundable == 25_00

    def test_of_more_than_was_paid_in_is_parked(self, bench):
        done = deposit(bench)
        bench.provider.refund_by_hand(done.reference, 20_00, "re_a")
        bench.provider.refund_by_hand(done.reference, 20_00, "re_b")
        event = tell(bench, Subject.REFUND, done.reference)
        assert (event.status, event.reason) == (WebhookEventStatus.PARKED, "wrong_amount")
        assert balances(bench) == (5_00, 0)


class TestDispute:
    def test_takes_the_deposit_back_and_bars_withdrawals(self, bench):
        done = deposit(bench)
        for _ in range(3):
            tell(bench, Subject.DISPUTE, bench.provider.dispute(done.reference))
        assert balances(bench) == (0, 0)
        assert bench.entries()[-1].postings == {"player:cash": -25_00, "psp:fake": 25_00}
        assert bench.barred() == {"withdraw"}
        bench.win(50_00)
        with pytest.raises(WalletRestricted):
            withdraw(bench, 10_00)

    def test_of_money_that_is_gone_takes_what_there_is_and_claims_the_rest(self, bench):
        done = deposit(bench)
        withdraw(bench, 10_00, "out-1")
        bench.lose(9_00)
        tell(bench, Subject.DISPUTE, bench.provider.dispute(done.reference))
        assert balances(bench) == (0, 0)
        assert bench.entries()[-1].postings == {
            "psp:fake": 25_00,
            "player:cash": -6_00,
            "house:chargebacks": -19_00,
        }
        [reversal] = bench.parts.reversals.of(PLAYER)
        assert (reversal.taken, reversal.uncovered) == (6_00, 19_00)

    def test_leaves_what_a_withdrawal_holds(self, bench):
        done = deposit(bench)
        bench.win(2_000_00)
        under_review = withdraw(bench, 2_000_00)
        assert under_review.status is WithdrawalStatus.PENDING_REVIEW
        tell(bench, Subject.DISPUTE, bench.provider.dispute(done.reference))
        assert balances(bench) == (0, 2_000_00)

    @pytest.mark.parametrize("left", [25_00, 6_00, 0])
    def test_that_we_win_gives_exactly_that_back_and_lifts_the_bar(self, bench, left):
        done = deposit(bench)
        if left < 25_00:
            bench.lose(25_00 - left)
        tell(bench, Subject.DISPUTE, bench.provider.dispute(done.reference))
        bench.provider.dispute(done.reference, DisputeState.WON)
        for _ in range(3):
            tell(bench, Subject.DISPUTE, "dp_1")
        assert balances(bench) == (left, 0)
        assert bench.barred() == set()
        houses = sum(each.postings.get("house:chargebacks", 0) for each in bench.entries())
        assert houses == 0
        assert bench.payments.deposit(PLAYER, done.payment_id).reversed_amount == 0

    def test_that_we_lose_changes_nothing_more(self, bench):
        done = deposit(bench)
        tell(bench, Subject.DISPUTE, bench.provider.dispute(done.reference))
        entries = len(bench.entries())
        bench.provider.dispute(done.reference, DisputeState.LOST)
        tell(bench, Subject.DISPUTE, "dp_1")
        assert len(bench.entries()) == entries
        assert bench.barred() == {"withdraw"}

    def test_the_bar_falls_with_the_last_one(self, bench):
        one, two = deposit(bench), deposit(bench, key="in-2")
        tell(bench, Subject.DISPUTE, bench.provider.dispute(one.reference, name="dp_1"))
        tell(bench, Subject.DISPUTE, bench.provider.dispute(two.reference, name="dp_2"))
        bench.provider.dispute(one.reference, DisputeState.WON, name="dp_1")
        tell(bench, Subject.DISPUTE, "dp_1")
        assert bench.barred() == {"withdraw"}
        bench.provider.dispute(two.reference, DisputeState.WON, name="dp_2")
        tell(bench, Subject.DISPUTE, "dp_2")
        assert bench.barred() == set()
        assert balances(bench) == (50_00, 0)

    def test_a_refund_that_was_covered_does_not_hold_the_bar_up(self, bench):
        one, two = deposit(bench), deposit(bench, key="in-2")
        tell(bench, Subject.DISPUTE, bench.provider.dispute(one.reference))
        bench.provider.refund_by_hand(two.reference, 10_00)
        tell(bench, Subject.REFUND, two.reference)
        bench.provider.dispute(one.reference, DisputeState.WON)
        tell(bench, Subject.DISPUTE, "dp_1")
        assert bench.barred() == set()

    def test_a_refund_that_the_player_owes_for_bars_until_it_is_given_back(self, bench):
        done = deposit(bench)
        bench.lose(20_00)
        bench.provider.refund_by_hand(done.reference, 10_00)
        tell(bench, Subject.REFUND, done.reference)
        assert (balances(bench), bench.barred()) == ((0, 0), {"withdraw"})
        bench.provider.refund_by_hand(done.reference, 10_00, outcome=REFUSED)
        tell(bench, Subject.REFUND, done.reference)
        assert (balances(bench), bench.barred()) == ((5_00, 0), set())

    def test_a_bar_that_somebody_else_put_up_stays(self, bench):
        done = deposit(bench)
        bench.bar("withdraw")
        tell(bench, Subject.DISPUTE, bench.provider.dispute(done.reference))
        bench.provider.dispute(done.reference, DisputeState.WON)
        tell(bench, Subject.DISPUTE, "dp_1")
        assert bench.barred() == {"withdraw"}

    def test_a_question_of_the_banks_moves_nothing(self, bench):
        done = deposit(bench)
        name = bench.provider.dispute(done.reference, DisputeState.INQUIRY)
        assert tell(bench, Subject.DISPUTE, name).status is WebhookEventStatus.HANDLED
        assert balances(bench) == (25_00, 0)

    def test_of_more_than_the_deposit_is_parked(self, bench):
        done = deposit(bench)
        name = bench.provider.dispute(done.reference, amount=30_00)
        event = tell(bench, Subject.DISPUTE, name, Money(30_00, "EUR"))
        assert (event.status, event.reason) == (WebhookEventStatus.PARKED, "wrong_amount")
        assert balances(bench) == (25_00, 0)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_does_not_matter(bench, order):
    """A charge that succeeds, is refunded in part, disputed, and whose dispute we win."""
    pending = deposit(bench, CAREFUL_CARD)
    reference = pending.reference
    bench.provider.complete(reference, Succeeded(reference))
    bench.provider.refund_by_hand(reference, 10_00)
    bench.provider.dispute(reference, DisputeState.WON, amount=15_00)
    notices = [
        a_notice(Subject.CHARGE, reference),
        a_notice(Subject.REFUND, reference, Money(10_00, "EUR")),
        a_notice(Subject.DISPUTE, "dp_1", Money(15_00, "EUR")),
        a_notice(Subject.DISPUTE, "dp_1", Money(15_00, "EUR")),
    ]
    for number in order:
        assert handle_notice(bench.parts, notices[number]).status is WebhookEventStatus.HANDLED
    assert balances(bench) == (15_00, 0)
    assert bench.barred() == set()
    types = sorted(each.type for each in bench.entries())
    assert types == ["deposit", "deposit_reversed"]
