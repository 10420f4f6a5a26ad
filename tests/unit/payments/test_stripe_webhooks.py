import json

import pytest

from casino.payments.errors import BadSignature
from casino.payments.notices import Subject
from casino.payments.stripe_webhooks import TOLERANCE_SECONDS, read_stripe_event
from casino.shared.errors import Malformed
from casino.shared.money import Money
from tests.support.stripe_events import an_event, signature_of, signed

SECRET = "whsec_unit"


def read(event, **options):
    body, header = signed(event, SECRET, **options)
    return read_stripe_event(body.encode(), header, SECRET)


def a_charge_event(**changes):
    values = {"id": "pi_1", "amount": 25_00, "currency": "eur"} | changes
    return an_event("payment_intent.succeeded", **values)


def test_a_signed_event_tells_where_to_look():
    event = a_charge_event()
    notice = read(event)
    assert (notice.provider, notice.event_id) == ("stripe", event["id"])
    assert (notice.subject, notice.reference) == (Subject.CHARGE, "pi_1")
    assert notice.money == Money(25_00, "EUR")


@pytest.mark.parametrize(
    ("event_type", "subject"),
    [
        ("payment_intent.payment_failed", Subject.CHARGE),
        ("payment_intent.canceled", Subject.CHARGE),
        ("charge.refunded", Subject.REFUND),
        ("refund.updated", Subject.REFUND),
        ("refund.failed", Subject.REFUND),
        ("charge.dispute.created", Subject.DISPUTE),
        ("charge.dispute.closed", Subject.DISPUTE),
        ("payout.paid", Subject.PAYOUT),
        ("payout.failed", Subject.PAYOUT),
    ],
)
def test_each_kind_names_its_own_object(event_type, subject):
    event = an_event(event_type, id="own", payment_intent="pi_2", amount=1, currency="eur")
    notice = read(event)
    assert notice.subject is subject
    assert notice.reference == ("pi_2" if subject is Subject.REFUND else "own")


def test_what_is_nothing_to_us_is_acknowledged():
    assert read(an_event("customer.created", id="cus_1")) is None


def test_an_old_signature_is_refused_and_one_within_the_tolerance_is_not():
    with pytest.raises(BadSignature):
        read(a_charge_event(), age_seconds=TOLERANCE_SECONDS + 5)
    assert read(a_charge_event(), age_seconds=TOLERANCE_SECONDS - 30)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "nonsense",
        "t=1,v1=00",
        "t=notatime,v1=00",
        "t=99999999999,v1=" + "0" * 64,
        "v1=" + "0" * 64,
        "t=1700000000,v0=" + "0" * 64,
        "t=1700000000,v1=é",
    ],
)
def test_a_header_that_is_not_the_providers_is_refused(header):
    with pytest.raises(BadSignature):
        read_stripe_event(json.dumps(a_charge_event()).encode(), header, SECRET)


def test_not_one_byte_may_differ():
    body, header = signed(a_charge_event(), SECRET)
    for other in (body + " ", body.replace("2500", "2501"), ""):
        with pytest.raises(BadSignature):
            read_stripe_event(other.encode(), header, SECRET)


def test_another_secret_does_not_sign_for_us():
    body, header = signed(a_charge_event(), "whsec_other")
    with pytest.raises(BadSignature):
        read_stripe_event(body.encode(), header, SECRET)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(BadSignature):
        read_stripe_event(b"\xff\xfe{}", signature_of("{}", SECRET), SECRET)


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "null",
        "not JSON",
        "{}",
        '{"type": []}',
        '{"type": "payout.paid"}',
        '{"type": "payout.paid", "id": "evt_1", "created": 1, "data": {"object": []}}',
        json.dumps(an_event("payout.paid", id="po_1", amount=1.5, currency="eur")),
        json.dumps(an_event("payout.paid", id=None, amount=1, currency="eur")),
        json.dumps(
            an_event("payout.paid", id="po_1", amount=1, currency="eur") | {"created": 1e30}
        ),
        "[" * 100_000,
    ],
)
def test_what_is_signed_and_no_event_is_malformed(body):
    with pytest.raises(Malformed) as refused:
        read_stripe_event(body.encode(), signature_of(body, SECRET), SECRET)
    assert not isinstance(refused.value, BadSignature)
