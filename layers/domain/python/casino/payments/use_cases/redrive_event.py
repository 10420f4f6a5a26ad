"""Try a stored event again, after whatever stood in its way has been put right."""

from casino.payments.cashier import Cashier
from casino.payments.use_cases.handle_notice import handle_notice
from casino.payments.webhook_events import WebhookEvent


def redrive_event(cashier: Cashier, provider: str, event_id: str) -> WebhookEvent:
    """Handle a stored event again; harmless if it has been handled.

    Raises
    ------
    UnknownEvent
    """
    return handle_notice(cashier, cashier.events.event(provider, event_id).notice)
