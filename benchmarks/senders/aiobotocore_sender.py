"""aiobotocore: botocore over aiohttp, 64 sockets, and its standard retries."""

import asyncio
import contextlib
import json
from typing import Any

from aiobotocore.config import AioConfig
from aiobotocore.session import get_session
from botocore.exceptions import ClientError

from benchmarks.senders.measure import endpoint, measure


class Broadcast:
    """Sends frames by aiobotocore."""

    def __init__(self) -> None:
        self.gateway: Any = None
        self.dynamodb: Any = None
        self.slots = asyncio.Semaphore(64)
        self.clients = contextlib.AsyncExitStack()

    async def __call__(self, frame: dict[str, object]) -> None:
        if self.gateway is None:
            retries: Any = {"mode": "standard", "total_max_attempts": 5}
            config = AioConfig(max_pool_connections=64, retries=retries)
            session = get_session()
            self.dynamodb = await self.clients.enter_async_context(
                session.create_client("dynamodb")
            )
            self.gateway = await self.clients.enter_async_context(
                session.create_client(
                    "apigatewaymanagementapi", endpoint_url=f"{endpoint()}/live", config=config
                )
            )
        data = json.dumps(frame).encode()
        rows = (await self.dynamodb.scan(TableName="connections"))["Items"]
        await asyncio.gather(*(self._post(row["sk"]["S"], data) for row in rows))

    async def _post(self, name: str, data: bytes) -> None:
        async with self.slots:
            with contextlib.suppress(ClientError):
                await self.gateway.post_to_connection(ConnectionId=name, Data=data)


def main() -> None:
    loop = asyncio.new_event_loop()
    broadcast = Broadcast()
    measure(lambda frame: loop.run_until_complete(broadcast(frame)))
    loop.run_until_complete(broadcast.clients.aclose())


if __name__ == "__main__":
    main()
