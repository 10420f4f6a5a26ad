"""What a player's deposit limits leave, from a deposit's beginning to its end."""

from datetime import timedelta

import pytest

from casino.payments import DepositStatus
from casino.payments.messages import DepositRequest
from casino.payments.provider import Failed, FailureReason, Succeeded
from casino.payments.use_cases.conclude_deposit import conclude_deposit
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.sweep_payments import sweep_payments
from casino.safer_gambling import PlayerLimitReached
from casino.safer_gambling.limits import PlayerLimit, headroom, name_of_limit, with_limit
from casino.shared.unit_of_work import UnitOfWork
from tests.integration.payments.conftest import PLAYER
from tests.integration.payments.fake_provider import CAREFUL_CARD, DECLINED_CARD, GOOD_CARD


@pytest.fixture
def limited(bench):
    """A player who may pay in 50.00 a day, and 80.00 a month."""
    for period, value in (("day", 50_00), ("month", 80_00)):
        before = bench.wallet()
        work = UnitOfWork(bench.dynamodb)
        after = with_limit(before, PlayerLimit(name_of_limit("deposit", period), value))
        bench.ledger.change_standing(work, before, after)
        work.commit()
    return bench


def pay_in(bench, key, amount, card=GOOD_CARD):
    request = DepositRequest(amount=amount, currency="EUR", payment_method=card)
    return make_deposit(bench.parts, PLAYER, key, request)


def used(bench, period="day"):
    wallet = bench.wallet()
    return headroom(wallet, PlayerLimit(name_of_limit("deposit", period)), bench.clock()).used


def refusal(bench, key, amount, card=GOOD_CARD):
    with pytest.raises(PlayerLimitReached) as refused:
        pay_in(bench, key, amount, card)
    return refused.value.details


def test_deposits_count_gross_until_the_limit(limited):
    pay_in(limited, "d-1", 30_00)
    limited.lose(30_00)
    assert refusal(limited, "d-2", 20_01)["remaining"] == 20_00
    pay_in(limited, "d-3", 20_00)
    assert used(limited) == 50_00
    limited.clock.now += timedelta(days=1)
    assert refusal(limited, "d-4", 30_01) == {
        "kind": "deposit",
        "period": "month",
        "remaining": 30_00,
        "resets_at": refusal(limited, "d-4", 50_00)["resets_at"],
    }
    pay_in(limited, "d-5", 30_00)


def test_what_is_refused_reaches_no_provider_and_its_key_is_free(limited):
    refusal(limited, "d-1", 50_01)
    assert limited.provider.charges == {}
    assert pay_in(limited, "d-1", 50_00).body["status"] == "succeeded"


def test_a_repetition_is_answered_whatever_the_limit_leaves(limited):
    first = pay_in(limited, "d-1", 50_00)
    again = pay_in(limited, "d-1", 50_00)
    assert (again.replayed, again.body) == (True, first.body)
    assert used(limited) == 50_00


def test_a_deposit_counts_from_its_beginning(limited):
    pay_in(limited, "d-1", 40_00, CAREFUL_CARD)
    assert (used(limited), limited.wallet().cash) == (40_00, 0)
    assert refusal(limited, "d-2", 10_01)["remaining"] == 10_00


def test_a_deposit_that_fails_gives_back_what_it_took(limited):
    assert pay_in(limited, "d-1", 50_00, DECLINED_CARD).body["status"] == "failed"
    assert (used(limited), used(limited, "month")) == (0, 0)
    pay_in(limited, "d-2", 50_00)


def test_a_deposit_that_nobody_goes_on_with_gives_it_back_when_it_is_called_off(limited):
    pay_in(limited, "d-1", 50_00, CAREFUL_CARD)
    limited.clock.now += timedelta(hours=2)
    sweep_payments(limited.parts, until=limited.clock() + timedelta(seconds=20))
    assert used(limited) == 0


def test_what_fails_on_another_day_gives_nothing_back_to_that_one(limited):
    named = pay_in(limited, "d-1", 30_00, CAREFUL_CARD).body["deposit_id"]
    limited.clock.now += timedelta(days=1)
    pay_in(limited, "d-2", 20_00)
    deposit = limited.payments.deposit(PLAYER, named)
    conclude_deposit(limited.parts, deposit, Failed(FailureReason.REFUSED))
    assert (used(limited), used(limited, "month")) == (20_00, 20_00)


def test_a_success_takes_no_more_than_the_beginning_did(limited):
    named = pay_in(limited, "d-1", 30_00, CAREFUL_CARD).body["deposit_id"]
    deposit = limited.payments.deposit(PLAYER, named)
    ended = conclude_deposit(limited.parts, deposit, Succeeded(deposit.reference))
    assert ended.status is DepositStatus.SUCCEEDED
    assert (used(limited), limited.wallet().cash) == (30_00, 30_00)


def test_of_two_deposits_at_once_the_limit_takes_one(limited):
    """The other begins right before the first is written."""
    provider, begun = limited.provider, []
    prepare = provider.prepare_charge

    def prepared(charge):
        if not begun:
            begun.append(True)
            pay_in(limited, "d-2", 30_00)
        return prepare(charge)

    provider.prepare_charge = prepared
    assert refusal(limited, "d-1", 30_00)["remaining"] == 20_00
    assert (used(limited), limited.wallet().cash) == (30_00, 30_00)
