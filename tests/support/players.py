"""Players as the platform meets them: over REST and WebSocket, nothing else."""

import asyncio
import itertools
import json
import os
import random
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import websockets
from websockets.asyncio.client import ClientConnection, connect

from casino.shared.clock import utc_now
from tests.support.documented import Undocumented, rest_client
from tests.support.documented_frames import Conversation
from tests.support.patience import PATIENCE

# How many play at each kind of table, and for how long. More of both on a machine that is busy with
# nothing else: eight for ten rounds take minutes.
BOTS = int(os.environ.get("CROUPIER_TEST_BOTS", "2"))
BOT_ROUNDS = int(os.environ.get("CROUPIER_TEST_ROUNDS", "1"))

PASSWORD = "a quiet evening in Valletta 42"


class Refused(Exception):
    """A reply that said no."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code: str = error["code"]
        self.error = error


@dataclass
class Session:
    """One WebSocket connection: replies matched to requests, events kept in order of arrival.

    Whoever uses one that heard a frame which is not in the reference is told of that, whatever they
    wait for, and at the latest as they leave.

    Attributes
    ----------
    socket : ClientConnection
    events : list of dict
        Each once, however often it was delivered.
    stray : list of dict
        Replies to what was not asked for with `ask`.
    joined : int
        The number that the table's events had reached, where a player was `seated` at one.
    """

    socket: ClientConnection
    events: list[dict[str, Any]] = field(default_factory=list)
    stray: list[dict[str, Any]] = field(default_factory=list)
    joined: int = 0
    _told: dict[tuple[str, str, int], dict[str, Any]] = field(default_factory=dict)
    _waiting: dict[str, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    _said: Conversation = field(default_factory=Conversation)
    _fault: Undocumented | None = None
    _ids: Any = field(default_factory=lambda: itertools.count(1))

    async def read(self) -> None:
        """Sort what arrives until the connection ends, and with it what was asked over it."""
        try:
            while True:
                text = await self.socket.recv()
                try:
                    await self._sort(self._said.received(text))
                except Undocumented as fault:
                    # Read on: a socket that nobody reads is never closed, whoever waits for that.
                    self._fault = self._fault or fault
                    self._answer_nobody(fault)
                    async with self._arrived:
                        self._arrived.notify_all()
        except websockets.ConnectionClosed as closed:
            self._answer_nobody(closed)

    def must_have_been_documented(self) -> None:
        """Fail where a frame came that is not in the reference.

        Raises
        ------
        Undocumented
        """
        if self._fault is not None:
            raise self._fault

    def _answer_nobody(self, reason: Exception) -> None:
        for unanswered in self._waiting.values():
            if not unanswered.done():
                unanswered.set_exception(reason)

    async def _sort(self, frame: dict[str, Any]) -> None:
        match frame.get("type"):
            case "reply" if (answer := self._waiting.pop(frame["request_id"], None)) is not None:
                answer.set_result(frame)
            case "event" | "events":
                async with self._arrived:
                    self.events += filter(self._is_new, frame.get("events", [frame]))
                    self._arrived.notify_all()
            case _:
                async with self._arrived:
                    self.stray.append(frame)
                    self._arrived.notify_all()

    def _is_new(self, event: dict[str, Any]) -> bool:
        """Say whether an event is no copy: a delivery that nobody acknowledged is made again."""
        first = self._told.setdefault((event["channel"], event["epoch"], event["seq"]), event)
        return first is event or first != event

    async def ask(self, action: str, data: Any = None, *, timeout: float = 20) -> dict[str, Any]:
        """Send a request and return its reply's data."""
        self.must_have_been_documented()
        request_id = f"c-{next(self._ids)}"
        answer = asyncio.get_running_loop().create_future()
        self._waiting[request_id] = answer
        frame = {"action": action, "request_id": request_id, "data": data or {}}
        try:
            await self.send(json.dumps(frame))
            reply = await asyncio.wait_for(answer, timeout * PATIENCE)
        finally:
            self._waiting.pop(request_id, None)
        if not reply["ok"]:
            raise Refused(reply["error"])
        return reply["data"]

    async def send(self, text: str | bytes) -> None:
        """Send a frame as it stands."""
        self._said.sent(text)
        await self.socket.send(text)

    async def refusal(self, text: str | bytes, *, timeout: float = 20) -> dict[str, Any]:
        """Send a frame as it stands and return the error reply it gets."""
        seen = len(self.stray)
        await self.send(text)
        await self._until(lambda: len(self.stray) > seen, timeout)
        return self.stray[seen]

    async def event(
        self,
        name: str,
        *,
        after: int = 0,
        where: Callable[[dict[str, Any]], bool] = lambda _data: True,
        timeout: float = 40,
    ) -> dict[str, Any]:
        """Return the first event of a name, among those that arrived as number `after` or later."""

        def found() -> dict[str, Any] | None:
            wanted = (e for e in self.events[after:] if e["event"] == name and where(e["data"]))
            return next(wanted, None)

        await self._until(lambda: found() is not None, timeout)
        event = found()
        assert event is not None
        return event

    async def hears_all(
        self, channel: str, *, since: int, timeout: float = 40
    ) -> list[dict[str, Any]]:
        """Wait until no event of a channel is missing, and return them in order, each once.

        Events of two writers may overtake each other on their way (docs/decisions/0005), so one
        that is missing now may be about to come; one that was lost never does.

        Parameters
        ----------
        channel : str
        since : int
            The number that joining answered with; nothing up to it is waited for.
        timeout : float
            In seconds.
        """

        def is_whole() -> bool:
            numbers = {event["seq"] for event in self.on(channel, since)}
            return bool(numbers) and len(numbers) == max(numbers) - since

        await self._until(is_whole, timeout)
        events = self.on(channel, since)
        numbers = [event["seq"] for event in events]
        assert len(numbers) == len(set(numbers)), f"one number, two events: {events}"
        return events

    async def _until(self, has_arrived: Callable[[], bool], timeout: float) -> None:
        def is_over() -> bool:
            return self._fault is not None or has_arrived()

        async with self._arrived:
            await asyncio.wait_for(self._arrived.wait_for(is_over), timeout * PATIENCE)
        self.must_have_been_documented()

    def on(self, channel: str, since: int = 0) -> list[dict[str, Any]]:
        """Return the events of a channel after a number, sorted as any client sorts them."""
        told = (e for e in self.events if e["channel"] == channel and e["seq"] > since)
        return sorted(told, key=lambda event: event["seq"])


