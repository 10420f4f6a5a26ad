"""What was found abnormal, as the event bus carries it."""

from typing import ClassVar

from pydantic import Field

from casino.shared.messages import HouseEvent


class AbnormalActivity(HouseEvent):
    """A pattern that an operator should look at."""

    event: ClassVar = "activity.abnormal"

    pattern: str
    subject: str = Field(description="A player's id, or an address's pseudonym.")
    suspended: bool = Field(description="Whether the player's realtime access was suspended.")
