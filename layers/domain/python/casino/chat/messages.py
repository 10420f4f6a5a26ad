"""What is said at a table, on the wire."""

import unicodedata
from typing import Annotated, ClassVar, Final

from pydantic import AfterValidator, Field

from casino.shared.messages import EventData, Identifier, Message, TableId, Timestamp

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

    table_id: TableId
    text: Annotated[
        str,
        Field(strict=True, min_length=1, max_length=MAX_CHAT_LENGTH),
        AfterValidator(_plain_text),
    ]
    message_id: Identifier | None = Field(
        default=None, description="Made by the client: the same again says nothing twice."
    )


class ChatMessage(EventData):
    """Somebody said something at the table."""

    event: ClassVar = "chat.message"

    message_id: str
    player_name: str = Field(description="The display name, which several may go by.")
    player_tag: str = Field(description="Tells one player at a table from another of their name.")
    from_staff: bool = Field(description="Whether the house speaks; no name says so.")
    text: str = Field(description="Parts of it may be masked.")
    at: Timestamp
