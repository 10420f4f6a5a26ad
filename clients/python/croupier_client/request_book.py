"""The requests of one connection that wait for their replies."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from croupier_client.errors import RequestRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from croupier_client.errors import RealtimeError


class RequestBook:
    """Matches each reply of one connection to the request that is waiting for it."""

    def __init__(self) -> None:
        self._pending: dict[str, asyncio.Future[Any]] = {}
        self._count = 0

    def open(self) -> tuple[str, asyncio.Future[Any]]:
        """Return a new request's id and its answer to be."""
        self._count += 1
        request_id = f"c-{self._count}"
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._pending[request_id] = answer
        return request_id, answer

    def forget(self, request_id: str) -> None:
        """Wait no longer for a request."""
        answer = self._pending.pop(request_id, None)
        if answer is not None:
            answer.cancel()

    def settle(self, reply: Mapping[str, Any]) -> None:
        """Hand a reply to whoever waits for it; nobody does if it is late, a copy, or not ours."""
        answer = self._pending.pop(str(reply.get("request_id")), None)
        if answer is None or answer.done():
            return
        if reply.get("ok"):
            answer.set_result(reply.get("data"))
            return
        error = reply.get("error") or {}
        answer.set_exception(
            RequestRefused(
                error.get("code", "unknown"),
                error.get("message", ""),
                retryable=bool(error.get("retryable", False)),
                details=error.get("details"),
            )
        )

    def fail_all(self, error: RealtimeError) -> None:
        """Tell everybody who waits that there will be no reply."""
        pending, self._pending = self._pending, {}
        for answer in pending.values():
            if not answer.done():
                answer.set_exception(error)
                answer.exception()  # whoever was still sending hears of it from the transport
