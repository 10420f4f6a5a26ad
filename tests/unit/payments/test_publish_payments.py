"""What the house hears of payments."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casino.payments.payment import Lease
from casino.payments.provider import Pending, RequiresAction, Succeeded
from casino.payments.transfer import Transfer, TransferKind
from casino.payments.use_cases.publish_payments import publish_payments
from casino.payments.withdrawal import Review, WithdrawalStatus
from tests.support.house_bus import HouseBus
from tests.unit.payments.test_states import DECLINED, LATER, NOW, a_deposit, a_withdrawal


@pytest.fixture
def bus():
    return HouseBus()


def told(bus):
    return [(event.name, event.data["status"]) for event in bus.heard]


def history(*states):
    """Pair each state with the one before it, as the stream does."""
    return list(zip((None, *states), states, strict=False))


def test_a_deposit_is_told_of_when_it_begins_and_when_it_comes_further(bus):
    begun = a_deposit()
    prepared = begun.prepared("ch_1", NOW)
    asked = prepared.concluded(RequiresAction("ch_1", "secret_1"), NOW)
    succeeded = asked.concluded(Succeeded("ch_1"), LATER)
    reversed_ = succeeded.taken_back(400, LATER)
    publish_payments(bus, history(begun, prepared, asked, succeeded, reversed_))
    assert told(bus) == [
        ("deposit.changed", "created"),
        ("deposit.changed", "requires_action"),
        ("deposit.changed", "succeeded"),
        ("deposit.changed", "succeeded"),
    ]
    assert [event.data["reversed_amount"] for event in bus.heard] == [0, 0, 0, 400]
    assert bus.heard[2].at == succeeded.updated_at


def test_a_declined_deposit_says_why(bus):
    begun = a_deposit()
    publish_payments(bus, history(begun, begun.concluded(DECLINED, NOW)))
    assert bus.heard[-1].data["failure_reason"] == "card_declined"


def test_who_works_on_a_payment_is_no_news(bus):
    begun = a_deposit()
    taken_over = begun.taken_over(Lease.starting("other", NOW, timedelta(seconds=5)), NOW)
    postponed = taken_over.postponed(LATER)
    answered = postponed.answered({"status": "pending"})
    reserved = replace(answered, refundable=100, version=answered.version + 1)
    publish_payments(bus, history(begun, taken_over, postponed, answered, reserved))
    assert told(bus) == [("deposit.changed", "created")]


def test_a_withdrawal_is_told_of_from_its_review_to_its_end(bus):
    waiting = a_withdrawal(
        Transfer(TransferKind.PAYOUT, 600),
        Transfer(TransferKind.REFUND, 400, "dep_1", "ch_1"),
        status=WithdrawalStatus.PENDING_REVIEW,
    )
    review = Review(True, "olga", "known player", "2026-11-23T12:00:00.000000Z")
    approved = waiting.approved(review, waiting.lease, NOW)
    on_its_way = approved.sent(0, Pending("po_1"), NOW)
    half = on_its_way.sent(1, Succeeded("re_1"), NOW)
    whole = half.sent(0, Succeeded("po_1"), LATER)
    paid = whole.concluded(LATER)
    publish_payments(bus, history(waiting, approved, on_its_way, half, whole, paid))
    assert [(event.data["status"], event.data["paid_amount"]) for event in bus.heard] == [
        ("pending_review", 0),
        ("processing", 0),
        ("processing", 400),
        ("processing", 1_000),
        ("paid", 1_000),
    ]


def test_a_repetition_has_the_same_ids_and_different_news_have_others(bus):
    begun = a_deposit()
    changes = history(begun, begun.concluded(Succeeded("ch_1"), NOW))
    publish_payments(bus, changes)
    publish_payments(bus, changes)
    ids = [event.event_id for event in bus.heard]
    assert ids[:2] == ids[2:]
    assert len(set(ids)) == 2


def test_no_card_and_no_secret_reaches_the_bus(bus):
    asked = a_deposit().concluded(RequiresAction("ch_1", "secret_1"), NOW)
    publish_payments(bus, history(asked))
    assert "secret_1" not in str(bus.heard)
    assert "pm_1" not in str(bus.heard)
