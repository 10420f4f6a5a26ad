"""The provider's list, read from the real library and a real Stripe stand-in."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe

from casino.payments import stripe_settlement_report as module
from casino.payments.errors import ProviderUnavailable
from casino.payments.provider import Charge, Payout, Refund
from casino.payments.settlement_report import MovementKind, MovementState
from casino.payments.stripe_provider import StripeProvider
from casino.payments.stripe_settlement_report import StripeSettlementReport
from casino.shared.money import Money

KEY = "sk_test_report"
EUR = Money(1_250, "EUR")


@pytest.fixture
def stripe_provider(localstripe):
    provider = StripeProvider(KEY, localstripe)
    yield provider
    provider.close()


@pytest.fixture
def report(localstripe, monkeypatch):
    monkeypatch.setattr(module, "_PAGE", 2)
    report = StripeSettlementReport(KEY, localstripe)
    yield report
    report.close()


def charged(provider, deposit_id):
    reference = provider.prepare_charge(Charge(deposit_id, "ann", EUR, "pm_card_visa"))
    provider.charge(reference)
    return reference


def test_charges_refunds_and_payouts_are_listed_with_our_names(stripe_provider, report):
    charges = [charged(stripe_provider, f"dep_{number}") for number in range(5)]
    prepared = stripe_provider.prepare_charge(Charge("dep_x", "ann", EUR, "pm_card_visa"))
    stripe_provider.refund(Refund("wdr_1-0", "wdr_1", "ann", Money(250, "EUR"), charges[0]))
    stripe_provider.pay_out(Payout("wdr_1-1", "wdr_1", "ann", Money(99, "EUR"), datetime.now(UTC)))
    lines = {line.reference: line for line in report.movements(None)}
    for number, reference in enumerate(charges):
        line = lines[reference]
        assert (line.kind, line.state) == (MovementKind.CHARGE, MovementState.SUCCEEDED)
        assert (line.money, line.player_id, line.payment_id) == (EUR, "ann", f"dep_{number}")
    assert lines[prepared].state is MovementState.PENDING
    [refund] = [
        each
        for each in lines.values()
        if each.kind is MovementKind.REFUND and each.transfer_id == "wdr_1-0"
    ]
    assert (refund.money, refund.payment_id) == (Money(250, "EUR"), "wdr_1")
    [payout] = [
        each
        for each in lines.values()
        if each.kind is MovementKind.PAYOUT and each.transfer_id == "wdr_1-1"
    ]
    assert (payout.money, payout.state) == (Money(99, "EUR"), MovementState.PENDING)


def test_a_refund_that_is_not_ours_is_led_back_to_its_deposit(stripe_provider, report, localstripe):
    reference = charged(stripe_provider, "dep_foreign")
    operator = stripe.StripeClient(KEY, base_addresses={"api": localstripe})
    refund = operator.v1.refunds.create(params={"payment_intent": reference, "amount": 300})
    [line] = [each for each in report.movements(None) if each.reference == refund.id]
    assert line.kind is MovementKind.REVERSAL
    assert (line.player_id, line.payment_id) == ("ann", "dep_foreign")


def test_what_is_older_is_left_out(stripe_provider, report):
    charged(stripe_provider, "dep_now")
    assert list(report.movements(datetime.now(UTC) + timedelta(hours=1))) == []


def test_a_provider_that_can_not_be_reached_is_unavailable():
    report = StripeSettlementReport(KEY, "http://127.0.0.1:9")
    with pytest.raises(ProviderUnavailable):
        list(report.movements(None))
    report.close()
