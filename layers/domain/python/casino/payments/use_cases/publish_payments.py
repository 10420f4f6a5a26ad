"""Tell the event bus what has become of payments."""

from collections.abc import Iterable

from casino.bus import BusEvent, EventBus
from casino.payments.bus_events import told_of
from casino.payments.payment import Payment


def publish_payments(bus: EventBus, changes: Iterable[tuple[Payment | None, Payment]]) -> None:
    """Put what others can tell apart of some changes on the bus.

    A lease, a postponement or an answer that is kept changes a payment's item and is no news.
    A repetition of the same change has the same event id.

    Parameters
    ----------
    changes : iterable of (Payment or None, Payment)
        Each payment before and after a write, oldest first; `None` before its first.

    Raises
    ------
    Unavailable
        If the bus did not take some; all may be published again.
    """
    events = []
    for before, after in changes:
        news = told_of(after)
        if before is None or told_of(before) != news:
            events.append(
                BusEvent.of_change(news, after.updated_at, after.payment_id, after.version)
            )
    bus.publish(events)
