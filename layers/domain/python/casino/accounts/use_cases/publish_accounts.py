"""Tell the event bus what has become of accounts."""

from collections.abc import Iterable

from casino.accounts.bus_events import news_of
from casino.accounts.model import Profile
from casino.bus import BusEvent, EventBus
from casino.shared.clock import Clock, to_rfc3339


def publish_accounts(
    bus: EventBus, clock: Clock, changes: Iterable[tuple[Profile | None, Profile]]
) -> None:
    """Put what some changes of profiles tell on the bus.

    A repetition of the same change has the same event ids.

    Parameters
    ----------
    clock : Clock
        A profile does not tell when it changed, and its stream is moments behind.
    changes : iterable of (Profile or None, Profile)
        Each profile before and after a write, oldest first; `None` before its first.

    Raises
    ------
    Unavailable
        If the bus did not take some; all may be published again.
    """
    at = to_rfc3339(clock())
    bus.publish(
        BusEvent.of_change(news, at, after.player_id, after.version)
        for before, after in changes
        for news in news_of(before, after)
    )
