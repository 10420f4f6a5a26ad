"""Where a channel stands: its last number, and who hears it."""

from dataclasses import dataclass

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections, presence_from_item
from casino.realtime.model import Head, Presence


@dataclass(frozen=True, slots=True)
class Standing:
    """A channel's end and its audience, as they were read.

    Attributes
    ----------
    head : Head
    presence : Presence
    """

    head: Head
    presence: Presence


def standing_of(connections: Connections, log: ChannelLog, channel: str) -> Standing:
    """Read where a channel stands, consistently and in one trip."""
    head, presence = log.head_beside(channel, connections.presence_key(channel))
    return Standing(head, presence_from_item(presence))
