"""The chat's parts, put together once for each execution environment."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casino.chat.moderation import Moderator


@cache
def moderator() -> "Moderator":
    """Return who decides what may be said."""
    from casino.chat.moderation import WordModerator

    return WordModerator()
