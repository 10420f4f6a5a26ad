"""A client of the fake server, and everything that it was told."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from croupier_client import (
    ConnectionState,
    PlayerListener,
    RealtimeClient,
    RequestRefused,
    TableListener,
    Ticket,
)
from tests.clients.python.fake_server import FakeServer


@dataclass
class Heard(TableListener, PlayerListener):
    """Notes what a channel tells."""

    events: list[dict[str, Any]] = field(default_factory=list)
    snapshots: int = 0
    resets: int = 0
    refused: str | None = None

    def on_event(self, event: Any) -> None:
        self.events.append(event)

    def on_snapshot(self, snapshot: dict[str, Any]) -> None:
        self.snapshots += 1

    def on_reset(self) -> None:
        self.resets += 1

    def on_refused(self, error: RequestRefused) -> None:
        self.refused = error.code

    @property
    def seqs(self) -> list[int]:
        return [event["seq"] for event in self.events]


@dataclass
class Line:
    """One client and its server."""

    server: FakeServer
    client: RealtimeClient
    states: list[ConnectionState]
    player: Heard
    tickets: Callable[[], int]

    @property
    def state(self) -> str:
        return self.states[-1].kind

    def sit_down(self, table_id: str = "r1") -> Heard:
        heard = Heard()
        self.client.join_table(table_id, heard)
        return heard


@asynccontextmanager
async def _line(server: FakeServer | None = None, **options: Any) -> AsyncIterator[Line]:
    server = server or FakeServer()
    states: list[ConnectionState] = []
    player = Heard()
    tickets = itertools.count()

    async def fetch_ticket() -> Ticket:
        return Ticket(f"ws://fake?ticket={next(tickets)}")

    settings: dict[str, Any] = {"random": lambda: 0.5} | options
    fetch = settings.pop("fetch_ticket", fetch_ticket)
    client = RealtimeClient(
        fetch,
        on_state=states.append,
        player=player,
        open_transport=server.open_transport,
        **settings,
    )
    try:
        yield Line(server, client, states, player, lambda: next(tickets))
    finally:
        await client.aclose()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        assert not others, "the client left tasks behind"


@pytest.fixture
def line() -> Any:
    """Make a client that hasn't started yet; it is closed at the end of its block."""
    return _line
