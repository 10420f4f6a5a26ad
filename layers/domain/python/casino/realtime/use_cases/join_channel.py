"""Let a connection hear a channel from where it left off."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections
from casino.realtime.fanout import Fanout
from casino.realtime.messages import EventMessage, Joined, Position
from casino.realtime.standing import standing_of
from casino.realtime.use_cases.announce_presence import announce_presence
from casino.shared.clock import Clock


def join_channel(
    connections: Connections,
    log: ChannelLog,
    fanout: Fanout,
    clock: Clock,
    *,
    connection_id: str,
    channel: str,
    since: Position | None,
    snapshot: Callable[[], Mapping[str, Any]],
) -> Joined:
    """Subscribe a connection and return what ``table.join`` and ``channel.join`` answer.

    Nothing can fall between answer and stream: the subscription comes first, then the channel's
    end is read, then the snapshot. An event after that end is pushed; the snapshot may already hold
    what it tells, which does no harm.

    Parameters
    ----------
    connection_id, channel : str
    since : Position, optional
        The last event that the client has seen.
    snapshot : callable
        Returns the present state; asked only where the gap can't be replayed whole.

    Raises
    ------
    ConnectionGone
    """
    connections.subscribe(connection_id, channel, clock())
    standing = standing_of(connections, log, channel)
    head = log.ensure(channel, standing.head)
    missed = log.whole_gap(head, since.epoch, since.seq) if since else None
    answer = Joined(
        channel=channel,
        epoch=head.epoch,
        seq=head.seq,
        recovered=missed is not None,
        events=[EventMessage(**event.frame()) for event in missed or []],
    )
    if missed is None:
        answer = answer.model_copy(update={"snapshot": snapshot()})
    standing = replace(standing, head=head)
    announce_presence(connections, log, fanout, clock, channel, standing)
    return answer
