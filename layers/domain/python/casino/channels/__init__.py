"""Channels: where events are numbered without gaps, and their way to everyone who follows them."""

from casino.channels.errors import ConnectionGone, UnknownChannel
from casino.channels.model import (
    ANNOUNCEMENTS,
    LOBBY,
    MAX_LIFETIME,
    MAX_SOURCES,
    ROW_LIFETIME,
    TRACE_LIFETIME,
    Draft,
    Event,
    Head,
    Reach,
    connection_key,
    console_channel,
    player_channel,
    table_channel,
)

__all__ = [
    "ANNOUNCEMENTS",
    "LOBBY",
    "MAX_LIFETIME",
    "MAX_SOURCES",
    "ROW_LIFETIME",
    "TRACE_LIFETIME",
    "ConnectionGone",
    "Draft",
    "Event",
    "Head",
    "Reach",
    "UnknownChannel",
    "connection_key",
    "console_channel",
    "player_channel",
    "table_channel",
]
