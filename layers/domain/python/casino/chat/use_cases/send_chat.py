"""Say something at a table."""

from typing import TYPE_CHECKING, Final

from casino.channels import Draft, table_channel
from casino.chat.errors import ChatMuted, ChatRefused, NotJoined
from casino.chat.messages import ChatMessage, SendChat
from casino.chat.moderation import Ruling
from casino.shared.clock import to_rfc3339
from casino.shared.ids import derived_id, new_id

if TYPE_CHECKING:
    from casino.parts import Parts

# In base 32: two of a thousand at a table share one once in sixty times, and then no name.
_TAG_LENGTH: Final = 5


def send_chat(
    parts: "Parts",
    *,
    connection_id: str,
    player_id: str,
    display_name: str,
    from_staff: bool,
    wanted: SendChat,
) -> None:
    """Tell a table what a player has to say, under the name that they chose.

    It is left in the table's inbox, where nobody stands in anybody's way: neither another player
    nor the round clock. It gets its number, and goes out, within some tenths of a second.

    With a message's own id a repetition says nothing twice: the id and its sender name the event's
    source, and a channel takes from each source once.

    Parameters
    ----------
    display_name : str
        As it was when the connection was opened.
    from_staff : bool
        Whether the house speaks.

    Raises
    ------
    NotJoined
        If the connection does not hear the table.
    ChatMuted
    ChatRefused
    """
    channel = table_channel(wanted.table_id)
    now = parts.clock()
    if not parts.subscriptions.hears(connection_id, channel):
        raise NotJoined
    muted_until = parts.sessions.muted_until(player_id)
    if muted_until is not None and muted_until > now:
        raise ChatMuted(muted_until)
    verdict = parts.moderator.review(wanted.text)
    if verdict.ruling is Ruling.REFUSE:
        raise ChatRefused
    # Derived, so that it tells nobody whose it is.
    message_id = (
        derived_id("msg", player_id, wanted.message_id) if wanted.message_id else new_id("msg")
    )
    told = ChatMessage(
        message_id=message_id,
        player_name=display_name,
        # Of this table alone, so that nobody is followed from one to another by it.
        player_tag=derived_id("tag", wanted.table_id, player_id)[-_TAG_LENGTH:],
        from_staff=from_staff,
        text=verdict.text,
        at=to_rfc3339(now),
    )
    source = f"chat#{message_id}"
    parts.inbox.leave(channel, Draft.of(told), now, source=source)
