"""Requests that outlive connections."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from croupier_client.backoff import RETRY_BACKOFF, full_jitter
from croupier_client.close_codes import NO_ANSWER
from croupier_client.errors import ConnectionLost, RequestRefused, RequestTimeout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from croupier_client.connection import Connection
    from croupier_client.tasks import Tasks

_MAX_REFUSALS: Final = 5


@dataclass(eq=False)
class _Standing:
    action: str
    data: Mapping[str, Any]
    answer: asyncio.Future[Any]
    refusals: int = 0


class StandingRequests:
    """Sends each request again, unchanged, until it is answered."""

    def __init__(self, within: float, random: Callable[[], float], tasks: Tasks) -> None:
        self._within = within
        self._random = random
        self._tasks = tasks
        self._waiting: list[_Standing] = []
        self._connection: Connection | None = None

    async def ask(self, action: str, data: Mapping[str, Any]) -> Any:
        """Return the answer, whenever it comes; a caller who is cancelled gives the request up."""
        request = _Standing(action, data, asyncio.get_running_loop().create_future())
        self._waiting.append(request)
        if self._connection is not None:
            self._tasks.spawn(self._send(request, self._connection))
        try:
            return await request.answer
        finally:
            self._waiting.remove(request)

    def attach(self, connection: Connection) -> None:
        """Send everything that waits over a new connection."""
        self._connection = connection
        for request in self._waiting:
            self._tasks.spawn(self._send(request, connection))

    def detach(self) -> None:
        """Rest until there is a connection again."""
        self._connection = None

    def fail_all(self, error: Exception) -> None:
        """Tell everybody who waits that there will be no answer."""
        for request in self._waiting:
            if not request.answer.done():
                request.answer.set_exception(error)

    async def _send(self, request: _Standing, connection: Connection) -> None:
        # After a reconnection during a wait, the new connection has sent it already.
        while connection.is_open and not request.answer.done():
            try:
                data = await connection.request(request.action, request.data, self._within)
            except ConnectionLost:
                return  # The next connection sends it again.
            except RequestTimeout:
                connection.end(NO_ANSWER)
            except RequestRefused as refused:
                if not refused.retryable or request.refusals >= _MAX_REFUSALS:
                    self._settle(request, refused)
                    return
                wait = full_jitter(RETRY_BACKOFF, request.refusals, self._random)
                request.refusals += 1
                await asyncio.sleep(wait)
            else:
                self._settle(request, data)

    @staticmethod
    def _settle(request: _Standing, outcome: Any) -> None:
        if request.answer.done():
            return
        if isinstance(outcome, RequestRefused):
            request.answer.set_exception(outcome)
        else:
            request.answer.set_result(outcome)
