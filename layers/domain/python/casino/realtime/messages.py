"""What realtime says on the wire."""

from pydantic import Field

from casino.realtime.model import MAX_RECOVERY
from casino.shared.messages import Identifier, Message


class TicketView(Message):
    """Leave to open one connection, once, within seconds."""

    ticket: str
    expires_in: int = Field(description="Seconds.")
    websocket_url: str = Field(description="Connect to this with `?ticket=…`.")


class Nothing(Message):
    """No data."""


class Position(Message):
    """The last event that a client has seen of a channel."""

    epoch: str = Field(strict=True, min_length=1, max_length=64)
    seq: int = Field(strict=True, ge=0, le=2**53)


class JoinTable(Message):
    """Data of `table.join`."""

    table_id: Identifier
    since: Position | None = None


class LeaveTable(Message):
    """Data of `table.leave`."""

    table_id: Identifier


class ReadHistory(Message):
    """Data of `channel.history`."""

    channel: str = Field(strict=True, min_length=1, max_length=200)
    since: Position
    limit: int = Field(default=MAX_RECOVERY, strict=True, ge=1, le=MAX_RECOVERY)
