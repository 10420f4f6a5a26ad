"""Say something at a table."""

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections
from casino.realtime.errors import ChatMuted, ChatRefused, NotJoined
from casino.realtime.fanout import Fanout
from casino.realtime.messages import ChatMessage, SendChat
from casino.realtime.model import Draft, table_channel
from casino.realtime.moderation import Moderator, Ruling
from casino.realtime.sessions import Sessions
from casino.shared.clock import Clock, to_rfc3339
from casino.shared.ids import derived_id, new_id


def send_chat(
    connections: Connections,
    sessions: Sessions,
    log: ChannelLog,
    fanout: Fanout,
    moderator: Moderator,
    clock: Clock,
    *,
    connection_id: str,
    player_id: str,
    display_name: str,
    wanted: SendChat,
) -> None:
    """Tell a table what a player has to say, under the name that they chose.

    With a message's own id a repetition says nothing twice: the id and its sender name the event's
    source, and a channel takes from each source once.

    Parameters
    ----------
    connections : Connections
    sessions : Sessions
    log : ChannelLog
    fanout : Fanout
    moderator : Moderator
    clock : Clock
    connection_id, player_id : str
    display_name : str
        As it was when the connection was opened.
    wanted : SendChat

    Raises
    ------
    NotJoined
        If the connection does not hear the table.
    ChatMuted
    ChatRefused
    Contention
        If the channel kept going on; nothing was said.
    """
    channel = table_channel(wanted.table_id)
    now = clock()
    if not connections.hears(connection_id, channel):
        raise NotJoined
    muted_until = sessions.muted_until(player_id)
    if muted_until is not None and muted_until > now:
        raise ChatMuted(muted_until)
    verdict = moderator.review(wanted.text)
    if verdict.ruling is Ruling.REFUSE:
        raise ChatRefused
    # Derived, so that it tells nobody whose it is.
    message_id = (
        derived_id("msg", player_id, wanted.message_id) if wanted.message_id else new_id("msg")
    )
    told = ChatMessage(
        message_id=message_id, player_name=display_name, text=verdict.text, at=to_rfc3339(now)
    )
    source = f"chat#{message_id}"
    fanout.publish(log.append_once(channel, [Draft.of(told)], now, source=source))
