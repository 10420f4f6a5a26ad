"""Withdrawals that wait for a person."""

from datetime import timedelta

import pytest

from casino.payments.errors import Superseded, UnknownWithdrawal, WrongState
from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.provider import Succeeded
from casino.payments.transfer import TransferStatus
from casino.payments.use_cases.approve_withdrawal import approve_withdrawal
from casino.payments.use_cases.list_reviews import list_reviews
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from casino.payments.use_cases.reject_withdrawal import reject_withdrawal
from casino.payments.use_cases.sweep_payments import REVIEW_TERM, sweep_payments
from casino.payments.withdrawal import WithdrawalStatus
from casino.wallet import EntryType, WalletRestricted
from tests.integration.payments.conftest import PLAYER
from tests.integration.payments.fake_provider import GOOD_CARD
from tests.support.parts import others


@pytest.fixture
def waiting(bench):
    """A withdrawal under review, of a deposit and winnings."""
    request = DepositRequest(amount=25_00, currency="EUR", payment_method=GOOD_CARD)
    make_deposit(bench.parts, PLAYER, "in", request)
    bench.win(5_000_00)
    return ask(bench, 2_000_00)


def ask(bench, amount, key="out"):
    request = WithdrawalRequest(amount=amount, currency="EUR")
    body = make_withdrawal(bench.parts, PLAYER, key, request).body
    return bench.payments.withdrawal(PLAYER, body["withdrawal_id"])


def approve(bench, withdrawal, **options):
    return approve_withdrawal(
        bench.parts, PLAYER, withdrawal.payment_id, actor="ann@house", **options
    )


def reject(bench, withdrawal):
    return reject_withdrawal(
        bench.parts, PLAYER, withdrawal.payment_id, actor="ann@house", reason="not the owner"
    )


def test_the_queue_holds_what_waits_the_oldest_first(bench, waiting):
    bench.clock.move(60)
    second = ask(bench, 2_100_00, "out-2")
    ask(bench, 5_00, "out-3")
    page = list_reviews(bench.payments, limit=1)
    assert [each.payment_id for each in page.items] == [waiting.payment_id]
    page = list_reviews(bench.payments, limit=1, cursor=page.next_cursor)
    assert [each.payment_id for each in page.items] == [second.payment_id]


def test_approved_it_is_sent_refunds_included(bench, waiting):
    bench.provider.payout_outcome = Succeeded("po_1")
    done = approve(bench, waiting, reason="known player")
    assert done.status is WithdrawalStatus.PAID
    assert [each.money.amount for each in bench.provider.payouts] == [1_975_00]
    assert [each.money.amount for each in bench.provider.refunds] == [25_00]
    assert (done.review.approved, done.review.actor) == (True, "ann@house")
    assert done.review.reason == "known player"
    assert bench.wallet().held == 0
    assert list_reviews(bench.payments).items == []
    # Whoever asked for it gets the answer that they got.
    assert ask(bench, 2_000_00).answer["status"] == "pending_review"


def test_rejected_everything_is_as_before(bench, waiting):
    done = reject(bench, waiting)
    assert done.status is WithdrawalStatus.REJECTED
    assert {each.status for each in done.transfers} == {TransferStatus.ABANDONED}
    assert (bench.wallet().cash, bench.wallet().held) == (5_025_00, 0)
    assert bench.entries()[-1].type is EntryType.WITHDRAWAL_RELEASED
    assert bench.provider.payouts == bench.provider.refunds == []
    assert [each.refundable for each in bench.payments.refundable_deposits(PLAYER)] == [25_00]
    stored = bench.payments.withdrawal(PLAYER, waiting.payment_id)
    assert (stored.review.actor, stored.review.reason) == ("ann@house", "not the owner")
    assert list_reviews(bench.payments).items == []


@pytest.mark.parametrize("first", [approve, reject])
@pytest.mark.parametrize("second", [approve, reject])
def test_is_decided_once(bench, waiting, first, second):
    first(bench, waiting)
    entries = len(bench.entries())
    with pytest.raises(WrongState):
        second(bench, waiting)
    assert len(bench.entries()) == entries
    assert len(bench.provider.payouts) == (first is approve)


@pytest.mark.parametrize("first", [approve, reject])
@pytest.mark.parametrize("second", [approve, reject])
def test_of_two_decisions_at_the_same_moment_one_counts(bench, waiting, first, second):
    """The second has read the withdrawal before the first writes."""
    ledger = bench.parts.ledger
    read = type(ledger).wallet
    asked = []

    class Late(type(ledger)):
        def wallet(self, player_id):
            if not asked:
                asked.append(player_id)
                first(bench, waiting)
            return read(self, player_id)

    class Bench:
        parts = others(bench.parts, ledger=Late(ledger._client, ledger._table))

    with pytest.raises(Superseded):
        second(Bench, waiting)
    assert len(bench.provider.payouts) == (first is approve)
    bench.entries()


def test_a_player_barred_meanwhile_is_not_paid(bench, waiting):
    bench.bar("withdraw")
    with pytest.raises(WalletRestricted):
        approve(bench, waiting)
    assert reject(bench, waiting).status is WithdrawalStatus.REJECTED


def test_what_does_not_exist_cannot_be_decided(bench):
    with pytest.raises(UnknownWithdrawal):
        approve_withdrawal(bench.parts, PLAYER, "wdr_nobody", actor="ann")


def sweep(bench):
    return sweep_payments(bench.parts, bench.clock() + timedelta(hours=1))


def test_what_nobody_decides_about_in_time_goes_back_to_the_player(bench, waiting):
    bench.clock.move((REVIEW_TERM - timedelta(seconds=1)).total_seconds())
    assert sweep(bench).ended == []
    assert bench.wallet().held == 2_000_00
    bench.clock.move(1)
    assert sweep(bench).ended == [waiting.payment_id]
    assert (bench.wallet().cash, bench.wallet().held) == (5_025_00, 0)
    stored = bench.payments.withdrawal(PLAYER, waiting.payment_id)
    assert (stored.status, stored.review.actor) == (WithdrawalStatus.REJECTED, "sweeper")
    assert sweep(bench).ended == []
    assert bench.entries()[-1].type is EntryType.WITHDRAWAL_RELEASED


def test_what_was_decided_in_the_last_moment_stays_decided(bench, waiting, monkeypatch):
    bench.provider.payout_outcome = Succeeded("po_1")
    bench.clock.move(REVIEW_TERM.total_seconds())
    overdue = bench.payments.overdue_reviews(bench.clock(), 10)
    approve(bench, waiting)
    # The index still shows it, and so does what the sweeper had read.
    monkeypatch.setattr(bench.parts.payments, "overdue_reviews", lambda *_: overdue)
    assert sweep(bench).ended == []
    assert bench.wallet().held == 0
    assert sum(each.money.amount for each in bench.provider.payouts) == 1_975_00
