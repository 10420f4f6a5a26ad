"""Begin a session: subscribe the player's own channel and say how the service works."""

from typing import TYPE_CHECKING

from casino.channels import MAX_LIFETIME, player_channel
from casino.channels.messages import ChannelView
from casino.realtime.messages import Hello
from casino.realtime.model import HEARTBEAT_INTERVAL, IDLE_LIMIT
from casino.shared.clock import Clock, to_rfc3339

if TYPE_CHECKING:
    from casino.channels.channel_log import ChannelLog
    from casino.channels.subscriptions import Subscriptions


def say_hello(
    subscriptions: "Subscriptions",
    log: "ChannelLog",
    clock: Clock,
    connection_id: str,
    player_id: str,
) -> Hello:
    """Subscribe the player's channel and return what ``session.hello`` answers.

    Raises
    ------
    ConnectionGone
    """
    channel = player_channel(player_id)
    # Subscribed before the end is read: what comes between is both pushed and counted, never lost.
    subscriptions.subscribe(connection_id, channel, clock())
    head = log.ensure(channel)
    return Hello(
        connection_id=connection_id,
        player_id=player_id,
        server_time=to_rfc3339(clock()),
        heartbeat_interval=int(HEARTBEAT_INTERVAL.total_seconds()),
        idle_limit=int(IDLE_LIMIT.total_seconds()),
        max_lifetime=int(MAX_LIFETIME.total_seconds()),
        channels=[ChannelView(channel=channel, epoch=head.epoch, seq=head.seq)],
    )
