"""Stripe's events: who sent them, and what they tell."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import stripe

from casino.payments.errors import BadSignature
from casino.payments.notices import Notice, Subject
from casino.payments.stripe_messages import StripeEvent
from casino.shared.clock import to_rfc3339
from casino.shared.errors import Malformed
from casino.shared.money import Money

# An event that was signed longer ago may be a recording. Stripe signs each delivery anew.
TOLERANCE_SECONDS: Final = 300

# What we act upon, and which member names the object to look at. Everything else is acknowledged.
_KINDS: Final[Mapping[str, tuple[Subject, str]]] = {
    "payment_intent.succeeded": (Subject.CHARGE, "id"),
    "payment_intent.processing": (Subject.CHARGE, "id"),
    "payment_intent.payment_failed": (Subject.CHARGE, "id"),
    "payment_intent.canceled": (Subject.CHARGE, "id"),
    "charge.refunded": (Subject.REFUND, "payment_intent"),
    "charge.refund.updated": (Subject.REFUND, "payment_intent"),
    "refund.created": (Subject.REFUND, "payment_intent"),
    "refund.updated": (Subject.REFUND, "payment_intent"),
    "refund.failed": (Subject.REFUND, "payment_intent"),
    "charge.dispute.created": (Subject.DISPUTE, "id"),
    "charge.dispute.updated": (Subject.DISPUTE, "id"),
    "charge.dispute.funds_withdrawn": (Subject.DISPUTE, "id"),
    "charge.dispute.funds_reinstated": (Subject.DISPUTE, "id"),
    "charge.dispute.closed": (Subject.DISPUTE, "id"),
    "payout.paid": (Subject.PAYOUT, "id"),
    "payout.failed": (Subject.PAYOUT, "id"),
    "payout.canceled": (Subject.PAYOUT, "id"),
    "payout.updated": (Subject.PAYOUT, "id"),
}


def read_stripe_event(body: bytes, signature: str | None, secret: str) -> Notice | None:
    """Return what a signed event tells, or `None` if it is nothing to us.

    Parameters
    ----------
    body : bytes
        Exactly as it was received: the signature is of these bytes, and nothing is read of them
        before it has been checked.
    signature : str or None
        The ``Stripe-Signature`` header.

    Raises
    ------
    BadSignature
    Malformed
        If it is signed and is no event all the same.
    """
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret, TOLERANCE_SECONDS)
    except (stripe.SignatureVerificationError, ValueError, TypeError) as error:
        # Not UTF-8, or a header that is no ASCII, is not Stripe's either.
        raise BadSignature from error
    try:
        return _notice(StripeEvent.model_validate_json(body))
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise Malformed("The body is not an event") from error


def _notice(event: StripeEvent) -> Notice | None:
    kind = _KINDS.get(event.type)
    if kind is None:
        return None
    subject, name = kind
    told = event.data.object
    reference, amount = told[name], told["amount"]
    if not (isinstance(reference, str) and type(amount) is int):
        raise TypeError("the event's object has another shape than expected")
    return Notice(
        "stripe",
        event.id,
        event.type,
        subject,
        reference,
        Money(amount, str(told["currency"]).upper()),
        to_rfc3339(datetime.fromtimestamp(event.created, UTC)),
    )