@dataclass
class Player:
    """Somebody with an account."""

    endpoints: Mapping[str, str]
    rest: httpx.AsyncClient
    player_id: str
    email: str
    tokens: dict[str, Any]

    async def get(self, path: str, **query: Any) -> Any:
        """Read something that must be there."""
        return _ok(await self.rest.get(path, params=query))

    async def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """Change something, expecting it to work."""
        headers = {"Idempotency-Key": key} if key else {}
        return _ok(await self.rest.post(path, json=body or {}, headers=headers))

    async def deposit(self, amount: int, currency: str = "EUR") -> dict[str, Any]:
        """Pay money in by a card that works."""
        method = await payment_method(self.endpoints)
        body = {"amount": amount, "currency": currency, "payment_method": method}
        deposit = await self.post("/v1/payments/deposits", body, key=secrets.token_hex(8))
        assert deposit["status"] == "succeeded", deposit
        return deposit

    async def wallet(self) -> dict[str, Any]:
        """Return the balances."""
        return await self.get("/v1/wallet")

    async def history(self) -> list[dict[str, Any]]:
        """Return every transaction, newest first."""
        items: list[dict[str, Any]] = []
        query: dict[str, Any] = {"limit": 100}
        while True:
            page = await self.get("/v1/wallet/transactions", **query)
            items += page["items"]
            if page["next_cursor"] is None:
                return items
            query["cursor"] = page["next_cursor"]

    async def ticket(self) -> str:
        """Return leave to connect."""
        return (await self.post("/v1/realtime/tickets"))["ticket"]

    @asynccontextmanager
    async def connected(self, **options: Any) -> AsyncIterator[Session]:
        """Connect and say hello."""
        url = f"{self.endpoints['websocket_url']}?ticket={await self.ticket()}"
        # The local gateway answers pings in turn with frames: a busy test can not count on them.
        # Where many connect at once, it starts a process for each before it answers.
        options = {"ping_interval": None, "open_timeout": 30 * PATIENCE} | options
        async with connect(url, **options) as socket:
            session = Session(socket)
            reading = asyncio.create_task(session.read())
            try:
                await session.ask("session.hello")
                yield session
            finally:
                reading.cancel()
                # Where something else went wrong, this may be why.
                session.must_have_been_documented()

    @asynccontextmanager
    async def seated(self, table_id: str = "roulette-eu-1") -> AsyncIterator[Session]:
        """Connect and join a table."""
        async with self.connected() as session:
            session.joined = (await session.ask("table.join", {"table_id": table_id}))["seq"]
            yield session


