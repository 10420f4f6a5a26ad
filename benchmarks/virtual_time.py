"""Concurrency that a busy machine doesn't change: threads take turns by a clock of the simulation.

The code that is measured is the real one, and so are the tables. What is simulated is when: every
request to AWS takes as long as the model below says, and while it does, others go on; in between no
time passes. One thread runs at a time, always the one whose turn comes first, so neither this
machine's cores nor the local cloud, which answers one request after another, are in the figures.

DynamoDB states single-digit milliseconds for a read or a write and nothing for a transaction; the
model takes the upper end, and for a transaction what two phases over its items come to. A
transaction keeps its items for all that time, and whoever writes to one of them meanwhile is
refused, as the developer guide says ("Transaction conflict handling in DynamoDB").
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count
from typing import Any, Final
from unittest.mock import patch

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

READ_SECONDS: Final = 0.005
WRITE_SECONDS: Final = 0.010
TRANSACTION_SECONDS: Final = 0.020
ITEM_SECONDS: Final = 0.0005
"""For each item of a transaction, beside what any takes."""

_WRITES: Final = ("Put", "Update", "Delete", "ConditionCheck")
_CONFLICT: Final = "Transaction is ongoing for the item"

_Key = tuple[str, str]


class Simulation:
    """A clock, and threads that take turns by it."""

    def __init__(self) -> None:
        self._now = 0.0
        self._order = count()
        self._turns: list[tuple[float, int, threading.Semaphore]] = []
        self._mine = threading.local()
        self._threads: list[threading.Thread] = []
        self._over = threading.Event()
        self._failures: list[BaseException] = []
        self._held: dict[_Key, float] = {}

    def start(self, work: Callable[[], None]) -> None:
        """Have something done, beside all else, as soon as the simulation runs."""
        turn = threading.Semaphore(0)

        def run() -> None:
            self._mine.turn = turn
            turn.acquire()
            try:
                work()
            except BaseException as error:
                self._failures.append(error)
            finally:
                self._pass_on()

        self._threads.append(threading.Thread(target=run, daemon=True))
        heappush(self._turns, (self._now, next(self._order), turn))

    def run(self, *clients: Any) -> None:
        """Let time pass until everything is done; requests of these clients take theirs.

        Parameters
        ----------
        *clients
            Of botocore; DynamoDB's are refused what conflicts.
        """
        for thread in self._threads:
            thread.start()
        with (
            patch("time.sleep", self.sleep),
            patch("time.monotonic", self.monotonic),
            _heard(clients, self._send),
        ):
            self._pass_on()
            self._over.wait()
        for failure in self._failures:
            raise failure

    def monotonic(self) -> float:
        """Return the time, in seconds."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Let others have their turns until the time has come."""
        turn = self._mine.turn
        heappush(self._turns, (self._now + max(0.0, seconds), next(self._order), turn))
        self._pass_on()
        turn.acquire()

    def _pass_on(self) -> None:
        if not self._turns:
            self._over.set()
            return
        self._now, _, turn = heappop(self._turns)
        turn.release()

    def _send(self, request: AWSPreparedRequest, **_kwargs: Any) -> AWSResponse | None:
        """Take the request's time; answer in AWS's place if it conflicts."""
        operation = _text(request.headers.get("X-Amz-Target", "")).rpartition(".")[2]
        body = json.loads(_text(request.body or b"{}"))
        match operation:
            case "TransactWriteItems":
                keys = [_key(name, each[name]) for each in body["TransactItems"] for name in each]
                conflicts = [self._held.get(key, 0.0) > self._now for key in keys]
                if any(conflicts):
                    self.sleep(WRITE_SECONDS)
                    return _refusal(request, "TransactionCanceledException", conflicts)
                seconds = TRANSACTION_SECONDS + ITEM_SECONDS * len(keys)
                self._held |= dict.fromkeys(keys, self._now + seconds)
                self.sleep(seconds)
            case "PutItem" | "UpdateItem" | "DeleteItem":
                self.sleep(WRITE_SECONDS)
                if self._held.get(_key(operation.removesuffix("Item"), body), 0.0) > self._now:
                    return _refusal(request, "TransactionConflictException", [])
            case "GetItem" | "BatchGetItem" | "Query" | "TransactGetItems":
                self.sleep(READ_SECONDS)
            case _:
                self.sleep(WRITE_SECONDS)
        return None


@contextmanager
def _heard(clients: tuple[Any, ...], hear: Callable[..., Any]) -> Iterator[None]:
    for each in clients:
        each.meta.events.register("before-send", hear)
    try:
        yield
    finally:
        for each in clients:
            each.meta.events.unregister("before-send", hear)


def _key(kind: str, write: Mapping[str, Any]) -> _Key:
    """Name the item that a write is for."""
    item = write["Item"] if kind == "Put" else write["Key"]
    return write["TableName"], json.dumps([item["pk"], item.get("sk")])


def _refusal(request: AWSPreparedRequest, code: str, conflicts: list[bool]) -> AWSResponse:
    body: dict[str, Any] = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}"}
    body["message"] = _CONFLICT
    if conflicts:
        body["CancellationReasons"] = [
            {"Code": "TransactionConflict" if each else "None"} for each in conflicts
        ]
    return AWSResponse(request.url, 400, {}, _Raw(json.dumps(body).encode()))


class _Raw:
    """What the refusal's body is read from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_args: Any, **_kwargs: Any) -> Iterator[bytes]:
        """Yield the body."""
        yield self._content


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value
