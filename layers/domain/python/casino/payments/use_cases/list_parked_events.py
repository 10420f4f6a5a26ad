"""Show operators the provider's events that they must look at."""

from casino.payments.webhook_events import WebhookEvent, WebhookEventLog
from casino.shared.pages import DEFAULT_LIMIT, Page


def list_parked_events(
    webhook_events: WebhookEventLog, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> Page[WebhookEvent]:
    """Return a page of the parked events, the oldest first, each with its reason.

    Raises
    ------
    InvalidCursor
    """
    return webhook_events.parked(limit, cursor)
