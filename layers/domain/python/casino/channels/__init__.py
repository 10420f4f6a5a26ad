"""Channels: where events are numbered without gaps, and their way to everyone who follows them."""

from casino.channels.channel_log import MAX_SOURCES, ChannelLog, events_among
from casino.channels.errors import ConnectionGone, UnknownChannel
from casino.channels.fanout import Fanout
from casino.channels.inbox import Inbox, channels_waiting
from casino.channels.model import (
    ANNOUNCEMENTS,
    LOBBY,
    MAX_LIFETIME,
    ROW_LIFETIME,
    TRACE_LIFETIME,
    Draft,
    Event,
    Head,
    console_channel,
    player_channel,
    table_channel,
)
from casino.channels.reach import Reach, reach_of
from casino.channels.subscriptions import Subscriptions, connection_key

__all__ = [
    "ANNOUNCEMENTS",
    "LOBBY",
    "MAX_LIFETIME",
    "MAX_SOURCES",
    "ROW_LIFETIME",
    "TRACE_LIFETIME",
    "ChannelLog",
    "ConnectionGone",
    "Draft",
    "Event",
    "Fanout",
    "Head",
    "Inbox",
    "Reach",
    "Subscriptions",
    "UnknownChannel",
    "channels_waiting",
    "connection_key",
    "console_channel",
    "events_among",
    "player_channel",
    "reach_of",
    "table_channel",
]
