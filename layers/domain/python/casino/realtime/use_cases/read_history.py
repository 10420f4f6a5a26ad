"""Replay what a client has missed of a channel."""

from typing import Any

from casino.realtime.channel_log import ChannelLog
from casino.realtime.errors import UnknownChannel
from casino.realtime.messages import Position
from casino.realtime.model import is_shared, player_channel


def read_history(
    log: ChannelLog, player_id: str, channel: str, since: Position, limit: int
) -> dict[str, Any]:
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
    answer: dict[str, Any] = {"channel": channel, "epoch": head.epoch, "seq": head.seq}
    return answer | {
        "recovered": events is not None,
        "events": [event.frame() for event in events or []],
    }
