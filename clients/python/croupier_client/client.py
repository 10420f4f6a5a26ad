"""A player's one realtime connection."""

from __future__ import annotations

import asyncio
import logging
import random as system_random
import secrets
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from croupier_client.backoff import RECONNECT_BACKOFF, full_jitter
from croupier_client.channel_stream import ChannelStream
from croupier_client.close_codes import (
    ABNORMAL_CLOSURE,
    NO_ANSWER,
    PLANNED_RECONNECT,
    Stop,
    StopReason,
    judge_close,
    judge_farewell,
)
from croupier_client.connection import Connection
from croupier_client.errors import (
    ConnectionLost,
    ConnectionStopped,
    RealtimeError,
    TicketDelayed,
    TicketRefused,
)
from croupier_client.generated.actions import Requester
from croupier_client.joined_feed import JoinedFeed, Seat
from croupier_client.keep_alive import keep_alive
from croupier_client.player_feed import PlayerFeed, PlayerListener
from croupier_client.server_clock import ServerClock
from croupier_client.standing_requests import StandingRequests
from croupier_client.state import ConnectionState
from croupier_client.tasks import Tasks, tell
from croupier_client.transport import OpenTransport, open_web_socket

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Self

    from croupier_client.generated.events import SessionClosingEvent
    from croupier_client.generated.messages import (
        BetAccepted,
        EventMessage,
        Hello,
        PlaceBet,
        StakeMessage,
    )
    from croupier_client.joined_feed import ChannelListener, OpenChannel
    from croupier_client.ticket import FetchTicket

_OPEN_TIMEOUT: Final = 10.0
_REQUEST_TIMEOUT: Final = 8.0
# A connection that lasted this long was a good one: the next wait starts small again.
_STABLE_AFTER: Final = 10.0
# Where `session.closing` names no time, those who hear it leave spread over this one.
_LEAVING_SPREAD: Final = 5.0

_log = logging.getLogger("croupier_client")


