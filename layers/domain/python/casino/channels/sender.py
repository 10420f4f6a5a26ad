"""Sending one frame to many connections through API Gateway's ``@connections``."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from casino.channels.frames import MAX_MESSAGE_BYTES
from casino.channels.keep_alive import KeepAlivePool
from casino.channels.quota import Quota
from casino.channels.sigv4 import SignedTemplate, Signer
from casino.shared.batches import batched
from casino.shared.clock import Clock

if TYPE_CHECKING:
    from botocore.credentials import ReadOnlyCredentials

_SOCKETS: Final = 64
_POST_SECONDS: Final = 1.0
# Leave is asked for in portions, so that one large audience doesn't keep all others waiting.
_PORTION: Final = 250

# 429 is about the account and passes. What a connection itself can't take is not waited for long.
_UNREACHABLE_ATTEMPTS: Final = 3
_BASE_SECONDS: Final = 0.05
_MAX_SECONDS: Final = 1.0

_STRIKES: Final = 3
_REMEMBERED: Final = 10_000


class Delivery(Enum):
    """What became of a frame for one connection.

    Whoever missed a frame finds the gap by its number and asks for it; see the channel log.
    """

    DELIVERED = auto()
    GONE = auto()
    """There is no such connection any more."""
    TOO_LARGE = auto()
    """API Gateway doesn't carry such a frame."""
    REFUSED = auto()
    """We are at fault: not allowed, or not understood."""
    THROTTLED = auto()
    """Too many requests in the whole account, until time was up; perhaps not even tried."""
    UNREACHABLE = auto()
    """Out of reach for this frame."""
    STALLED = auto()
    """Out of reach for the third frame in a row while others got them: too slow to serve."""


class Sender:
    """Posts frames, 64 at a time, over connections kept alive between invocations.

    Parameters
    ----------
    endpoint : str
        The API's management endpoint, without a trailing slash.
    credentials : callable
        Returns the present credentials; they change while an environment lives.
    """

    def __init__(
        self,
        endpoint: str,
        region: str,
        credentials: "Callable[[], ReadOnlyCredentials]",
        clock: Clock,
        quota: Quota,
    ) -> None:
        self._prefix = f"{urlsplit(endpoint).path}/@connections/"
        self._pool = KeepAlivePool(endpoint)
        self._slots = asyncio.Semaphore(_SOCKETS)
        self._signer = Signer(endpoint, region)
        self._credentials = credentials
        self._clock = clock
        self._quota = quota
        self._strikes: dict[str, int] = {}

    async def send(
        self, connection_ids: Sequence[str], body: bytes, *, seconds: float = 5.0
    ) -> dict[str, Delivery]:
        """Send a frame to every connection and say what became of each.

        A connection that is slow or broken delays others by little and fails none.

        Parameters
        ----------
        seconds : float
            How long it may take at most, with everything that is tried again.
        """
        if len(body) > MAX_MESSAGE_BYTES:
            return dict.fromkeys(connection_ids, Delivery.TOO_LARGE)
        until = time.monotonic() + seconds
        signed = self._signer.template("POST", body, self._credentials(), self._clock())
        deliveries = dict.fromkeys(connection_ids, Delivery.THROTTLED)

        async def work(waiting: Iterator[str]) -> None:
            for connection_id in waiting:
                if time.monotonic() >= until:
                    return
                deliveries[connection_id] = await self._deliver(connection_id, signed, until)

        async with asyncio.TaskGroup() as workers:
            for portion in batched(deliveries, _PORTION):
                if not await self._quota.take(len(portion), until - time.monotonic()):
                    break
                waiting = iter(portion)
                for _ in range(min(_SOCKETS, len(portion))):
                    workers.create_task(work(waiting))
        self._judge(deliveries)
        return deliveries

    async def disconnect(self, connection_id: str) -> None:
        """End a connection, so that its client comes back and asks for what it missed."""
        signed = self._signer.template("DELETE", b"", self._credentials(), self._clock())
        await self._request(signed.request(self._path(connection_id)), _POST_SECONDS)

    def close(self) -> None:
        """Close the sockets."""
        self._pool.close()

    async def _deliver(self, connection_id: str, signed: SignedTemplate, until: float) -> Delivery:
        request = signed.request(self._path(connection_id))
        # Who was out of reach a moment ago is tried once: the others' next frame waits for this.
        failures = _UNREACHABLE_ATTEMPTS - 1 if connection_id in self._strikes else 0
        pause = _BASE_SECONDS
        while True:
            status = await self._request(request, min(_POST_SECONDS, until - time.monotonic()))
            match status:
                case 200:
                    return Delivery.DELIVERED
                case 410:
                    return Delivery.GONE
                case 413:
                    return Delivery.TOO_LARGE
                case 429:
                    outcome = Delivery.THROTTLED
                    self._quota.throttled()
                case None | 500 | 502 | 503 | 504:
                    outcome = Delivery.UNREACHABLE
                    failures += 1
                    if failures == _UNREACHABLE_ATTEMPTS:
                        return outcome
                case _:
                    return Delivery.REFUSED
            pause = min(_MAX_SECONDS, 2 * pause)
            wait = random.uniform(0, pause)  # noqa: S311 - jitter, no secret
            if time.monotonic() + wait >= until:
                return outcome
            await asyncio.sleep(wait)
            if not await self._quota.take(1, until - time.monotonic()):
                return outcome

    async def _request(self, request: bytes, seconds: float) -> int | None:
        async with self._slots:
            try:
                async with asyncio.timeout(seconds):
                    return await self._pool.request(request)
            except (OSError, TimeoutError):
                return None

    def _path(self, connection_id: str) -> str:
        return self._prefix + quote(connection_id, safe="")

    def _judge(self, deliveries: dict[str, Delivery]) -> None:
        """Tell who is too slow to serve, unless it is the gateway that is."""
        missed = [each for each, what in deliveries.items() if what is Delivery.UNREACHABLE]
        if not missed and not self._strikes:
            return
        for connection_id, delivery in deliveries.items():
            if delivery is not Delivery.UNREACHABLE:
                self._strikes.pop(connection_id, None)
        if len(missed) * 10 > len(deliveries):
            return
        for connection_id in missed:
            strikes = self._strikes.pop(connection_id, 0) + 1
            if strikes == _STRIKES:
                deliveries[connection_id] = Delivery.STALLED
            else:
                self._strikes[connection_id] = strikes
        while len(self._strikes) > _REMEMBERED:
            del self._strikes[next(iter(self._strikes))]
