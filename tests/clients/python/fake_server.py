"""A scripted server behind the transport's interface: no sockets, no time of its own."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from croupier_client import ConnectionLost

Request = dict[str, Any]
Answer = dict[str, Any] | None
Script = Callable[[Request, "FakeConnection"], Answer]

SILENT: Answer = None
"""Swallow the request, as a dying network does."""


def data(**members: Any) -> Answer:
    """Answer yes."""
    return {"ok": True, "data": members}


def error(code: str, *, retryable: bool = False) -> Answer:
    """Answer no."""
    return {"ok": False, "error": {"code": code, "message": "", "retryable": retryable}}


def event(
    channel: str, seq: int, name: str = "presence.changed", epoch: str = "e1", **members: Any
) -> dict[str, Any]:
    """Return an event as the server pushes it."""
    envelope = {"type": "event", "channel": channel, "epoch": epoch, "seq": seq, "at": ""}
    return envelope | {"event": name, "data": members or {"players": seq}}


class FakeConnection:
    """One handshake that the fake server let in, seen from both ends."""

    def __init__(self, server: "FakeServer") -> None:
        self._server = server
        self._inbox: asyncio.Queue[str | int] = asyncio.Queue()
        self.is_open = True

    # The client's end: a transport.

    async def send(self, text: str) -> None:
        if not self.is_open:
            raise ConnectionLost(1006)
        request = json.loads(text)
        self._server.seen.append(request)
        answer = self._server.answer(request, self)
        if answer is not None:
            self.push({"type": "reply", "request_id": request["request_id"], **answer})

    async def receive(self) -> str:
        arrived = await self._inbox.get()
        if isinstance(arrived, int):
            raise ConnectionLost(arrived)
        return arrived

    async def close(self) -> None:
        self.is_open = False

    # The server's end.

    def push(self, *bodies: Any) -> None:
        """Send frames."""
        for body in bodies:
            if self.is_open:
                self._inbox.put_nowait(json.dumps(body))

    def drop(self, code: int) -> None:
        """End the connection from the server's side."""
        self.is_open = False
        self._inbox.put_nowait(code)


class FakeServer:
    """Answers as scripted; without a script, as an ordinary server would.

    Attributes
    ----------
    refuse_handshakes : int
        How many to refuse before the next one is let in.
    """

    def __init__(self) -> None:
        self.connections: list[FakeConnection] = []
        self.seen: list[Request] = []
        self.refuse_handshakes = 0
        self._scripts: dict[str, Script] = {}

    async def open_transport(self, _url: str) -> FakeConnection:
        if self.refuse_handshakes > 0:
            self.refuse_handshakes -= 1
            raise ConnectionLost(1006)
        self.connections.append(FakeConnection(self))
        return self.connections[-1]

    @property
    def connection(self) -> FakeConnection:
        """The latest one."""
        return self.connections[-1]

    def on(self, action: str, script: Script | Answer) -> None:
        """Answer an action like this from now on."""
        self._scripts[action] = script if callable(script) else lambda _request, _from: script

    def requests(self, action: str) -> list[Any]:
        """Return the data of every request for that action."""
        return [request["data"] for request in self.seen if request["action"] == action]

    def answer(self, request: Request, connection: FakeConnection) -> Answer:
        script = self._scripts.get(request["action"])
        return script(request, connection) if script else ordinary_answer(request)


def hello(head: int = 0, epoch: str = "e1") -> Answer:
    """Answer `session.hello`."""
    return data(
        connection_id="conn-1",
        player_id="p1",
        server_time=server_time(),
        heartbeat_interval=60,
        idle_limit=600,
        max_lifetime=7_200,
        channels=[{"channel": "player:p1", "epoch": epoch, "seq": head}],
    )


def joined(seq: int, *events: dict[str, Any], epoch: str = "e1", table_id: str = "r1") -> Answer:
    """Answer `table.join`: with what was missed if that is given, else with a snapshot."""
    answer = {"channel": f"table:{table_id}", "epoch": epoch, "seq": seq, "events": list(events)}
    if events:
        return data(**answer, recovered=True)
    return data(**answer, recovered=False, snapshot={"table_id": table_id})


def server_time() -> str:
    """The loop's clock, as a server running since 2026 would tell it."""
    start = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    return datetime.fromtimestamp(start + asyncio.get_running_loop().time(), UTC).isoformat()


def ordinary_answer(request: Request) -> Answer:
    match request["action"]:
        case "session.hello":
            return hello()
        case "ping":
            return data(server_time=server_time())
        case "channel.join":
            where = {"channel": request["data"]["channel"], "epoch": "e1", "seq": 10}
            return data(**where, recovered=False, events=[], snapshot={"items": []})
        case "table.join":
            return joined(10, table_id=request["data"]["table_id"])
        case _:
            return data()