class RealtimeClient(Requester):
    """Opens a player's one realtime connection, keeps it, and brings it back.

    After every (re)connection: hello, catch up on the player's channel, rejoin the others with what
    was seen last, send standing requests again. Only then is the state `online`.

    Parameters
    ----------
    fetch_ticket : callable
        Gets a pass for each handshake; `RestClient.fetch_ticket` is one.
    on_state : callable, optional
        Hears each change of state.
    player : PlayerListener, optional
        Hears the player's own channel: balances, results of bets.
    clock : ServerClock, optional
        Learns the server's time from every exchange.
    open_transport : callable, optional
    random : callable, optional
        Returns a number in [0, 1).

    Examples
    --------
    >>> async with RealtimeClient(rest.fetch_ticket) as client:  # doctest: +SKIP
    ...     async with client.table("roulette-eu-1") as table:
    ...         opened = await table.event("round.opened")
    """

    def __init__(
        self,
        fetch_ticket: FetchTicket,
        *,
        on_state: Callable[[ConnectionState], None] | None = None,
        player: PlayerListener | None = None,
        clock: ServerClock | None = None,
        open_transport: OpenTransport = open_web_socket,
        random: Callable[[], float] = system_random.random,
    ) -> None:
        self.clock = clock or ServerClock()
        self._fetch_ticket = fetch_ticket
        self._on_state = on_state
        self._listener = player or PlayerListener()
        self._open_transport = open_transport
        self._random = random
        self._state = ConnectionState("idle")
        self._state_waiters: list[asyncio.Future[None]] = []
        self._tasks = Tasks()
        self._closings = Tasks()
        self._standing = StandingRequests(_REQUEST_TIMEOUT, random, self._tasks)
        self._connection: Connection | None = None
        self._player: PlayerFeed | None = None
        self._feeds: dict[str, JoinedFeed] = {}
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self._leaving_timer: asyncio.TimerHandle | None = None
        self._wake = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Connect, and wait until that is done."""
        self.start()
        try:
            await self.online()
        except BaseException:
            await self.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.aclose()

    @property
    def state(self) -> ConnectionState:
        """What the client is doing."""
        return self._state

    def start(self) -> None:
        """Connect, and stay so until `stop` or until the server says not to come back."""
        if self._state.kind != "idle":
            return
        self._change(ConnectionState("connecting"))
        self._tasks.spawn(self._run())

    def stop(self, reason: StopReason = "closed_by_client") -> None:
        """End the connection for good."""
        if not self._is_running():
            return
        self._change(ConnectionState("stopped", reason=reason))
        self._standing.fail_all(ConnectionStopped(reason))
        if self._connection is not None:
            self._connection.end(1000)
        self._wake.set()

    async def aclose(self) -> None:
        """Stop, and wait until nothing runs any more."""
        self.stop()
        await self._tasks.cancel()
        await self._closings.wait()

    async def online(self) -> None:
        """Wait until the client is online.

        Raises
        ------
        ConnectionStopped
        """
        while self._state.kind != "online":
            if self._state.reason is not None:
                raise ConnectionStopped(self._state.reason)
            await self._state_change()

    async def stopped(self) -> StopReason:
        """Wait until the client has stopped, and return why."""
        while self._state.reason is None:
            await self._state_change()
        return self._state.reason

    def network_changed(self, *, is_up: bool) -> None:
        """Hear that the device's network is gone, or back: no need to wait for time-outs."""
        if is_up:
            self._wake.set()
        elif self._connection is not None:
            self._connection.end(ABNORMAL_CLOSURE)

    def join_table(self, table_id: str, listener: ChannelListener) -> Callable[[], None]:
        """Follow a table until the returned function is called."""
        return self.follow(Seat.at_table(table_id), listener)

    def join_channel(self, channel: OpenChannel, listener: ChannelListener) -> Callable[[], None]:
        """Follow the lobby, or the announcements, until the returned function is called."""
        return self.follow(Seat.in_channel(channel), listener)

    def follow(self, seat: Seat, listener: ChannelListener) -> Callable[[], None]:
        """Follow a channel until the returned function is called."""
        feed = JoinedFeed(seat, listener, self._tasks)
        self._feeds[seat.channel] = feed
        if self._connection is not None and self._state.kind == "online":
            self._tasks.spawn(self._attach_later(feed, self._connection))

        def leave() -> None:
            if self._feeds.get(seat.channel) is not feed:
                return
            del self._feeds[seat.channel]
            feed.detach()
            if self._connection is not None and self._is_running():
                self._leaving[seat.channel] = self._tasks.spawn(self._leave(seat))

        return leave

    def table(self, table_id: str) -> ChannelStream:
        """Return a table to sit down at with `async with` and to hear with `async for`."""
        return self._stream(Seat.at_table(table_id))

    def channel(self, channel: OpenChannel) -> ChannelStream:
        """Return the lobby, or the announcements, to join and to hear in the same way."""
        return self._stream(Seat.in_channel(channel))

    def _stream(self, seat: Seat) -> ChannelStream:
        return ChannelStream(partial(self.follow, seat), self.stopped)

    async def place_bet(
        self,
        table_id: str,
        round_id: str,
        stakes: Sequence[StakeMessage],
        *,
        bet_id: str | None = None,
    ) -> BetAccepted:
        """Bet, under an id made here unless given; however often it is sent, it is taken once.

        Raises
        ------
        RequestRefused, ConnectionStopped
        """
        bet: PlaceBet = {
            "bet_id": bet_id or secrets.token_hex(16),
            "table_id": table_id,
            "round_id": round_id,
            "stakes": list(stakes),
        }
        return await self.request_until_answered("bet.place", bet)

    async def _request(self, action: str, data: Mapping[str, Any]) -> Any:
        if self._connection is None:
            raise ConnectionLost(ABNORMAL_CLOSURE)
        return await self._connection.request(action, data, _REQUEST_TIMEOUT)

    async def _request_until_answered(self, action: str, data: Mapping[str, Any]) -> Any:
        if not self._is_running():
            raise ConnectionStopped(self._state.reason or "closed_by_client")
        return await self._standing.ask(action, data)

    def _is_running(self) -> bool:
        return self._state.kind not in ("idle", "stopped")

    def _change(self, state: ConnectionState) -> None:
        self._state = state
        waiters, self._state_waiters = self._state_waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)
        if self._on_state is not None:
            tell(self._on_state, state)

    async def _state_change(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._state_waiters.append(waiter)
        await waiter

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        attempt = 0
        while self._is_running():
            at_least = 0.0
            started_at = loop.time()
            try:
                verdict = judge_close(await self._live())
                if isinstance(verdict, Stop):
                    self.stop(verdict.reason)
                else:
                    at_least = verdict.at_least
            except TicketRefused as refused:
                self.stop(refused.reason)
            except TicketDelayed as delayed:
                at_least = delayed.at_least
            except Exception as error:  # whatever a ticket's source raises passes, or comes again
                _log.info("Connecting failed and will be tried again: %r", error)
            if not self._is_running():
                return
            if loop.time() - started_at > _STABLE_AFTER:
                attempt = 0
            self._change(ConnectionState("reconnecting", attempt=attempt))
            # On top of what was asked for: not everybody comes back the moment it is over.
            await self._pause(at_least + full_jitter(RECONNECT_BACKOFF, attempt, self._random))
            attempt += 1

    async def _live(self) -> int:
        """Live one connection's whole life and return its close code."""
        ticket = await self._fetch_ticket()
        if not self._is_running():
            return 1000
        connection = await Connection.open(
            ticket.url, self._open_transport, self._route, self._closings, _OPEN_TIMEOUT
        )
        if not self._is_running():
            connection.end(1000)
        self._connection = connection
        keeping: asyncio.Task[None] | None = None
        try:
            hello = await self._greet(connection)
            keeping = self._tasks.spawn(
                keep_alive(connection, hello, self.clock, _REQUEST_TIMEOUT, self._random)
            )
            if self._player is not None:
                await self._player.attach(connection)
            await self._attach_feeds(connection)
            if connection.is_open:
                self._standing.attach(connection)
                self._change(ConnectionState("online"))
            return await asyncio.shield(connection.closed)
        except ConnectionLost as lost:
            return lost.close_code
        finally:
            connection.end(NO_ANSWER if self._is_running() else 1000)
            if keeping is not None:
                keeping.cancel()
            if self._leaving_timer is not None:
                self._leaving_timer.cancel()
            self._leaving_timer = None
            self._connection = None
            self._standing.detach()
            for feed in (self._player, *self._feeds.values()):
                if feed is not None:
                    feed.detach()

    async def _greet(self, connection: Connection) -> Hello:
        sent_at = self.clock.now()
        hello = cast("Hello", await connection.request("session.hello", {}, _REQUEST_TIMEOUT))
        self.clock.observe(hello["server_time"], sent_at, self.clock.now())
        channel = f"player:{hello['player_id']}"
        if self._player is None:
            self._player = PlayerFeed(channel, self._listener, self._tasks)
        for head in hello["channels"]:
            if head["channel"] == channel:
                self._player.announce(head)
        return hello

    async def _attach_feeds(self, connection: Connection) -> None:
        """Join every channel, those included that are asked for meanwhile."""
        joined: set[JoinedFeed] = set()
        while waiting := [feed for feed in self._feeds.values() if feed not in joined]:
            joined.update(waiting)
            await asyncio.gather(*(feed.attach(connection) for feed in waiting))

    async def _attach_later(self, feed: JoinedFeed, connection: Connection) -> None:
        # Requests may be carried out in any order: a leave that came last would undo the join.
        if leaving := self._leaving.get(feed.channel):
            await asyncio.wait([leaving])
        if not connection.is_open or self._feeds.get(feed.channel) is not feed:
            return
        try:
            await feed.attach(connection)
        except RealtimeError:
            connection.end(NO_ANSWER)

    async def _leave(self, seat: Seat) -> None:
        try:
            await self._request(seat.leave, seat.data)
        except RealtimeError:
            return  # The connection's end ends every subscription anyway.

    def _route(self, events: list[EventMessage]) -> None:
        for event in events:
            if event["event"] == "session.closing":
                self._prepare_to_close(cast("SessionClosingEvent", event))
            elif self._player is not None and event["channel"] == self._player.channel:
                self._player.receive(event)
            elif feed := self._feeds.get(event["channel"]):
                feed.receive(event)

    def _prepare_to_close(self, event: SessionClosingEvent) -> None:
        """Prepare for the end of this connection: for good, or to be taken up elsewhere.

        This is said to one connection alone, outside the numbers of the player's channel.
        """
        tell(self._listener.on_event, event)
        notice = event["data"]
        if not notice["reconnect"]:
            self.stop(judge_farewell(notice["code"]))
        elif self._leaving_timer is None and self._connection is not None:
            seconds = notice.get("in_seconds")
            self._leaving_timer = asyncio.get_running_loop().call_later(
                self._random() * _LEAVING_SPREAD if seconds is None else seconds,
                self._connection.end,
                PLANNED_RECONNECT,
            )

    async def _pause(self, seconds: float) -> None:
        self._wake.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return
