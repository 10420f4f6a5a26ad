"""Tell everybody something."""

from datetime import datetime
from typing import TYPE_CHECKING

from casino.announcements.messages import AnnouncementMade
from casino.announcements.model import MAX_LIFETIME, MAX_TEXT, Announcement, Level
from casino.channels import ANNOUNCEMENTS, Draft
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.errors import Invalid
from casino.shared.ids import new_id
from casino.shared.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casino.parts import Parts


def announce(parts: "Parts", *, text: str, level: Level, until: datetime) -> Announcement:
    """Tell all who hear the announcements' channel, and whoever joins it while this is current.

    The announcement and its event commit together. If the way to the senders fails afterwards, the
    stream of events repairs it.

    Parameters
    ----------
    text : str
        In one language, without markup.
    until : datetime
        When it is no longer current.

    Raises
    ------
    Invalid
        If the text is empty or too long, or the end is past or too far away.
    """
    _check(text, until, parts.clock())

    def attempt() -> Announcement:
        now = parts.clock()
        made = Announcement(
            new_id("ann"), text.strip(), level, at=to_rfc3339(now), until=to_rfc3339(until)
        )
        work = UnitOfWork(parts.dynamodb)
        parts.announcements.add(work, made)
        told = Draft.of(AnnouncementMade.of(made))
        log = parts.channel_log
        log.append(work, log.head(ANNOUNCEMENTS), [told], now)
        work.commit()
        return made

    return retrying(attempt)


def _check(text: str, until: datetime, now: datetime) -> None:
    if not 1 <= len(text.strip()) <= MAX_TEXT:
        raise Invalid(f"An announcement has 1 to {MAX_TEXT} characters")
    if not now < until <= now + MAX_LIFETIME:
        raise Invalid(f"An announcement ends within {MAX_LIFETIME.days} days, and not in the past")
