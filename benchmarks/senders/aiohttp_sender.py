"""A general asynchronous client with our signing: 64 sockets, what is throttled tried again."""

import asyncio
import json
import random

import aiohttp
from botocore.credentials import ReadOnlyCredentials
from yarl import URL

from benchmarks.senders.measure import endpoint, measure
from casino.channels.sigv4 import SignedTemplate, Signer
from casino.channels.subscriptions import Subscriptions
from casino.shared.aws import client
from casino.shared.clock import utc_now


class Broadcast:
    """Sends frames by aiohttp."""

    def __init__(self) -> None:
        self.session: aiohttp.ClientSession | None = None
        self.subscriptions = Subscriptions(client("dynamodb"), "connections")
        self.signer = Signer(endpoint(), "us-east-1")
        self.slots = asyncio.Semaphore(64)

    async def __call__(self, frame: dict[str, object]) -> None:
        if self.session is None:
            self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64))
        body = json.dumps(frame).encode()
        credentials = ReadOnlyCredentials("test", "test", None)
        signed = self.signer.template("POST", body, credentials, utc_now())
        audience = self.subscriptions.subscribers("table:bench", 0, utc_now())
        await asyncio.gather(*(self._post(each, body, signed) for each in audience))

    async def close(self) -> None:
        if self.session is not None:
            await self.session.close()

    async def _post(self, name: str, body: bytes, signed: SignedTemplate) -> None:
        assert self.session is not None
        path = f"/live/@connections/{name[:-1]}%3D"
        url = URL(endpoint() + path, encoded=True)
        for attempt in range(5):
            headers = {"authorization": signed.authorization(path)}
            async with (
                self.slots,
                self.session.post(url, data=body, headers=headers) as answer,
            ):
                if answer.status != 429:
                    return
            await asyncio.sleep(random.uniform(0, 0.1 * 2**attempt))


def main() -> None:
    loop = asyncio.new_event_loop()
    broadcast = Broadcast()
    measure(lambda frame: loop.run_until_complete(broadcast(frame)))
    loop.run_until_complete(broadcast.close())


if __name__ == "__main__":
    main()
