"""HTTP/1.1 over connections that are kept, for thousands of small requests to one host.

A general client spends most of a small request's time on what fan-out never looks at: headers as
objects, redirects, cookies, bodies. Of an answer only the status is read here; ``make bench``
compares what that saves. A connection is used again only if its answer says where it ends; anything
else is closed, which is always right and merely slower.
"""

import asyncio
import re
import ssl
from typing import Final
from urllib.parse import urlsplit

_CONNECT_SECONDS: Final = 1.0
_MAX_HEAD: Final = 65_536
_STATUS: Final = re.compile(rb"HTTP/1\.[01] (\d{3})[ \r]")
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)[ \t]*\r\n", re.IGNORECASE)
_CLOSES: Final = re.compile(rb"\r\nconnection:[ \t]*close|\r\ntransfer-encoding:", re.IGNORECASE)


class ConnectionLost(OSError):
    """A connection ended before its answer came."""


class KeepAlivePool:
    """Connections to one host, kept between requests.

    It belongs to one event loop. How many requests go on at once is the caller's to bound.

    Parameters
    ----------
    endpoint : str
        Scheme, host and perhaps port; a path is of no matter.
    """

    def __init__(self, endpoint: str) -> None:
        parts = urlsplit(endpoint)
        if parts.hostname is None:
            raise ValueError(f"{endpoint!r} names no host")
        self._host = parts.hostname
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._tls else 80)
        self._idle: list[_Connection] = []

    async def request(self, request: bytes) -> int:
        """Send a whole request, written out as it goes over the wire, and return the status.

        Raises
        ------
        OSError
            If the host could not be reached, or hung up.
        TimeoutError
            If a new connection took too long; the caller bounds the rest.
        """
        while self._idle:
            connection = self._idle.pop()
            if connection.is_closing:
                continue
            try:
                return await self._use(connection, request)
            except ConnectionLost:
                # The host had grown tired of waiting; that says nothing about this request.
                continue
        return await self._use(await self._connect(), request)

    def close(self) -> None:
        """Close the connections that are not in use."""
        while self._idle:
            self._idle.pop().abort()

    async def _use(self, connection: "_Connection", request: bytes) -> int:
        try:
            status = await connection.exchange(request)
        except BaseException:
            # Also when cancelled: a late answer must not be taken for the next one's.
            connection.abort()
            raise
        if not connection.is_closing:
            self._idle.append(connection)
        return status

    async def _connect(self) -> "_Connection":
        async with asyncio.timeout(_CONNECT_SECONDS):
            _, connection = await asyncio.get_running_loop().create_connection(
                _Connection, self._host, self._port, ssl=self._tls
            )
        return connection


class _Connection(asyncio.Protocol):
    """One connection, with at most one request under way."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._received = b""
        self._answer: asyncio.Future[int] | None = None
        self._transport: asyncio.Transport | None = None

    @property
    def is_closing(self) -> bool:
        return self._transport is None or self._transport.is_closing()

    async def exchange(self, request: bytes) -> int:
        if self._transport is None or self._transport.is_closing():
            raise ConnectionLost
        self._answer = self._loop.create_future()
        self._transport.write(request)
        return await self._answer

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a stream was asked for")
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionLost(str(exc or "closed by the host")))

    def data_received(self, data: bytes) -> None:
        self._received = self._received + data if self._received else data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            if len(self._received) > _MAX_HEAD:
                self.abort()
            return
        head = self._received[: end + 2]
        status = _STATUS.match(head)
        if status is None or self._answer is None or self._answer.done():
            # Not HTTP, or an answer to nothing.
            self.abort()
            return
        length = _LENGTH.search(head)
        if length is None or _CLOSES.search(head):
            self.abort()
        elif len(self._received) < end + 4 + int(length[1]):
            return
        self._received = b""
        self._answer.set_result(int(status[1]))
