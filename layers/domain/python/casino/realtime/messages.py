"""What realtime says on the wire."""

import unicodedata
from typing import Annotated, Any, ClassVar, Final, Literal, Self

from pydantic import AfterValidator, Field

from casino.realtime.announcements import Announcement, Level
from casino.realtime.model import MAX_RECOVERY
from casino.shared.messages import BalanceView, EventData, Identifier, Message

ChannelName = Annotated[str, Field(strict=True, min_length=1, max_length=200)]


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


class JoinConsole(Message):
    """Data of `dealer.join`."""

    table_id: Identifier
    since: Position | None = None


class LeaveTable(Message):
    """Data of `table.leave`."""

    table_id: Identifier


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


MAX_CHAT_LENGTH: Final = 300

# Zero-width joiners make one picture of several; everything else that is not seen, and what turns
# the direction of others' text, is refused (Unicode Technical Report 36, 2.5 and 3.5).
_SEEN_FORMATS: Final = frozenset("\u200d")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def _plain_text(text: str) -> str:
    # One form for what looks alike, so that a full-width digit is a digit to a moderator too.
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        raise ValueError("There is nothing in it")
    if len(text) > MAX_CHAT_LENGTH:
        raise ValueError(f"At most {MAX_CHAT_LENGTH} characters")
    if any(unicodedata.category(each) in _UNSEEN and each not in _SEEN_FORMATS for each in text):
        raise ValueError("Control and formatting characters are not taken")
    return text


class SendChat(Message):
    """Data of `chat.send`."""

    table_id: Identifier
    text: Annotated[
        str,
        Field(strict=True, min_length=1, max_length=MAX_CHAT_LENGTH),
        AfterValidator(_plain_text),
    ]
    message_id: Identifier | None = Field(
        default=None, description="Made by the client: the same again says nothing twice."
    )


class ChannelView(Message):
    """A channel and its last event's number."""

    channel: str
    epoch: str = Field(description="Numbers of another epoch can't be compared with these.")
    seq: int


class Hello(Message):
    """Answer of `session.hello`: how the service works."""

    connection_id: str
    player_id: str
    server_time: str
    heartbeat_interval: int = Field(description="Seconds between pings that keep it alive.")
    idle_limit: int = Field(description="Seconds of silence after which it is closed.")
    max_lifetime: int = Field(description="Seconds after which it is closed in any case.")
    channels: list[ChannelView] = Field(description="What this connection hears from now on.")


class Pong(Message):
    """Answer of `ping`."""

    server_time: str


class EventMessage(Message):
    """One numbered event of a channel."""

    type: Literal["event"]
    channel: str
    epoch: str
    seq: int = Field(description="One more than the event's before it on this channel.")
    event: str
    at: str
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


class ChatMessage(EventData):
    """Somebody said something at the table."""

    event: ClassVar = "chat.message"

    message_id: str
    player_name: str = Field(description="The display name; nothing else tells who it was.")
    text: str = Field(description="Parts of it may be masked.")
    at: str


class SessionClosing(EventData):
    """The house ends this connection, now or in a while."""

    event: ClassVar = "session.closing"

    reason: str = Field(description="`logged_out`, `replaced`, `flood`, `suspended`, …")
    code: int = Field(description="The close code that this stands for.")
    reconnect: bool = Field(description="Whether to open a new connection.")
    in_seconds: int | None = Field(
        default=None, description="When to move on by yourself; without it, it ends now."
    )


class AnnouncementMade(EventData):
    """The house tells everybody something."""

    event: ClassVar = "announcement"

    announcement_id: str
    text: str = Field(description="Plain text.")
    level: Level
    until: str = Field(description="When it is no longer current.")

    @classmethod
    def of(cls, made: Announcement) -> Self:
        """Write an announcement as clients see it."""
        return cls(
            announcement_id=made.announcement_id,
            text=made.text,
            level=made.level,
            until=made.until,
        )


class WalletUpdated(EventData, BalanceView):
    """A player's balances have changed."""

    event: ClassVar = "wallet.updated"

    currency: str
    reason: str = Field(description="The type of the transaction that changed them.")
    amount: int = Field(description="Its effect on `available`.")
    transaction_id: str
