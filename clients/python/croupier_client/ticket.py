"""Passes for handshakes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Ticket:
    """A single-use pass for one WebSocket handshake, fetched over authenticated HTTPS.

    Attributes
    ----------
    url : str
        The whole address to open, ticket included.
    """

    url: str


FetchTicket: TypeAlias = Callable[[], Awaitable[Ticket]]
"""Called before every handshake. What it raises is tried again later, but for `TicketRefused`."""
