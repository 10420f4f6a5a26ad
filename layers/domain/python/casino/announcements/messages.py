"""What the house says to everybody, on the wire."""

from typing import ClassVar, Self

from pydantic import Field

from casino.announcements.model import Announcement, Level
from casino.shared.messages import EventData, Timestamp


class AnnouncementMade(EventData):
    """The house tells everybody something."""

    event: ClassVar = "announcement"

    announcement_id: str
    text: str = Field(description="Plain text.")
    level: Level
    until: Timestamp = Field(description="When it is no longer current.")

    @classmethod
    def of(cls, made: Announcement) -> Self:
        """Write an announcement as clients see it."""
        return cls(
            announcement_id=made.announcement_id,
            text=made.text,
            level=made.level,
            until=made.until,
        )