def registration(email: str | None = None, **changes: Any) -> dict[str, Any]:
    """Return a body that registers somebody, with changes."""
    return {
        "email": email or f"player-{secrets.token_hex(8)}@example.com",
        "password": PASSWORD,
        "display_name": "Ann",
        "date_of_birth": "1990-05-17",
        "country": "MT",
        "currency": "EUR",
        "accept_terms": True,
    } | changes


@asynccontextmanager
async def player(
    endpoints: Mapping[str, str], *, deposit: int = 0, currency: str = "EUR"
) -> AsyncIterator[Player]:
    """Register somebody, sign them in, and let them pay money in."""
    body = registration(currency=currency)
    async with rest_client(endpoints["rest_url"]) as rest:
        registered = _ok(await rest.post("/v1/auth/register", json=body))
        credentials = {"email": body["email"], "password": PASSWORD}
        tokens = _ok(await rest.post("/v1/auth/login", json=credentials))
        rest.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        somebody = Player(endpoints, rest, registered["player_id"], body["email"], tokens)
        if deposit:
            await somebody.deposit(deposit, currency)
        yield somebody


async def payment_method(endpoints: Mapping[str, str], card: str = "4242424242424242") -> str:
    """Have the payment provider make a payment method of a card, as its own client library does."""
    async with httpx.AsyncClient(timeout=30 * PATIENCE) as psp:
        answer = await psp.post(
            f"{endpoints['psp_url']}/v1/payment_methods",
            data={
                "type": "card",
                "card[number]": card,
                "card[exp_month]": "12",
                "card[exp_year]": str(utc_now().year + 3),
                "card[cvc]": "123",
            },
            headers={"Authorization": "Bearer pk_test_player"},
        )
    return _ok(answer)["id"]


def bet(round_id: str, *stakes: dict[str, Any], bet_id: str | None = None) -> dict[str, Any]:
    """Return the data of a bet."""
    return {
        "bet_id": bet_id or secrets.token_hex(8),
        "table_id": "roulette-eu-1",
        "round_id": round_id,
        "stakes": list(stakes),
    }


def _ok(answer: httpx.Response) -> Any:
    assert answer.is_success, f"{answer.request.url}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else None


async def bet_on_a_round(
    hears: Session, table_id: str, bet_id: str, *stakes: Mapping[str, Any], timeout: float = 60
) -> str:
    """Bet on the next round, or on one after it where the news of it came too late."""
    while True:
        opened = await hears.event("round.opened", after=len(hears.events), timeout=timeout)
        round_id: str = opened["data"]["round_id"]
        wanted = {"bet_id": bet_id, "table_id": table_id, "round_id": round_id, "stakes": stakes}
        try:
            await hears.ask("bet.place", wanted)
        except Refused as refused:
            if refused.code != "betting_closed":
                raise
        else:
            return round_id


async def until_definite(attempt: Callable[[], Awaitable[Any]]) -> str:
    """Repeat a request, as a client should, until its answer says what happened."""
    for _ in range(30):
        try:
            answer = await attempt()
        except Refused as refusal:
            if not refusal.error["retryable"]:
                return refusal.code
        except (TimeoutError, httpx.TransportError):
            pass
        else:
            if not isinstance(answer, httpx.Response):
                return "accepted"
            if answer.status_code < 500 and answer.status_code != 429:
                return answer.json().get("code") or answer.json()["status"]
        await asyncio.sleep(random.uniform(0.1, 1))
    raise AssertionError("no definite answer")
