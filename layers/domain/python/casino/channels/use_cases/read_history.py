"""Replay what a client has missed of a channel."""

from casino.channels.channel_log import ChannelLog
from casino.channels.errors import UnknownChannel
from casino.channels.messages import EventMessage, History, Position
from casino.channels.model import is_shared, player_channel


def read_history(
    log: ChannelLog, player_id: str, channel: str, since: Position, limit: int
) -> History:
    """Return what ``channel.history`` answers: the events after a position, oldest first.

    Raises
    ------
    UnknownChannel
        Also for another player's channel.
    """
    head = log.head(channel)
    if head.is_new or not (is_shared(channel) or channel == player_channel(player_id)):
        raise UnknownChannel
    events = log.since(head, since.epoch, since.seq, limit)
    return History(
        channel=channel,
        epoch=head.epoch,
        seq=head.seq,
        recovered=events is not None,
        events=[EventMessage(**event.frame()) for event in events or []],
    )
