"""What realtime says on the wire."""

from typing import ClassVar

from pydantic import Field

from casino.channels.messages import ChannelView, Position
from casino.shared.messages import EventData, Message, PlayerId, TableId, Timestamp


class TicketView(Message):
    """Leave to open one connection, once, within seconds."""

    ticket: str = Field(examples=["Zk3tq0v1c9"])
    expires_in: int = Field(description="Seconds.", examples=[30])
    websocket_url: str = Field(
        description="Connect to this with `?ticket=…`.", examples=["wss://play.example/socket"]
    )


class Nothing(Message):
    """No data."""


class JoinTable(Message):
    """Data of `table.join`."""

    table_id: TableId
    since: Position | None = None


class LeaveTable(Message):
    """Data of `table.leave`."""

    table_id: TableId


class Hello(Message):
    """Answer of `session.hello`: how the service works."""

    connection_id: str
    player_id: PlayerId
    server_time: Timestamp
    heartbeat_interval: int = Field(description="Seconds between pings that keep it alive.")
    idle_limit: int = Field(description="Seconds of silence after which it is closed.")
    max_lifetime: int = Field(description="Seconds after which it is closed in any case.")
    channels: list[ChannelView] = Field(description="What this connection hears from now on.")


class Pong(Message):
    """Answer of `ping`."""

    server_time: Timestamp


class SessionClosing(EventData):
    """The house ends this connection, now or in a while."""

    event: ClassVar = "session.closing"

    reason: str = Field(description="`logged_out`, `replaced`, `flood`, `suspended`, …")
    code: int = Field(description="The close code that this stands for.")
    reconnect: bool = Field(description="Whether to open a new connection.")
    in_seconds: int | None = Field(
        default=None, description="When to move on by yourself; without it, it ends now."
    )
