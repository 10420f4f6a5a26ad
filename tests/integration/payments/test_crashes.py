"""A worker dies before or after any of its steps; the same request comes again."""

from contextlib import suppress

import pytest

from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.provider import Succeeded
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from casino.wallet import EntryType, WalletRestricted
from tests.integration.payments.conftest import PLAYER
from tests.integration.payments.fake_provider import DECLINED_CARD, GOOD_CARD

STEPS = {
    "put_item",
    "update_item",
    "transact_write_items",
    "prepare_charge",
    "charge",
    "refund",
    "pay_out",
}


class Death(BaseException):
    """Nothing after it runs: no handler of exceptions catches it."""


class Mortal:
    """Something whose steps can be a worker's last."""

    def __init__(self, target, fate):
        self._target = target
        self._fate = fate

    def __getattr__(self, name):
        attribute = getattr(self._target, name)
        if name not in STEPS:
            return attribute

        def step(*args, **kwargs):
            self._fate.before(name)
            answer = attribute(*args, **kwargs)
            self._fate.after()
            return answer

        return step


class Fate:
    """Lets a worker die at one step, before it or after."""

    def __init__(self, step, moment):
        self._step = step
        self._moment = moment
        self.steps = []

    def before(self, name):
        self.steps.append(name)
        self._die_at("before")

    def after(self):
        self._die_at("after")

    def _die_at(self, moment):
        if len(self.steps) == self._step and moment == self._moment:
            raise Death


def deposit(parts, method=GOOD_CARD):
    request = DepositRequest(amount=25_00, currency="EUR", payment_method=method)
    return make_deposit(parts, PLAYER, "in", request)


def withdraw(parts):
    request = WithdrawalRequest(amount=50_00, currency="EUR")
    return make_withdrawal(parts, PLAYER, "out", request)


def die_and_repeat(bench, request, step, moment):
    """Let one worker die, then ask again; return whether it died and what was answered."""
    fate = Fate(step, moment)
    mortal = bench.parts_with(Mortal(bench.dynamodb, fate), Mortal(bench.provider, fate))
    try:
        request(mortal)
    except Death:
        died = True
    else:
        died = False
    bench.clock.move(31)
    answer = request(bench.parts)
    again = request(bench.parts)
    assert again.replayed
    assert again.body == answer.body
    return died, answer


# One step more than there are, to prove that these are all.
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 6))
def test_a_deposit_is_charged_once_and_credited_once(bench, step, moment):
    died, answer = die_and_repeat(bench, deposit, step, moment)
    assert died == (step <= 4)
    assert answer.body["status"] == "succeeded"
    assert bench.provider.taken() == 25_00
    assert [each.type for each in bench.entries()] == [EntryType.DEPOSIT]
    assert bench.wallet().cash == 25_00


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 6))
def test_a_declined_deposit_fails_once_and_for_all(bench, step, moment):
    _, answer = die_and_repeat(bench, lambda each: deposit(each, DECLINED_CARD), step, moment)
    assert answer.body["status"] == "failed"
    assert bench.entries() == []


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 8))
def test_a_withdrawal_is_held_once_sent_once_and_paid_once(bench, step, moment):
    deposit(bench.parts)
    bench.win(40_00)
    bench.provider.payout_outcome = Succeeded("po_1")
    died, answer = die_and_repeat(bench, withdraw, step, moment)
    assert died == (step <= 6)
    assert answer.body["status"] == "paid"
    assert [each.money.amount for each in bench.provider.payouts] == [25_00]
    assert [each.money.amount for each in bench.provider.refunds] == [25_00]
    assert [each.type for each in bench.entries()] == [
        EntryType.DEPOSIT,
        EntryType.WIN,
        EntryType.WITHDRAWAL_HOLD,
        EntryType.WITHDRAWAL_PAID,
    ]
    assert (bench.wallet().cash, bench.wallet().held) == (15_00, 0)


@pytest.mark.parametrize("first", range(1, 7))
@pytest.mark.parametrize("second", range(1, 7))
def test_a_withdrawal_survives_two_deaths(bench, first, second):
    deposit(bench.parts)
    bench.win(40_00)
    bench.provider.payout_outcome = Succeeded("po_1")
    for step, moment in ((first, "after"), (second, "before")):
        fate = Fate(step, moment)
        mortal = bench.parts_with(Mortal(bench.dynamodb, fate), Mortal(bench.provider, fate))
        with suppress(Death):
            withdraw(mortal)
        bench.clock.move(31)
    assert withdraw(bench.parts).body["status"] == "paid"
    assert (len(bench.provider.payouts), len(bench.provider.refunds)) == (1, 1)
    assert (bench.wallet().cash, bench.wallet().held) == (15_00, 0)


def test_a_charge_that_a_dead_worker_left_is_not_taken_from_somebody_barred_since(bench):
    # Begun and written, and dead before it asks the provider for the money.
    fate = Fate(3, "before")
    mortal = bench.parts_with(Mortal(bench.dynamodb, fate), Mortal(bench.provider, fate))
    with pytest.raises(Death):
        deposit(mortal)
    assert fate.steps == ["prepare_charge", "transact_write_items", "charge"]
    bench.bar("deposit")
    bench.clock.move(60)
    with pytest.raises(WalletRestricted):
        deposit(bench.parts)
    assert bench.provider.taken() == 0
    assert bench.entries() == []
