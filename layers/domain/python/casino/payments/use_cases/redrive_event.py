"""Try a stored event again, after whatever stood in its way has been put right."""

from casino.payments.cashier import Cashier
from casino.payments.events import Event
from casino.payments.use_cases.handle_notice import handle_notice


def redrive_event(cashier: Cashier, provider: str, event_id: str) -> Event:
    """Handle a stored event again; harmless if it has been handled.

    Raises
    ------
    NoSuchEvent
    """
    return handle_notice(cashier, cashier.events.event(provider, event_id).notice)
