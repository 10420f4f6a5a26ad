from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.payments.deposit import DEPOSIT_TRANSITIONS, Deposit, DepositStatus
from casino.payments.errors import WrongState
from casino.payments.payment import Lease
from casino.payments.provider import (
    Failed,
    FailureReason,
    Pending,
    RequiresAction,
    Succeeded,
)
from casino.payments.transfer import TRANSFER_TRANSITIONS, Transfer, TransferKind, TransferStatus
from casino.payments.withdrawal import (
    MAX_REFUNDS,
    WITHDRAWAL_TRANSITIONS,
    Withdrawal,
    WithdrawalStatus,
    plan_transfers,
)
from casino.shared.money import Money

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
DECLINED = Failed(FailureReason.CARD_DECLINED)


def a_deposit(number=0, amount=10_00, **values):
    return Deposit(
        player_id="player-1",
        payment_id=f"dep_{number}",
        money=Money(amount, "EUR"),
        fingerprint="f",
        created_at="2026-11-23T12:00:00.000000Z",
        updated_at="2026-11-23T12:00:00.000000Z",
        provider="fake",
        lease=Lease.starting("me", NOW, timedelta(seconds=5)),
        payment_method="pm_1",
        **values,
    )


def a_withdrawal(*transfers, status=WithdrawalStatus.PROCESSING):
    return Withdrawal(
        player_id="player-1",
        payment_id="wdr_1",
        money=Money(sum(each.amount for each in transfers), "EUR"),
        fingerprint="f",
        created_at="2026-11-23T12:00:00.000000Z",
        updated_at="2026-11-23T12:00:00.000000Z",
        provider="fake",
        lease=Lease("me", "2026"),
        transfers=transfers,
        status=status,
    )


def a_refund(amount=10_00, **values):
    return Transfer(TransferKind.REFUND, amount, "dep_1", "ch_1", **values)


def a_payout(amount=10_00, **values):
    return Transfer(TransferKind.PAYOUT, amount, **values)


class TestDeposit:
    OUTCOMES = (
        (Succeeded("ch_1"), DepositStatus.SUCCEEDED),
        (Pending("ch_1"), DepositStatus.PENDING),
        (RequiresAction("ch_1", "secret"), DepositStatus.REQUIRES_ACTION),
        (DECLINED, DepositStatus.FAILED),
    )

    @pytest.mark.parametrize(("status", "step"), list(product(DepositStatus, OUTCOMES)))
    def test_goes_only_where_its_state_allows(self, status, step):
        outcome, target = step
        deposit = a_deposit(status=status)
        if target in DEPOSIT_TRANSITIONS.get(status, ()):
            assert deposit.concluded(outcome, LATER).status is target
        else:
            with pytest.raises(WrongState):
                deposit.concluded(outcome, LATER)

    def test_can_take_back_what_it_brought_once_it_succeeded(self):
        assert a_deposit().refundable is None
        assert a_deposit(amount=7).concluded(Succeeded("ch_1"), LATER).refundable == 7

    def test_says_why_it_failed(self):
        failed = a_deposit().concluded(DECLINED, LATER)
        assert failed.failure_reason is FailureReason.CARD_DECLINED
        assert failed.refundable is None

    def test_forgets_the_secret_when_it_has_served(self):
        asked = a_deposit().concluded(RequiresAction("ch_1", "secret"), NOW)
        assert asked.client_secret == "secret"
        assert asked.concluded(Succeeded("ch_1"), LATER).client_secret is None

    def test_keeps_its_first_answer(self):
        answered = a_deposit().answered({"status": "pending"})
        assert answered.answered({"status": "succeeded"}).answer == {"status": "pending"}

    def test_raises_its_version_with_each_change(self):
        assert a_deposit().prepared("ch_1", LATER).version == 2


class TestLease:
    LEASE = Lease.starting("me", NOW, timedelta(seconds=5))

    def test_lasts_for_its_term(self):
        assert not self.LEASE.is_over(NOW + timedelta(seconds=4.999))
        assert self.LEASE.is_over(NOW + timedelta(seconds=5))

    def test_counts_who_worked_on_a_payment(self):
        taken = a_deposit().taken_over(Lease("you", "2027"), LATER)
        assert (taken.lease.owner, taken.attempts, taken.version) == ("you", 2, 2)


class TestTransfer:
    @pytest.mark.parametrize(("start", "target"), list(product(TransferStatus, TransferStatus)))
    def test_goes_only_where_its_state_allows(self, start, target):
        transfer = a_refund(status=start)
        if target in TRANSFER_TRANSITIONS.get(start, ()):
            assert transfer.moved(target).status is target
        else:
            with pytest.raises(WrongState):
                transfer.moved(target)


