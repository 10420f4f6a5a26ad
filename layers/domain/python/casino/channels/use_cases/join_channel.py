"""Let a connection hear a channel from where it left off."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from casino.channels.channel_log import ChannelLog
from casino.channels.messages import EventMessage, Joined, Position
from casino.channels.model import Reach
from casino.channels.subscriptions import Subscriptions
from casino.channels.use_cases.announce_presence import announce_presence
from casino.channels.use_cases.read_reach import read_reach
from casino.shared.clock import Clock


def join_channel(
    subscriptions: Subscriptions,
    log: ChannelLog,
    clock: Clock,
    *,
    connection_id: str,
    channel: str,
    since: Position | None,
    snapshot: Callable[[Reach], Mapping[str, Any]],
) -> Joined:
    """Subscribe a connection and return what ``table.join`` and ``channel.join`` answer.

    Nothing can fall between answer and stream: the subscription comes first, then the channel's
    end is read, then the snapshot. An event after that end is pushed; the snapshot may already hold
    what it tells, which does no harm. It lacks nothing that was told up to that end.

    Parameters
    ----------
    since : Position, optional
        The last event that the client has seen.
    snapshot : callable
        Takes where the channel stands and returns what is there; asked only where the gap can't be
        replayed whole.

    Raises
    ------
    ConnectionGone
    """
    subscriptions.subscribe(connection_id, channel, clock())
    reach = read_reach(subscriptions, log, channel)
    head = log.ensure(channel, reach.head)
    reach = replace(reach, head=head)
    missed = log.whole_gap(head, since.epoch, since.seq) if since else None
    answer = Joined(
        channel=channel,
        epoch=head.epoch,
        seq=head.seq,
        recovered=missed is not None,
        events=[EventMessage(**event.frame()) for event in missed or []],
    )
    if missed is None:
        answer = answer.model_copy(update={"snapshot": snapshot(reach)})
    announce_presence(subscriptions, log, clock, channel, reach)
    return answer
