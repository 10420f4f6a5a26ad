"""Events as Stripe would sign them."""

import json
import secrets
import time
from typing import Any

import stripe


def an_event(event_type: str, **event_object: Any) -> dict[str, Any]:
    """Return an event about an object."""
    return {
        "id": f"evt_{secrets.token_hex(8)}",
        "object": "event",
        "type": event_type,
        "created": int(time.time()),
        "data": {"object": event_object},
    }


def signature_of(body: str, secret: str, *, age_seconds: int = 0) -> str:
    """Return the header that goes with a body."""
    return stripe.WebhookSignature.generate_signature_header(
        body, secret, timestamp=int(time.time()) - age_seconds
    )


def signed(event: Any, secret: str, **options: Any) -> tuple[str, str]:
    """Return an event's body and the header that goes with it."""
    body = json.dumps(event)
    return body, signature_of(body, secret, **options)
