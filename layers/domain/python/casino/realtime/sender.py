"""Sending one frame to many connections through API Gateway's ``@connections``."""

import asyncio
import hashlib
import random
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

import aiohttp
from yarl import URL

from casino.realtime.sigv4 import Signer
from casino.shared.clock import Clock

if TYPE_CHECKING:
    from botocore.credentials import ReadOnlyCredentials

_SOCKETS: Final = 64
_TIMEOUT: Final = aiohttp.ClientTimeout(total=3, sock_connect=1)
_ATTEMPTS: Final = 4
_BASE_SECONDS: Final = 0.05


class Delivery(Enum):
    """What became of a frame for one connection."""

    DELIVERED = auto()
    GONE = auto()
    REFUSED = auto()
    """The frame itself is at fault; sending it again would change nothing."""
    FAILED = auto()
    """Throttled or out of reach to the end; the client finds the gap and asks."""


class Sender:
    """Posts frames, 64 at a time, over connections kept alive between invocations.

    Parameters
    ----------
    endpoint : str
        The API's management endpoint, without a trailing slash.
    region : str
    credentials : callable
        Returns the present credentials; they change while an environment lives.
    clock : Clock
    """

    def __init__(
        self,
        endpoint: str,
        region: str,
        credentials: "Callable[[], ReadOnlyCredentials]",
        clock: Clock,
    ) -> None:
        parts = urlsplit(endpoint)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._prefix = f"{parts.path}/@connections/"
        self._signer = Signer(endpoint, region)
        self._credentials = credentials
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def send(self, connection_ids: Sequence[str], body: bytes) -> dict[str, Delivery]:
        """Send a frame to every connection and say what became of each.

        A connection that is slow or broken delays or fails no other.
        """
        body_hash = hashlib.sha256(body).hexdigest()
        credentials = self._credentials()
        slots = asyncio.Semaphore(_SOCKETS)

        async def deliver(connection_id: str) -> Delivery:
            async with slots:
                return await self._deliver(connection_id, body, body_hash, credentials)

        results = await asyncio.gather(*map(deliver, connection_ids))
        return dict(zip(connection_ids, results, strict=True))

    async def close(self) -> None:
        """Close the sockets."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _deliver(
        self,
        connection_id: str,
        body: bytes,
        body_hash: str,
        credentials: "ReadOnlyCredentials",
    ) -> Delivery:
        path = self._prefix + quote(connection_id, safe="")
        for attempt in range(_ATTEMPTS):
            if attempt:
                await asyncio.sleep(random.uniform(0, _BASE_SECONDS * 2**attempt))  # noqa: S311 - jitter, no secret
            headers = self._signer.headers(path, body_hash, credentials, self._clock())
            status = await self._post(path, body, headers)
            match status:
                case 200:
                    return Delivery.DELIVERED
                case 410:
                    return Delivery.GONE
                case 429 | None:
                    continue
                case _ if status >= 500:
                    continue
                case _:
                    return Delivery.REFUSED
        return Delivery.FAILED

    async def _post(self, path: str, body: bytes, headers: dict[str, str]) -> int | None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=_SOCKETS, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, timeout=_TIMEOUT)
        # The path is signed as it is quoted, so it must not be quoted anew.
        url = URL(self._origin + path, encoded=True)
        try:
            async with self._session.post(url, data=body, headers=headers) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return None
