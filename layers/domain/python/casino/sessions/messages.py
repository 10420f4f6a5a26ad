"""What the house notices of connections and those behind them, as the event bus carries it.

Addresses are pseudonyms: they can be compared, not read.
"""

from typing import ClassVar

from pydantic import Field

from casino.shared.messages import HouseEvent, PlayerId

_ADDRESS = Field(description="A pseudonym of the network address.")


class ConnectionOpened(HouseEvent):
    """A player has connected."""

    event: ClassVar = "connection.opened"

    player_id: PlayerId
    connection_id: str
    address: str = _ADDRESS


class ConnectionClosed(HouseEvent):
    """The house has closed a connection."""

    event: ClassVar = "connection.closed"

    player_id: PlayerId
    connection_id: str
    reason: str = Field(description="As in `session.closing`.")


class LimitExceeded(HouseEvent):
    """Somebody asked for more of something than any person could."""

    event: ClassVar = "limit.exceeded"

    player_id: PlayerId
    connection_id: str
    kind: str = Field(description="`bet`, …")


class TicketsGuessed(HouseEvent):
    """An address keeps coming with tickets that don't exist."""

    event: ClassVar = "tickets.guessed"

    address: str = _ADDRESS
