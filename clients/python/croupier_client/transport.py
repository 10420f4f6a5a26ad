"""The little of a WebSocket that the client uses, so that tests can stand in for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeAlias

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from croupier_client.close_codes import ABNORMAL_CLOSURE
from croupier_client.errors import ConnectionLost

_CLOSE_TIMEOUT: Final = 1.0


class Transport(Protocol):
    """An open connection. Sending and receiving raise `ConnectionLost` once it has ended."""

    async def send(self, text: str) -> None:
        """Send one text frame."""

    async def receive(self) -> str:
        """Return the next text frame."""

    async def close(self) -> None:
        """End the connection."""


OpenTransport: TypeAlias = Callable[[str], Awaitable[Transport]]


async def open_web_socket(url: str) -> Transport:
    """Open a WebSocket, or raise `ConnectionLost`."""
    try:
        # The client pings in its own way, over the gateway's routes; protocol pings are not needed.
        socket = await connect(url, ping_interval=None, close_timeout=_CLOSE_TIMEOUT)
    except (OSError, InvalidHandshake) as error:
        raise ConnectionLost(ABNORMAL_CLOSURE) from error
    return _WebSocket(socket)


class _WebSocket:
    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def send(self, text: str) -> None:
        try:
            await self._socket.send(text)
        except ConnectionClosed as closed:
            raise _lost(closed) from closed

    async def receive(self) -> str:
        try:
            while True:
                frame = await self._socket.recv()
                if isinstance(frame, str):
                    return frame
        except ConnectionClosed as closed:
            raise _lost(closed) from closed

    async def close(self) -> None:
        try:
            await self._socket.close()
        except asyncio.CancelledError:
            self._socket.transport.abort()
            raise


def _lost(closed: ConnectionClosed) -> ConnectionLost:
    return ConnectionLost(closed.rcvd.code if closed.rcvd else ABNORMAL_CLOSURE)
