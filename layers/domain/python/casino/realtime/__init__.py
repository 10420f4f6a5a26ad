"""Realtime: tickets, connections, channels with numbered events, and their delivery."""

from casino.realtime.channel_log import ChannelLog, events_among
from casino.realtime.closings import ClosingQueue
from casino.realtime.connections import Connections
from casino.realtime.errors import (
    AccessSuspended,
    ConnectionGone,
    RateLimited,
    SessionRevoked,
    TicketRefused,
    UnknownChannel,
)
from casino.realtime.fanout import Fanout
from casino.realtime.limits import Kind
from casino.realtime.model import (
    LOBBY,
    Draft,
    Event,
    Head,
    console_channel,
    player_channel,
    table_channel,
)
from casino.realtime.sessions import Admission, Sessions
from casino.realtime.standing import standing_of
from casino.realtime.use_cases.end_sessions import end_sessions, suspend_access

__all__ = [
    "LOBBY",
    "AccessSuspended",
    "Admission",
    "ChannelLog",
    "ClosingQueue",
    "ConnectionGone",
    "Connections",
    "Draft",
    "Event",
    "Fanout",
    "Head",
    "Kind",
    "RateLimited",
    "SessionRevoked",
    "Sessions",
    "TicketRefused",
    "UnknownChannel",
    "console_channel",
    "end_sessions",
    "events_among",
    "player_channel",
    "standing_of",
    "suspend_access",
    "table_channel",
]
