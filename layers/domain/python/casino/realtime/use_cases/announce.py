"""Tell everybody something."""

from collections.abc import Callable
from datetime import datetime

from casino.realtime.announcements import (
    MAX_LIFETIME,
    MAX_TEXT,
    Announcement,
    Announcements,
    Level,
)
from casino.realtime.channel_log import ChannelLog
from casino.realtime.fanout import Fanout
from casino.realtime.messages import AnnouncementMade
from casino.realtime.model import ANNOUNCEMENTS, Draft, Event
from casino.shared.clock import Clock, to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.errors import Invalid
from casino.shared.ids import new_id
from casino.shared.unit_of_work import UnitOfWork


def announce(
    announcements: Announcements,
    log: ChannelLog,
    fanout: Fanout,
    begin: Callable[[], UnitOfWork],
    clock: Clock,
    *,
    text: str,
    level: Level,
    until: datetime,
) -> Announcement:
    """Tell all who hear the announcements' channel, and whoever joins it while this is current.

    The announcement and its event commit together. If the way to the senders fails afterwards, the
    stream of events repairs it.

    Parameters
    ----------
    announcements, log, fanout, clock
    begin : callable
        Begins a unit of work.
    text : str
        In one language, without markup.
    level : Level
    until : datetime
        When it is no longer current.

    Raises
    ------
    Invalid
        If the text is empty or too long, or the end is past or too far away.
    """
    _check(text, until, clock())

    def attempt() -> tuple[Announcement, list[Event]]:
        now = clock()
        made = Announcement(
            new_id("ann"), text.strip(), level, at=to_rfc3339(now), until=to_rfc3339(until)
        )
        work = begin()
        announcements.add(work, made)
        told = Draft.of(AnnouncementMade.of(made))
        events = log.append(work, log.head(ANNOUNCEMENTS), [told], now)
        work.commit()
        return made, events

    made, events = retrying(attempt)
    fanout.publish(events)
    return made


def _check(text: str, until: datetime, now: datetime) -> None:
    if not 1 <= len(text.strip()) <= MAX_TEXT:
        raise Invalid(f"An announcement has 1 to {MAX_TEXT} characters")
    if not now < until <= now + MAX_LIFETIME:
        raise Invalid(f"An announcement ends within {MAX_LIFETIME.days} days, and not in the past")
