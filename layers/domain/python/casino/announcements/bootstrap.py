"""The announcements' parts, put together once for each execution environment."""

from functools import cache

from casino.announcements.repository import Announcements
from casino.shared.aws import client
from casino.shared.settings import setting


@cache
def announcements() -> Announcements:
    """Return what the house tells everybody."""
    return Announcements(client("dynamodb"), setting("CHANNELS_TABLE"))
