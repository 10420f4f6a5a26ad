"""States that the local Stripe never shows."""

import pytest
import stripe

from casino.payments import stripe_provider
from casino.payments.provider import Failed, FailureReason, Pending, Succeeded


@pytest.fixture
def provider():
    provider = stripe_provider.StripeProvider("sk_test_unit", "http://127.0.0.1:1")
    yield provider
    provider.close()


def an_intent(status, **values):
    return stripe.PaymentIntent.construct_from({"id": "pi_1", "status": status} | values, None)


def a_cancelled_intent(**error):
    return an_intent("canceled", last_payment_error=error or None)


def test_a_charge_that_the_bank_still_considers_is_pending(provider):
    assert provider._outcome_of_charge(an_intent("processing")) == Pending("pi_1")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ({"code": "card_declined", "decline_code": "stolen_card"}, FailureReason.CARD_DECLINED),
        (
            {"code": "card_declined", "decline_code": "insufficient_funds"},
            FailureReason.INSUFFICIENT_FUNDS,
        ),
        ({"code": "expired_card"}, FailureReason.EXPIRED_CARD),
        (
            {"code": "payment_intent_authentication_failure"},
            FailureReason.AUTHENTICATION_FAILED,
        ),
        ({}, FailureReason.ABANDONED),
    ],
)
def test_a_failed_charge_says_what_a_player_may_know(provider, error, reason):
    assert provider._outcome_of_charge(a_cancelled_intent(**error)) == Failed(reason)


@pytest.mark.parametrize(
    ("kind", "outcome_of", "outcomes"),
    [
        (
            stripe.Refund,
            stripe_provider._outcome_of_refund,
            {
                "succeeded": Succeeded("x_1"),
                "pending": Pending("x_1"),
                "requires_action": Pending("x_1"),
                "failed": Failed(FailureReason.REFUSED),
                "canceled": Failed(FailureReason.REFUSED),
            },
        ),
        (
            stripe.Payout,
            stripe_provider._outcome_of_payout,
            {
                "paid": Succeeded("x_1"),
                "pending": Pending("x_1"),
                "in_transit": Pending("x_1"),
                "failed": Failed(FailureReason.REFUSED),
                "canceled": Failed(FailureReason.REFUSED),
            },
        ),
    ],
)
def test_every_state_of_a_transfer_is_understood(kind, outcome_of, outcomes):
    for status, outcome in outcomes.items():
        transfer = kind.construct_from({"id": "x_1", "status": status}, None)
        assert outcome_of(transfer) == outcome


class Pages:
    """A list of payouts, newest first unless told otherwise, that counts how often it is read."""

    def __init__(self, created):
        self.payouts = [
            stripe.Payout.construct_from({"id": f"po_{each}", "created": each}, None)
            for each in created
        ]
        self.reads = 0

    def list(self, params):
        self.reads += 1
        ids = [each.id for each in self.payouts]
        start = ids.index(params["starting_after"]) + 1 if "starting_after" in params else 0
        end = start + params["limit"]
        return stripe.ListObject.construct_from(
            {"object": "list", "data": self.payouts[start:end], "has_more": end < len(ids)}, None
        )


@pytest.mark.parametrize(
    ("created", "reads"),
    [(range(1000, 0, -1), 2), (range(1, 1001), 10)],
    ids=["newest first", "oldest first"],
)
def test_payouts_are_read_no_further_back_than_needed(provider, monkeypatch, created, reads):
    pages = Pages(created)
    monkeypatch.setattr(provider._client.v1, "payouts", pages)
    found = [each.created for each in provider._payouts_since(850)]
    assert pages.reads == reads
    assert set(range(850, 1001)) <= set(found)
