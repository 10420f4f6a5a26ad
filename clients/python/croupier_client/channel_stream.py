"""A channel to hear with `async for`."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

from croupier_client.errors import ConnectionStopped
from croupier_client.generated.events import EventSource
from croupier_client.joined_feed import ChannelListener

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Self

    from croupier_client.close_codes import StopReason
    from croupier_client.errors import RequestRefused
    from croupier_client.generated.events import ServerEvent

    Leave = Callable[[], None]


class ChannelStream(ChannelListener, EventSource):
    """A table or another channel: join with `async with`, hear with `async for`.

    Iteration goes on over every reconnection, in order and without gaps, and ends when the client
    stops. Where a gap could not be replayed, `snapshot` is newer than the events before it.

    Parameters
    ----------
    follow : callable
        Lets a listener hear the channel, until what it returns is called.
    stopped : callable
        Waits until the client has stopped, and returns why.

    Attributes
    ----------
    snapshot : dict
        What the channel was about when it was last joined afresh: the table as it stood, …
    """

    def __init__(
        self,
        follow: Callable[[ChannelListener], Leave],
        stopped: Callable[[], Coroutine[Any, Any, StopReason]],
    ) -> None:
        self.snapshot: dict[str, Any] = {}
        self._follow = follow
        self._wait_for_the_end = stopped
        self._events: deque[ServerEvent] = deque()
        self._is_joined = False
        self._refusal: RequestRefused | None = None
        self._stopped: asyncio.Task[StopReason] | None = None
        self._leave: Leave = lambda: None
        self._changed = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Join.

        Raises
        ------
        RequestRefused, ConnectionStopped
        """
        self._stopped = asyncio.get_running_loop().create_task(self._wait_for_the_end())
        self._stopped.add_done_callback(lambda _task: self._changed.set())
        self._leave = self._follow(self)
        try:
            await self._until(lambda: self._is_joined)
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        self._leave()
        if self._stopped is not None:
            self._stopped.cancel()
            await asyncio.wait([self._stopped])

    def __aiter__(self) -> Self:
        """Hear everything from now on."""
        return self

    async def __anext__(self) -> ServerEvent:
        """Return the next event."""
        try:
            return await self._next()
        except ConnectionStopped as stopped:
            raise StopAsyncIteration from stopped

    async def _event(self, name: str, where: Callable[[Any], bool]) -> Any:
        while True:
            event = await self._next()
            if event["event"] == name and where(event["data"]):
                return event

    async def _next(self) -> ServerEvent:
        await self._until(lambda: bool(self._events))
        return self._events.popleft()

    async def _until(self, is_ready: Callable[[], bool]) -> None:
        while not is_ready():
            if self._refusal is not None:
                raise self._refusal
            if self._stopped is not None and self._stopped.done():
                raise ConnectionStopped(self._stopped.result())
            self._changed.clear()
            await self._changed.wait()

    def on_snapshot(self, snapshot: dict[str, Any]) -> None:
        """Note what the channel is about, as it is."""
        self.snapshot = snapshot
        self._is_joined = True
        self._changed.set()

    def on_event(self, event: ServerEvent) -> None:
        """Keep an event until somebody asks for it."""
        self._events.append(event)
        self._changed.set()

    def on_refused(self, error: RequestRefused) -> None:
        """Keep a refusal for whoever waits."""
        self._refusal = error
        self._changed.set()


TableStream = ChannelStream
