"""The channels' parts, put together once for each execution environment."""

from functools import cache

from casino.channels.channel_log import ChannelLog
from casino.channels.fanout import Fanout
from casino.channels.inbox import Inbox
from casino.channels.subscriptions import Subscriptions
from casino.shared.aws import client
from casino.shared.settings import setting
from casino.shared.unit_of_work import UnitOfWork


@cache
def subscriptions() -> Subscriptions:
    """Return who hears what."""
    return Subscriptions(client("dynamodb"), setting("CONNECTIONS_TABLE"))


@cache
def channel_log() -> ChannelLog:
    """Return the channels' events."""
    return ChannelLog(
        client("dynamodb"),
        setting("CHANNELS_TABLE"),
        # Asked for by the first event: functions that only read a channel know no way to senders.
        lambda events, shards: fanout().publish(events, shards),
    )


@cache
def inbox() -> Inbox:
    """Return what waits for a number."""
    return Inbox(client("dynamodb"), setting("CHANNELS_TABLE"), channel_log())


def begin() -> UnitOfWork:
    """Begin a unit of work."""
    return UnitOfWork(client("dynamodb"))


@cache
def fanout() -> Fanout:
    """Return the way to the senders."""
    return Fanout(client("sqs"), setting("FANOUT_QUEUE_URL"), subscriptions())
