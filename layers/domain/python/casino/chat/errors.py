"""What can go wrong in the chat.

::

    Forbidden
    ├── NotJoined           only who sits at a table may speak at it
    └── ChatMuted           the player may not speak at present
    Invalid
    └── ChatRefused         a text that nobody may read
"""

from datetime import datetime

from casino.shared.clock import to_rfc3339
from casino.shared.errors import FieldError, Forbidden, Invalid


class NotJoined(Forbidden):
    """Only who sits at a table may speak at it."""

    code = "not_joined"
    title = "Join the table first"


class ChatMuted(Forbidden):
    """The player may not speak at present."""

    code = "chat_muted"
    title = "You may not chat at present"

    def __init__(self, until: datetime) -> None:
        super().__init__(f"You may not chat until {to_rfc3339(until)}")


class ChatRefused(Invalid):
    """A text that nobody may read."""

    code = "chat_refused"
    title = "This can't be said here"

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/text", self.title)])
