"""Let a connection hear a table from where it left off."""

from collections.abc import Callable, Mapping
from typing import Any

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections
from casino.realtime.fanout import Fanout
from casino.realtime.messages import Position
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
) -> dict[str, Any]:
    """Subscribe a connection and return what ``table.join`` answers.

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
    head = log.ensure(channel)
    answer: dict[str, Any] = {"channel": channel, "epoch": head.epoch, "seq": head.seq}
    missed = log.whole_gap(head, since.epoch, since.seq) if since else None
    if missed is None:
        answer |= {"recovered": False, "events": [], "snapshot": snapshot()}
    else:
        answer |= {"recovered": True, "events": [event.frame() for event in missed]}
    announce_presence(connections, log, fanout, clock, channel)
    return answer