class TestWithdrawal:
    @pytest.mark.parametrize(("start", "target"), list(product(WithdrawalStatus, WithdrawalStatus)))
    def test_goes_only_where_its_state_allows(self, start, target):
        withdrawal = a_withdrawal(a_payout(), status=start)
        if target in WITHDRAWAL_TRANSITIONS.get(start, ()):
            assert withdrawal.moved(target, LATER).status is target
        else:
            with pytest.raises(WrongState):
                withdrawal.moved(target, LATER)

    def test_is_paid_when_all_of_it_was_sent(self):
        sent = (
            a_withdrawal(a_payout(3), a_refund(4))
            .sent(0, Succeeded("po_1"), NOW)
            .sent(1, Succeeded("re_1"), NOW)
        )
        paid = sent.concluded(LATER)
        assert (paid.status, paid.paid_amount) == (WithdrawalStatus.PAID, 7)

    def test_cannot_end_while_the_provider_has_not_spoken(self):
        sent = a_withdrawal(a_payout(3)).sent(0, Pending("po_1"), NOW)
        assert sent.is_open
        with pytest.raises(WrongState):
            sent.concluded(LATER)

    def test_sends_nothing_more_after_a_refusal(self):
        sent = a_withdrawal(a_refund(1), a_refund(2), a_refund(3))
        sent = sent.sent(0, Succeeded("re_1"), NOW).sent(1, DECLINED, NOW)
        assert [each.status for each in sent.transfers] == [
            TransferStatus.SUCCEEDED,
            TransferStatus.FAILED,
            TransferStatus.ABANDONED,
        ]
        failed = sent.concluded(LATER)
        assert (failed.status, failed.paid_amount) == (WithdrawalStatus.FAILED, 1)
        assert failed.failure_reason is FailureReason.CARD_DECLINED

    def test_waits_for_what_was_sent_before_a_refusal(self):
        sent = a_withdrawal(a_payout(3), a_refund(4)).sent(0, Pending("po_1"), NOW)
        sent = sent.sent(1, DECLINED, NOW)
        assert sent.is_open
        ended = sent.sent(0, Succeeded("po_1"), LATER).concluded(LATER)
        assert (ended.status, ended.paid_amount) == (WithdrawalStatus.FAILED, 3)


class TestPlan:
    def test_refunds_the_newest_deposits_first_and_pays_out_the_rest(self):
        newest = a_deposit(2, refundable=30, reference="ch_2")
        older = a_deposit(1, refundable=20, reference="ch_1")
        assert plan_transfers(60, [newest, older]) == (
            Transfer(TransferKind.PAYOUT, 10),
            Transfer(TransferKind.REFUND, 30, "dep_2", "ch_2"),
            Transfer(TransferKind.REFUND, 20, "dep_1", "ch_1"),
        )

    def test_takes_only_what_it_needs(self):
        assert plan_transfers(5, [a_deposit(1, refundable=30, reference="ch_1")]) == (
            Transfer(TransferKind.REFUND, 5, "dep_1", "ch_1"),
        )

    def test_pays_out_what_was_never_paid_in(self):
        assert plan_transfers(5, []) == (Transfer(TransferKind.PAYOUT, 5),)

    @given(
        amount=st.integers(1, 10**12),
        refundables=st.lists(st.integers(0, 10**10), max_size=40),
    )
    def test_always_adds_up_and_takes_no_more_than_there_is(self, amount, refundables):
        sources = [
            replace(a_deposit(number), refundable=part, reference=f"ch_{number}")
            for number, part in enumerate(refundables)
        ]
        transfers = plan_transfers(amount, sources)
        refunds = [each for each in transfers if each.kind is TransferKind.REFUND]
        assert sum(each.amount for each in transfers) == amount
        assert all(each.amount > 0 for each in transfers)
        assert len(refunds) <= MAX_REFUNDS
        assert len(transfers) - len(refunds) <= 1
        refundable = {each.payment_id: each.refundable for each in sources}
        assert len({each.deposit_id for each in refunds}) == len(refunds)
        assert all(each.amount <= refundable[each.deposit_id] for each in refunds)
        # Nothing is paid out as winnings that an asked source could still have taken back.
        if len(transfers) > len(refunds) and len(refunds) < MAX_REFUNDS:
            assert sum(each.amount for each in refunds) == sum(refundables)
