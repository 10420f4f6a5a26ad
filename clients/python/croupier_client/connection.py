"""One connection from opening to its end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from croupier_client.close_codes import ABNORMAL_CLOSURE
from croupier_client.errors import ConnectionLost, RequestTimeout
from croupier_client.protocol import decode_frame, encode_request
from croupier_client.request_book import RequestBook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from croupier_client.generated.messages import EventMessage
    from croupier_client.tasks import Tasks
    from croupier_client.transport import OpenTransport, Transport

    OnEvents = Callable[[list[EventMessage]], None]


class Connection:
    """One connection. It is never reopened; a new one takes its place.

    Attributes
    ----------
    closed : asyncio.Future of int
        Done with the close code, exactly once, whoever ended it.
    """

    def __init__(self, transport: Transport, on_events: OnEvents, closings: Tasks) -> None:
        self.closed: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._transport = transport
        self._on_events = on_events
        self._closings = closings
        self._requests = RequestBook()
        self._reader = asyncio.get_running_loop().create_task(self._read())

    @classmethod
    async def open(
        cls,
        url: str,
        open_transport: OpenTransport,
        on_events: OnEvents,
        closings: Tasks,
        timeout: float,  # noqa: ASYNC109 - a property of the client, not of this call
    ) -> Connection:
        """Return a connection over which frames can be sent.

        Raises
        ------
        ConnectionLost
        """
        try:
            async with asyncio.timeout(timeout):
                transport = await open_transport(url)
        except TimeoutError as error:
            raise ConnectionLost(ABNORMAL_CLOSURE) from error
        return cls(transport, on_events, closings)

    @property
    def is_open(self) -> bool:
        """Whether nobody has ended it yet."""
        return not self.closed.done()

    async def request(self, action: str, data: Mapping[str, Any], within: float) -> Any:
        """Send a request and return its reply's data.

        Raises
        ------
        RequestRefused, RequestTimeout, ConnectionLost
        """
        if self.closed.done():
            raise ConnectionLost(self.closed.result())
        request_id, answer = self._requests.open()
        try:
            async with asyncio.timeout(within):
                await self._transport.send(encode_request(request_id, action, data))
                return await answer
        except TimeoutError as error:
            message = f"no answer to {action} within {within} s"
            raise RequestTimeout(message) from error
        except ConnectionLost as lost:
            self.end(lost.close_code)
            raise
        finally:
            self._requests.forget(request_id)

    def end(self, code: int) -> None:
        """End the connection now; nothing waits for the other side to agree."""
        if self.closed.done():
            return
        self.closed.set_result(code)
        self._requests.fail_all(ConnectionLost(code))
        self._reader.cancel()
        self._closings.spawn(self._transport.close())

    async def _read(self) -> None:
        code = ABNORMAL_CLOSURE
        try:
            while self.is_open:
                frame = decode_frame(await self._transport.receive())
                if frame.reply is not None:
                    self._requests.settle(frame.reply)
                elif frame.events:
                    self._on_events(frame.events)
        except ConnectionLost as lost:
            code = lost.close_code
        finally:
            self.end(code)  # nobody would hear anything over it any more
