"""Realtime: tickets, connections, channels with numbered events, and their delivery."""

from casino.realtime.channel_log import ChannelLog, events_among
from casino.realtime.connections import Connections
from casino.realtime.errors import ConnectionGone, TicketRefused, UnknownChannel
from casino.realtime.fanout import Fanout
from casino.realtime.model import Draft, Event, Head, player_channel, table_channel

__all__ = [
    "ChannelLog",
    "ConnectionGone",
    "Connections",
    "Draft",
    "Event",
    "Fanout",
    "Head",
    "TicketRefused",
    "UnknownChannel",
    "events_among",
    "player_channel",
    "table_channel",
]
