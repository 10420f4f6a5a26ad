"""The cashier on Stripe's own library and a real process, from the first cent to the last."""

import pytest

from casino.payments.messages import DepositRequest, WithdrawalRequest
from casino.payments.stripe_provider import StripeProvider
from casino.payments.use_cases.make_deposit import make_deposit
from casino.payments.use_cases.make_withdrawal import make_withdrawal
from tests.integration.payments.conftest import PLAYER


@pytest.fixture
def stripe(localstripe):
    provider = StripeProvider("sk_test_cashier", localstripe)
    yield provider
    provider.close()


def test_money_comes_in_and_goes_out(bench, stripe):
    cashier = bench.parts_with(bench.dynamodb, stripe)

    def deposit(key, amount, card="pm_card_visa"):
        request = DepositRequest(amount=amount, currency="EUR", payment_method=card)
        return make_deposit(cashier, PLAYER, key, request).body

    def withdraw(key, amount):
        request = WithdrawalRequest(amount=amount, currency="EUR")
        return make_withdrawal(cashier, PLAYER, key, request).body

    assert deposit("in-1", 30_00)["status"] == "succeeded"
    assert deposit("in-2", 20_00)["status"] == "succeeded"
    assert deposit("in-3", 20_00, "pm_card_chargeCustomerFail")["failure_reason"] == "card_declined"
    assert deposit("in-1", 30_00)["status"] == "succeeded"
    assert bench.wallet().cash == 50_00

    assert withdraw("out-1", 35_00)["status"] == "paid"
    bench.win(100_00)
    rest = withdraw("out-2", 115_00)
    assert rest["status"] == "processing"
    assert [(each["type"], each["amount"], each["status"]) for each in rest["transfers"]] == [
        ("payout", 100_00, "sent"),
        ("refund", 15_00, "succeeded"),
    ]
    assert (bench.wallet().cash, bench.wallet().held) == (0, 115_00)
    assert sum(-each.postings.get("psp:stripe", 0) for each in bench.entries()) == 15_00


def test_a_currency_that_stripe_pays_out_to_nobody_returns_whole(bench, stripe):
    bench.open_wallet("player-2", "GBP")
    bench.win(100_00, "player-2")
    cashier = bench.parts_with(bench.dynamodb, stripe)
    request = WithdrawalRequest(amount=60_00, currency="GBP")
    assert make_withdrawal(cashier, "player-2", "out", request).body["status"] == "failed"
    assert (bench.wallet("player-2").cash, bench.wallet("player-2").held) == (100_00, 0)
