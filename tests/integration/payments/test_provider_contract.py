"""What the cashier relies on, asked of the fake and of Stripe's library with a real process."""

from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from casino.payments.errors import ProviderUnavailable
from casino.payments.provider import (
    Charge,
    DisputeState,
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

    def dispute(self, reference, state):
        return self.provider.dispute(reference, state)


class StripeSide:
    good_card = "pm_card_visa"
    declined_card = "pm_card_chargeCustomerFail"

    def __init__(self, url):
        self._url = url
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

    def dispute(self, reference, state):
        status = {
            DisputeState.OPEN: "needs_response",
            DisputeState.INQUIRY: "warning_needs_response",
        }.get(state, str(state))
        config = f"{self._url}/_config/disputes"
        dispute = httpx.post(config, data={"payment_intent": reference}).json()
        httpx.post(f"{config}/{dispute['id']}", data={"status": status}).raise_for_status()
        return dispute["id"]

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


class TestReports:
    def test_a_charge_is_reported_as_we_made_it(self, side):
        charge = a_charge(side.good_card)
        reference = side.provider.prepare_charge(charge)
        report = side.provider.report_charge(reference)
        assert report.outcome is None
        assert (report.deposit_id, report.player_id) == (charge.deposit_id, "player-1")
        assert report.money == EUR
        side.provider.charge(reference)
        assert side.provider.report_charge(reference).outcome == Succeeded(reference)

    def test_a_charge_that_failed_is_reported_so(self, side):
        reference, outcome = charged(side, side.declined_card)
        assert side.provider.report_charge(reference).outcome == outcome

    def test_a_charge_that_waits_for_its_player_is_reported_so(self, side):
        reference, outcome = charged(side, side.careful_card)
        assert side.provider.report_charge(reference).outcome == outcome

    def test_refunds_are_reported_as_we_made_them(self, side):
        reference, _ = charged(side, side.good_card)
        assert side.provider.report_refunds(reference) == []
        refund = a_refund(reference)
        outcome = side.provider.refund(refund)
        [report] = side.provider.report_refunds(reference)
        assert (report.transfer_id, report.outcome) == (refund.transfer_id, outcome)
        assert (report.withdrawal_id, report.player_id) == (refund.withdrawal_id, "player-1")
        assert report.money == refund.money

    def test_a_payout_is_reported_as_we_made_it(self, side):
        payout = a_payout()
        outcome = side.provider.pay_out(payout)
        report = side.provider.report_payout(outcome.reference)
        assert (report.transfer_id, report.outcome) == (payout.transfer_id, outcome)
        assert (report.withdrawal_id, report.money) == (payout.withdrawal_id, payout.money)

    def test_a_dispute_is_reported_with_who_has_the_money(self, side):
        reference, _ = charged(side, side.good_card)
        for state in (DisputeState.OPEN, DisputeState.WON, DisputeState.LOST, DisputeState.INQUIRY):
            name = side.dispute(reference, state)
            report = side.provider.report_dispute(name)
            assert (report.reference, report.charge_reference) == (name, reference)
            assert (report.money, report.state) == (EUR, state)

    def test_what_there_is_not_is_reported_as_nothing(self, side):
        assert side.provider.report_charge("pi_nobody") is None
        assert side.provider.report_payout("po_nobody") is None
        assert side.provider.report_dispute("dp_nobody") is None


class TestCalledOff:
    def test_a_prepared_charge_can_take_nothing_any_more(self, side):
        charge = a_charge(side.good_card)
        reference = side.provider.prepare_charge(charge)
        outcome = side.provider.call_off(reference)
        assert outcome == Failed(FailureReason.ABANDONED)
        assert side.provider.charge(reference) == side.provider.call_off(reference) == outcome
        assert side.times_taken(charge.deposit_id) == 0

    def test_a_charge_that_waits_for_its_player_can_not_go_on(self, side):
        reference, _ = charged(side, side.careful_card)
        assert side.provider.call_off(reference) == Failed(FailureReason.ABANDONED)
        assert side.provider.charge(reference) == Failed(FailureReason.ABANDONED)

    def test_it_is_too_late_for_one_that_succeeded(self, side):
        reference, outcome = charged(side, side.good_card)
        assert side.provider.call_off(reference) == outcome


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
            lambda: silent.call_off("pi_1"),
            lambda: silent.report_charge("pi_1"),
            lambda: silent.report_refunds("pi_1"),
            lambda: silent.report_payout("po_1"),
            lambda: silent.report_dispute("dp_1"),
        ]
        for call in calls:
            with pytest.raises(ProviderUnavailable):
                call()

    def test_is_said_when_our_key_is_wrong(self, localstripe):
        provider = StripeProvider("not-a-key", localstripe)
        with pytest.raises(ProviderUnavailable):
            provider.charge("pi_1")
        provider.close()
