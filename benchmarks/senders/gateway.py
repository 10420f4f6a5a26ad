"""Stands where ``@connections`` does, in a process of its own, on its better and worse days.

It answers each post after 10 ms: one connection in twenty has gone, and of all other posts 2 % are
throttled. It also answers as much of DynamoDB as senders ask: a scan or query of the connections
and an update of the quota, at once, so that none of them waits for another process's database.
"""

import argparse
import asyncio
import json
import random
import time
from collections import Counter
from typing import Any, Final
from urllib.parse import unquote

LATENCY: Final = 0.010
GONE_OF: Final = 20
THROTTLED: Final = 0.02

_REASONS: Final = {200: b"OK", 410: b"Gone", 429: b"Too Many Requests"}
_ERRORS: Final = {410: b"GoneException", 429: b"LimitExceededException"}


def connection_id(number: int) -> str:
    """Return an id as API Gateway makes them."""
    return f"L0SM9{number:06d}FvHcCIhw="


def is_gone(name: str) -> bool:
    """Tell whether a connection has ended, though nobody was told."""
    return int(name[5:11]) % GONE_OF == 0


class Record:
    """What happened to the frames."""

    def __init__(self) -> None:
        self.delivered: Counter[tuple[int, str]] = Counter()
        self.delays: list[float] = []
        self.statuses: Counter[int] = Counter()


class Gateway(asyncio.Protocol):
    """One connection from a sender."""

    record = Record()
    chance = random.Random(20261123)
    audience = 0

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._received = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._received[: end + 2]
        lowered = head.lower()
        at = lowered.find(b"\r\ncontent-length:")
        length = int(head[at + 17 : head.index(b"\r\n", at + 2)]) if at >= 0 else 0
        if b"\r\nexpect: 100-continue" in lowered and len(self._received) == end + 4:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if len(self._received) < end + 4 + length:
            return
        body, self._received = self._received[end + 4 :][:length], b""
        path = head.split(b" ", 2)[1].decode()
        if "connections/" in path:
            self._loop.call_later(LATENCY, self._deliver, unquote(path.rpartition("/")[2]), body)
        elif path == "/record":
            self._answer(200, json.dumps(self._tell()).encode())
        else:
            self._answer(200, self._database(lowered))

    def _deliver(self, name: str, body: bytes) -> None:
        status = 200
        if is_gone(name):
            status = 410
        elif self.chance.random() < THROTTLED:
            status = 429
        else:
            data = json.loads(body)["data"]
            self.record.delivered[data["number"], name] += 1
            self.record.delays.append(time.monotonic() - data["sent"])
        self.record.statuses[status] += 1
        self._answer(status, b"" if status == 200 else b'{"message":"no"}')

    def _database(self, head: bytes) -> bytes:
        if b".updateitem" in head:
            return b'{"Attributes":{"free_at":{"N":"0"}}}'
        rows = [
            {
                "pk": {"S": "table:bench#0"},
                "sk": {"S": connection_id(number)},
                "expires_at": {"N": "9999999999"},
            }
            for number in range(self.audience)
        ]
        return json.dumps({"Items": rows, "Count": len(rows)}).encode()

    def _answer(self, status: int, body: bytes) -> None:
        error = b"x-amzn-ErrorType: %b\r\n" % _ERRORS[status] if status in _ERRORS else b""
        self._transport.write(
            b"HTTP/1.1 %d %b\r\nContent-Type: application/json\r\n%bContent-Length: %d\r\n\r\n%b"
            % (status, _REASONS[status], error, len(body), body)
        )

    def _tell(self) -> dict[str, Any]:
        record, type(self).record = self.record, Record()
        measured = [(key, times) for key, times in record.delivered.items() if key[0] > 0]
        delays = sorted(record.delays)
        return {
            "delivered": len(measured),
            "duplicates": sum(times - 1 for _key, times in measured),
            "p50": delays[len(delays) // 2] if delays else 0.0,
            "p99": delays[len(delays) * 99 // 100] if delays else 0.0,
            "statuses": dict(record.statuses),
        }


async def _serve(audience: int) -> None:
    Gateway.audience = audience
    server = await asyncio.get_running_loop().create_server(Gateway, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("audience", type=int)
    asyncio.run(_serve(parser.parse_args().audience))
