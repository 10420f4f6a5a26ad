"""``POST /v1/payments/webhooks/{psp}``."""

import base64
import binascii
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Header, Path

from casino.lambdas.observability import Metric, logger, measure
from casino.lambdas.rest_api import MAX_BODY_BYTES, BodyTooLarge, OpenTo, Routes
from casino.parts import Parts, at_start
from casino.payments.errors import BadSignature
from casino.payments.messages import EventReceipt
from casino.payments.stripe_messages import StripeEvent
from casino.payments.use_cases.handle_notice import handle_notice
from casino.payments.webhook_events import WebhookEventStatus
from casino.shared.messages import ProviderName

parts = at_start(
    Parts.payments,
    Parts.ledger,
    Parts.psp,
    Parts.deposit_failures,
    Parts.policies,
    Parts.reversals,
    Parts.webhook_events,
    Parts.pause,
)

# The signature is of the bytes: nothing is read of them before it has been checked.
router = Routes(OpenTo.PROVIDERS, raw_body=StripeEvent)


@router.post(
    "/v1/payments/webhooks/<psp>",
    summary="Hear from a payment provider",
    tags=["payments"],
)
def receive_webhook(
    psp: Annotated[ProviderName, Path(description="The provider that sends it.")],
    signature: Annotated[
        str | None,
        Header(
            alias="Stripe-Signature",
            description="`t=<Unix time>,v1=<HMAC-SHA256 of time, dot and body, in hex>`, under the "
            "secret of the endpoint, at most five minutes old.",
        ),
    ] = None,
) -> Response[EventReceipt]:
    """Take in an event that the provider has signed, the body exactly as it sent it.

    The answer is 200 once the event is stored, whatever becomes of it; the provider need not send
    it again.
    """
    notice = parts.psp.read_event(psp, _raw_body(), signature)
    if notice is not None:
        event = handle_notice(parts, notice)
        logger.info(
            "provider event",
            event_id=notice.event_id,
            event_type=notice.event_type,
            status=event.status,
            reason=event.reason,
        )
        if event.status is WebhookEventStatus.PARKED:
            measure(Metric.PAYMENT_EVENTS_PARKED)
    return Response(HTTPStatus.OK, "application/json", EventReceipt())


def _raw_body() -> bytes:
    event = router.current_event
    body = event.get("body") or ""
    if len(body) > MAX_BODY_BYTES:
        raise BodyTooLarge
    if not event.get("isBase64Encoded"):
        return str(body).encode(errors="surrogatepass")
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSignature from error
