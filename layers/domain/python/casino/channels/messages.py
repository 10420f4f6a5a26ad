"""What is asked of channels, and what they say, on the wire."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from casino.channels.model import MAX_RECOVERY
from casino.shared.messages import EventData, Message, Timestamp

ChannelName = Annotated[str, Field(strict=True, min_length=1, max_length=200)]


class Position(Message):
    """The last event that a client has seen of a channel."""

    epoch: str = Field(strict=True, min_length=1, max_length=64)
    seq: int = Field(strict=True, ge=0, le=2**53)


class JoinChannel(Message):
    """Data of `channel.join`."""

    channel: ChannelName = Field(examples=["lobby"])
    since: Position | None = None


class LeaveChannel(Message):
    """Data of `channel.leave`."""

    channel: ChannelName


class ReadHistory(Message):
    """Data of `channel.history`."""

    channel: ChannelName
    since: Position
    limit: int = Field(default=MAX_RECOVERY, strict=True, ge=1, le=MAX_RECOVERY)


class ChannelView(Message):
    """A channel and its last event's number."""

    channel: str
    epoch: str = Field(description="Numbers of another epoch can't be compared with these.")
    seq: int


class EventMessage(Message):
    """One numbered event of a channel."""

    type: Literal["event"]
    channel: str
    epoch: str
    seq: int = Field(description="One more than the event's before it on this channel.")
    event: str
    at: Timestamp
    data: dict[str, Any]


class History(ChannelView):
    """Answer of `channel.history`."""

    recovered: bool = Field(description="False where the gap can't be replayed whole.")
    events: list[EventMessage] = Field(description="Oldest first.")


class Joined(History):
    """Answer of `table.join` and `channel.join`."""

    snapshot: dict[str, Any] | None = Field(
        default=None,
        description="What the channel is about, as it is; there unless the gap was replayed: the "
        "table; in the lobby, the first page of `GET /v1/tables`; of the announcements, those "
        "that are current, newest first.",
    )


class PresenceChanged(EventData):
    """How many are at a table."""

    event: ClassVar = "presence.changed"

    players: int
