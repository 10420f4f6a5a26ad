"""Channels: where events are numbered without gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from casino.shared.unit_of_work import MAX_WRITES

if TYPE_CHECKING:
    from casino.shared.messages import EventData

# API Gateway's own limit for a connection: nobody listens for longer.
MAX_LIFETIME: Final = timedelta(hours=2)
# So its rows may stay a little longer than it.
ROW_LIFETIME: Final = MAX_LIFETIME + timedelta(minutes=10)
# What tells of a connection that ended unheard outlives the sweeper's last look for it.
TRACE_LIFETIME: Final = ROW_LIFETIME + timedelta(hours=12)

# How long an event can be asked for again. A client that was away longer takes the snapshot.
EVENT_LIFETIME: Final = timedelta(hours=2)

# A longer gap than this is cheaper, and clearer, to bridge with a snapshot.
MAX_RECOVERY: Final = 200

# Channels that everybody may hear, beside the tables'.
LOBBY: Final = "lobby"
ANNOUNCEMENTS: Final = "announcements"
OPEN_CHANNELS: Final = frozenset({LOBBY, ANNOUNCEMENTS})

# Longer than anything is delivered again: streams keep a day, queues four.
ONCE_LIFETIME: Final = timedelta(days=5)

# Heard at once: a transaction has a write for each source, the events and the channel's end.
MAX_SOURCES: Final = MAX_WRITES - 2

# A sender reaches this many connections well within its time, and a channel grows by more senders.
SUBSCRIBERS_PER_SHARD: Final = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """Something to tell a channel, before it has a number.

    Attributes
    ----------
    name : str
        Such as ``round.opened``.
    data : mapping
        What the client gets, in the contract's shape.
    """

    name: str
    data: Mapping[str, Any]

    @classmethod
    def of(cls, message: "EventData") -> "Draft":
        """Return what a message says, ready for a channel."""
        return cls(message.event, message.model_dump(mode="json", exclude_unset=True))


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a channel.

    Attributes
    ----------
    epoch : str
        Names this run of numbers; another epoch means that numbers can't be compared.
    seq : int
        The number of the last event; 0 before the first.
    is_new : bool
        The channel is not stored yet.
    """

    channel: str
    epoch: str
    seq: int
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One numbered event of a channel.

    Attributes
    ----------
    seq : int
        One more than the event before it.
    at : str
        RFC 3339.
    """

    channel: str
    epoch: str
    seq: int
    name: str
    at: str
    data: Mapping[str, Any]

    def frame(self) -> dict[str, Any]:
        """Return the event as clients receive it."""
        return {
            "type": "event",
            "channel": self.channel,
            "epoch": self.epoch,
            "seq": self.seq,
            "event": self.name,
            "at": self.at,
            "data": self.data,
        }


@dataclass(frozen=True, slots=True)
class Presence:
    """Who listens to a channel with an audience, in numbers.

    Attributes
    ----------
    players : int
        How many people that is, where they are told of; one may listen by several connections.
    connections : int
        How many are subscribed.
    announced : int
        The number that the channel was last told.
    shards : int
        How many groups of at most 500 the subscribers are kept in.
    announced_at : int
        When it was told, in milliseconds since the epoch; 0 if never.
    """

    players: int = 0
    connections: int = 0
    announced: int = 0
    shards: int = 1
    announced_at: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """A channel's end and its audience, as they were read."""

    head: Head
    presence: Presence


def table_channel(table_id: str) -> str:
    """Return the channel of a live table."""
    return f"table:{table_id}"


def connection_key(connection_id: str) -> dict[str, str]:
    """Return where a connection is kept."""
    return {"pk": f"CONNECTION#{connection_id}", "sk": "CONNECTION"}


def console_channel(table_id: str) -> str:
    """Return the channel on which a table's staff hear of each other's acts; no player may."""
    return f"console:{table_id}"


def player_channel(player_id: str) -> str:
    """Return the channel that only this player may hear."""
    return f"player:{player_id}"


def is_shared(channel: str) -> bool:
    """Tell whether a channel has an audience, and so a presence."""
    return channel in OPEN_CHANNELS or tells_presence(channel)


def tells_presence(channel: str) -> bool:
    """Tell whether a channel's audience hears how many it is."""
    return channel.startswith("table:")
