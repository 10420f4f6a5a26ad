"""Try a stored event again, after whatever stood in its way has been put right."""

from typing import TYPE_CHECKING

from casino.payments.use_cases.handle_notice import handle_notice
from casino.payments.webhook_events import WebhookEvent

if TYPE_CHECKING:
    from casino.parts import Parts


def redrive_event(parts: "Parts", provider: str, event_id: str) -> WebhookEvent:
    """Handle a stored event again; harmless if it has been handled.

    Raises
    ------
    UnknownEvent
    """
    return handle_notice(parts, parts.webhook_events.event(provider, event_id).notice)
