"""What the cashier relies on, asked of the fake and of Stripe's library with a real process."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from casino.payments.errors import ProviderUnavailable
from casino.payments.provider import (
    Charge,
    Failed,
    FailureReason,
    Payout,
    Pending,
    Refund,
    RequiresAction,
    Succeeded,
)
from casino.payments.stripe_provider import StripeProvider
from casino.shared.ids import new_id
from casino.shared.money import Money
from scripts.processes import free_port
from tests.integration.payments import fake_provider
from tests.integration.payments.fake_provider import FakeProvider

EUR = Money(25_00, "EUR")


class FakeSide:
    good_card = fake_provider.GOOD_CARD
    declined_card = fake_provider.DECLINED_CARD
    careful_card = fake_provider.CAREFUL_CARD

    def __init__(self):
        self.provider = FakeProvider()

    def times_taken(self, deposit_id):
        return sum(
            each.charge.deposit_id == deposit_id and isinstance(each.outcome, Succeeded)
            for each in self.provider.charges.values()
        )


class StripeSide:
    good_card = "pm_card_visa"
    declined_card = "pm_card_chargeCustomerFail"

    def __init__(self, url):
        self.provider = StripeProvider("sk_test_contract", url)
        self._stripe = self.provider._client.v1
        self.careful_card = self._method(
            type="card",
            card={"number": "4000002500003155", "exp_month": 12, "exp_year": 2040, "cvc": "123"},
        )

    def times_taken(self, deposit_id):
        return sum(
            each.status == "succeeded" and each.metadata["deposit_id"] == deposit_id
            for each in self._stripe.payment_intents.list({"limit": 100}).auto_paging_iter()
        )

    def _method(self, **params):
        return self._stripe.payment_methods.create(params).id


@pytest.fixture(params=["fake", "stripe"])
def side(request):
    if request.param == "fake":
        yield FakeSide()
        return
    stripe = StripeSide(request.getfixturevalue("localstripe"))
    yield stripe
    stripe.provider.close()


def a_charge(method):
    return Charge(new_id("dep"), "player-1", EUR, method)


def charged(side, method):
    reference = side.provider.prepare_charge(a_charge(method))
    assert isinstance(reference, str)
    return reference, side.provider.charge(reference)


def a_refund(reference, amount=10_00):
    withdrawal = new_id("wdr")
    return Refund(f"{withdrawal}-0", withdrawal, "player-1", Money(amount, "EUR"), reference)


def a_payout(currency="EUR"):
    withdrawal = new_id("wdr")
    return Payout(
        f"{withdrawal}-0", withdrawal, "player-1", Money(7_00, currency), datetime.now(UTC)
    )


class TestCharge:
    def test_takes_nothing_while_it_is_only_prepared(self, side):
        charge = a_charge(side.good_card)
        assert isinstance(side.provider.prepare_charge(charge), str)
        assert side.times_taken(charge.deposit_id) == 0

    def test_takes_the_money_once_however_often_it_is_asked_for(self, side):
        charge = a_charge(side.good_card)
        reference = side.provider.prepare_charge(charge)
        outcomes = [side.provider.charge(reference) for _ in range(3)]
        assert outcomes == [Succeeded(reference)] * 3
        assert side.times_taken(charge.deposit_id) == 1

    def test_of_a_declined_card_fails_and_stays_failed(self, side):
        reference, outcome = charged(side, side.declined_card)
        assert outcome == Failed(FailureReason.CARD_DECLINED)
        assert side.provider.charge(reference) == outcome

    def test_of_a_careful_bank_needs_the_player(self, side):
        reference, outcome = charged(side, side.careful_card)
        assert isinstance(outcome, RequiresAction)
        assert outcome.client_secret
        assert side.provider.charge(reference) == outcome

    def test_of_an_unknown_payment_method_is_refused_at_once(self, side):
        refused = side.provider.prepare_charge(a_charge("pm_nobody"))
        assert refused == Failed(FailureReason.PAYMENT_METHOD_UNUSABLE)


class TestRefund:
    def test_is_found_after_it_was_made_and_not_before(self, side):
        reference, _ = charged(side, side.good_card)
        refund = a_refund(reference)
        assert side.provider.find_refund(refund) is None
        outcome = side.provider.refund(refund)
        assert isinstance(outcome, Succeeded)
        assert side.provider.find_refund(refund) == outcome

    def test_is_told_from_others_of_the_same_charge(self, side):
        reference, _ = charged(side, side.good_card)
        side.provider.refund(a_refund(reference))
        assert side.provider.find_refund(a_refund(reference)) is None

    def test_of_an_unknown_charge_fails(self, side):
        assert isinstance(side.provider.refund(a_refund("pi_nobody")), Failed)


class TestPayout:
    def test_is_accepted_and_found(self, side):
        payout = a_payout()
        assert side.provider.find_payout(payout) is None
        outcome = side.provider.pay_out(payout)
        assert isinstance(outcome, Pending)
        assert side.provider.find_payout(payout) == outcome

    def test_is_found_behind_a_page_of_others(self, side):
        payouts = [a_payout() for _ in range(103)]
        for each in payouts:
            side.provider.pay_out(each)
        assert side.provider.find_payout(payouts[0]) is not None
        assert side.provider.find_payout(payouts[-1]) is not None
        assert side.provider.find_payout(replace(payouts[0], transfer_id="another")) is None

    def test_in_a_currency_that_is_not_paid_out_fails(self, side):
        assert side.provider.pay_out(a_payout("PLN")) == Failed(FailureReason.REFUSED)


class TestUnavailable:
    @pytest.fixture
    def silent(self):
        provider = StripeProvider("sk_test_silent", f"http://127.0.0.1:{free_port()}")
        yield provider
        provider.close()

    def test_is_said_when_nobody_answers(self, silent):
        calls = [
            lambda: silent.prepare_charge(a_charge("pm_card_visa")),
            lambda: silent.charge("pi_1"),
            lambda: silent.refund(a_refund("pi_1")),
            lambda: silent.find_refund(a_refund("pi_1")),
            lambda: silent.pay_out(a_payout()),
            lambda: silent.find_payout(a_payout()),
        ]
        for call in calls:
            with pytest.raises(ProviderUnavailable):
                call()

    def test_is_said_when_our_key_is_wrong(self, localstripe):
        provider = StripeProvider("not-a-key", localstripe)
        with pytest.raises(ProviderUnavailable):
            provider.charge("pi_1")
        provider.close()
