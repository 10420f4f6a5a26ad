"""Chat: what people say at a table, and who decides what may be said."""

from casino.chat.errors import ChatMuted, ChatRefused, NotJoined
from casino.chat.moderation import Moderator, Ruling, Verdict

__all__ = ["ChatMuted", "ChatRefused", "Moderator", "NotJoined", "Ruling", "Verdict"]
