"""What the house tells everybody."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

MAX_TEXT: Final = 500
MAX_LIFETIME: Final = timedelta(days=30)

# More at once, nobody reads; it keeps the answer that shows them all within one frame.
MAX_CURRENT: Final = 20


class Level(StrEnum):
    """How much an announcement matters."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something that the house tells everybody.

    Attributes
    ----------
    at, until : str
        RFC 3339: when it was made, and until when it is current.
    """

    announcement_id: str
    text: str
    level: Level
    at: str
    until: str
