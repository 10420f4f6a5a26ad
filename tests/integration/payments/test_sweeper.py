"""Payments whose worker died and whose player never came back."""

from contextlib import suppress
from datetime import timedelta

import pytest

from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.provider import FailureReason, Succeeded
from casino.payments.use_cases.approve_withdrawal import approve_withdrawal
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from casino.payments.use_cases.sweep_payments import sweep_payments
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus
from casino.shared.ids import derived_id
from casino.wallet import EntryType
from tests.integration.payments.conftest import PLAYER
from tests.integration.payments.fake_provider import (
    CAREFUL_CARD,
    DECLINED_CARD,
    GOOD_CARD,
    SLOW_ACCOUNT,
)
from tests.integration.payments.test_crashes import Death, Fate, Mortal


def mortal(bench, step, moment):
    fate = Fate(step, moment)
    return bench.parts_with(Mortal(bench.dynamodb, fate), Mortal(bench.provider, fate))


def sweep(bench, parts=None, minutes=2):
    bench.clock.move(minutes * 60)
    parts = parts or bench.parts
    return sweep_payments(parts, parts.clock() + timedelta(days=1))


def deposit(parts, method=GOOD_CARD):
    request = DepositRequest(amount=25_00, currency="EUR", payment_method=method)
    return make_deposit(parts, PLAYER, "in", request)


def withdraw(parts, amount=50_00):
    request = WithdrawalRequest(amount=amount, currency="EUR")
    return make_withdrawal(parts, PLAYER, "out", request)


def the_deposit(bench):
    return bench.payments.find(Deposit, PLAYER, derived_id("dep", PLAYER, "deposit", "in"))


def the_withdrawal(bench):
    withdrawal_id = derived_id("wdr", PLAYER, "withdrawal", "out")
    return bench.payments.find(Withdrawal, PLAYER, withdrawal_id)


@pytest.mark.parametrize("method", [GOOD_CARD, DECLINED_CARD])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 6))
def test_a_deposit_ends_credited_exactly_if_it_was_charged(bench, step, moment, method):
    with suppress(Death):
        deposit(mortal(bench, step, moment), method)
    sweep(bench)
    taken = bench.provider.taken()
    swept = the_deposit(bench)
    if swept is not None:
        assert swept.status is (DepositStatus.SUCCEEDED if taken else DepositStatus.FAILED)
    assert [each.postings["player:cash"] for each in bench.entries()] == [25_00] * bool(taken)
    # Who comes back at last is told what became of it.
    if swept is not None:
        assert deposit(bench.parts, method).body["status"] == swept.answer["status"]
        assert bench.provider.taken() == taken
    assert sweep(bench).ended == []


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 5))
@pytest.mark.parametrize("first", range(3, 6))
def test_a_sweeper_that_dies_is_followed_by_another(bench, first, step, moment):
    with suppress(Death):
        deposit(mortal(bench, first, "after"))
    with suppress(Death):
        sweep(bench, mortal(bench, step, moment))
    sweep(bench, minutes=10)
    assert the_deposit(bench).status in (DepositStatus.SUCCEEDED, DepositStatus.FAILED)
    assert bench.wallet().cash == bench.provider.taken()
    bench.entries()


@pytest.mark.parametrize("second", range(1, 9))
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 7))
def test_a_withdrawal_is_sent_on_once(bench, step, moment, second):
    deposit(bench.parts)
    bench.win(40_00)
    bench.provider.payout_outcome = Succeeded("po_1")
    with suppress(Death):
        withdraw(mortal(bench, step, moment))
    with suppress(Death):
        sweep(bench, mortal(bench, second, moment))
    for _ in range(3):
        sweep(bench, minutes=10)
    swept = the_withdrawal(bench)
    if swept is None:
        assert (bench.wallet().cash, bench.wallet().held) == (65_00, 0)
        return
    assert swept.status is WithdrawalStatus.PAID
    assert [each.money.amount for each in bench.provider.payouts] == [25_00]
    assert [each.money.amount for each in bench.provider.refunds] == [25_00]
    assert [each.type for each in bench.entries()][-1] is EntryType.WITHDRAWAL_PAID
    assert (bench.wallet().cash, bench.wallet().held) == (15_00, 0)


def test_an_approval_whose_worker_died_is_carried_out(bench):
    bench.win(5_000_00)
    withdraw(bench.parts, 2_000_00)
    with suppress(Death):
        approve_withdrawal(
            mortal(bench, 1, "after"), PLAYER, the_withdrawal(bench).payment_id, actor="ann"
        )
    assert bench.provider.payouts == []
    sweep(bench)
    assert len(bench.provider.payouts) == 1


def test_a_withdrawal_under_review_is_left_alone(bench):
    bench.win(5_000_00)
    withdraw(bench.parts, 2_000_00)
    swept = sweep(bench, minutes=60 * 24)
    assert (swept.ended, swept.waiting, bench.provider.payouts) == ([], [], [])


class TestWaiting:
    def test_for_a_payout_whose_webhook_got_lost(self, bench):
        bench.win(40_00)
        withdraw(bench.parts, 40_00)
        assert len(sweep(bench).waiting) == 1
        bench.provider.ended["po_1"] = Succeeded("po_1")
        sweep(bench, minutes=10)
        assert the_withdrawal(bench).status is WithdrawalStatus.PAID

    def test_for_a_slow_bank_looks_less_and_less_often(self, bench):
        deposit(bench.parts, SLOW_ACCOUNT)
        looks = sum(bool(sweep(bench, minutes=1).waiting) for _ in range(180))
        assert 5 <= looks <= 10
        bench.provider.complete("ch_1", Succeeded("ch_1"))
        sweep(bench, minutes=360)
        assert bench.wallet().cash == 25_00

    def test_for_a_player_at_their_bank_lasts_an_hour(self, bench):
        deposit(bench.parts, CAREFUL_CARD)
        sweep(bench, minutes=30)
        assert the_deposit(bench).status is DepositStatus.REQUIRES_ACTION
        sweep(bench, minutes=60)
        assert the_deposit(bench).status is DepositStatus.FAILED
        assert the_deposit(bench).failure_reason is FailureReason.ABANDONED
        # And nobody can complete it any more.
        assert bench.provider.taken() == 0

    def test_is_no_failure_that_blocks_deposits(self, bench):
        for number in range(6):
            request = DepositRequest(amount=1_00, currency="EUR", payment_method=CAREFUL_CARD)
            make_deposit(bench.parts, PLAYER, f"in-{number}", request)
        sweep(bench, minutes=120)
        assert deposit(bench.parts).body["status"] == "succeeded"


def test_a_silent_provider_is_asked_again_later(bench):
    deposit(bench.parts, SLOW_ACCOUNT)
    bench.provider.silent = True
    assert len(sweep(bench).failed) == 1
    bench.provider.silent = False
    bench.provider.complete("ch_1", Succeeded("ch_1"))
    assert len(sweep(bench, minutes=10).ended) == 1


def test_one_that_cannot_be_finished_keeps_nobody_waiting(bench):
    deposit(bench.parts, SLOW_ACCOUNT)
    del bench.provider.charges["ch_1"]
    bench.win(40_00)
    withdraw(bench.parts, 40_00)
    bench.provider.ended["po_1"] = Succeeded("po_1")
    swept = sweep(bench)
    assert (len(swept.failed), len(swept.ended)) == (1, 1)


def test_nothing_new_is_begun_when_the_time_is_up(bench):
    deposit(bench.parts, SLOW_ACCOUNT)
    bench.clock.move(120)
    assert sweep_payments(bench.parts, bench.clock()).waiting == []
