"""Save the whole state every two seconds, at one instant, without holding anybody up.

MiniStack saves at an orderly stop only, and not the records of streams. Copying its state from a
thread would tear transactions apart: DynamoDB changes several tables while the copy is under way.
So the event loop, on which every DynamoDB operation runs to its end, forks: the child holds the
state of that very instant, writes it and exits, while the parent goes on (Redis saves in the same
manner). What is large and changes only by deployments (code, layers, stacks) is written only
after requests that could have changed it.
"""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import os
import signal
import time
import warnings
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.local_cloud.emulator import app, dynamodb, lambda_service, persistence
from scripts.local_cloud.stream_mappings import position_lock, slowest_position

if TYPE_CHECKING:
    from scripts.local_cloud.asgi import Receive, Scope, Send

_INTERVAL = float(os.environ.get("CROUPIER_SNAPSHOT_SECONDS", "2"))
_LONGEST_WRITE = 60.0
_STREAMS = "croupier_streams"
_SHARE_OF_TIME = 0.2

_PLAYED = frozenset(
    {"cognito", "dynamodb", "eventbridge", "kms", "secretsmanager", "sns", "sqs", _STREAMS}
)
"""State that changes while people play; the names are those of MiniStack's files."""

_PLAYING = frozenset(
    {
        "cognito-idp", "dynamodb", "dynamodbstreams", "events", "kms", "logs", "monitoring",
        "secretsmanager", "sns", "sqs", "sts",
    }
)  # fmt: skip
"""Services whose requests change no other state than that."""

_CODE = "lambda"
"""Functions and their layers, of which each stack has copies: hundreds of megabytes."""

_logger = logging.getLogger("croupier.snapshots")

GetState = Callable[[], Any]


class _Snapshots:
    """When the state was saved, and by which child."""

    def __init__(self) -> None:
        self.deployed = True  # something but play may have changed since the last snapshot
        self._child: int | None = None
        self._started = 0.0
        self._includes_deployment = False

    async def save_for_ever(self) -> None:
        while True:
            await asyncio.sleep(_INTERVAL)
            self.begin()
            while not self.finished():  # noqa: ASYNC110 - a child process sets no event
                await asyncio.sleep(0.05)
            # A large state takes long to write; it must not take a whole core as well.
            took = time.monotonic() - self._started
            await asyncio.sleep(max(0.0, took / _SHARE_OF_TIME - took - _INTERVAL))

    def begin(self) -> None:
        """Fork a child that writes the state as it is now. Runs on the event loop."""
        services = _services()
        self._includes_deployment = self.deployed
        if not self.deployed:
            services = {name: get for name, get in services.items() if name in _PLAYED}
        self.deployed = False
        self._started = time.monotonic()
        with position_lock, warnings.catch_warnings():
            # Forking beside threads is dangerous for what takes locks that a thread may hold.
            # The child takes none: it reads, writes files of its own and leaves.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = os.fork()
        if self._child == 0:
            _write_and_exit(services)

    def finished(self) -> bool:
        """Whether no child is writing any more; reaps it."""
        if self._child is None:
            return True
        pid, status = os.waitpid(self._child, os.WNOHANG)
        if pid == 0:
            if time.monotonic() - self._started < _LONGEST_WRITE:
                return False
            os.kill(self._child, signal.SIGKILL)
            _, status = os.waitpid(self._child, 0)
        self._child = None
        if status != 0:
            self.deployed = self.deployed or self._includes_deployment
            _logger.error("A snapshot could not be written (status %s); the next one will.", status)
        return True

    def wait(self) -> None:
        """Let a child that is writing finish, lest it replace newer files by its own."""
        while not self.finished():
            time.sleep(0.02)


_snapshots = _Snapshots()


def apply() -> None:
    """Save while running, save completely at the end, and restore streams at the start."""
    if not persistence.PERSIST_STATE:
        return
    load_persisted_state = app._load_persisted_state  # noqa: SLF001
    serve = app.app

    def load() -> None:
        load_persisted_state()
        _restore_streams(persistence.load_state(_STREAMS))
        # What was just read need not be written again.
        _snapshots.deployed = not (Path(persistence.STATE_DIR) / f"{_CODE}.json").exists()

    def save_at_the_end(_services_of_ministack: Mapping[str, GetState]) -> None:
        _snapshots.wait()
        services = _services()
        if not _snapshots.deployed:
            services.pop(_CODE, None)
        _write(services)

    async def serve_and_save(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await serve(scope, receive, send)
            return
        saving = asyncio.create_task(_snapshots.save_for_ever())
        try:
            await serve(scope, receive, send)
        finally:
            saving.cancel()

    app._load_persisted_state = load  # noqa: SLF001
    app.save_all = save_at_the_end
    app.app = serve_and_save
    for name, handler in app.SERVICE_HANDLERS.items():
        if name not in _PLAYING:
            app.SERVICE_HANDLERS[name] = _noticing(handler)


def _noticing(handler: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def handle(
        method: str, path: str, headers: Mapping[str, str], body: bytes, query: Any
    ) -> Any:
        if _leaves_all_as_it_is(method, path, headers, body):
            return await handle_request(method, path, headers, body, query)
        _snapshots.deployed = True
        try:
            return await handle_request(method, path, headers, body, query)
        finally:
            # Once more: a snapshot may have been taken while the request was being served.
            _snapshots.deployed = True

    handle_request = handler
    return handle


def _leaves_all_as_it_is(method: str, path: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a request reads, or calls a function, in whichever protocol its service speaks."""
    target = headers.get("x-amz-target", "").rpartition(".")[2].encode()
    named = target or body.partition(b"Action=")[2]
    return (
        method in {"GET", "HEAD"}
        or path.endswith("/invocations")
        or named.startswith((b"Describe", b"Get", b"List"))
    )


def _services() -> dict[str, GetState]:
    services: dict[str, GetState] = dict(app._build_persistence_save_dict())  # noqa: SLF001
    services[_STREAMS] = _streams
    return services


def _write_and_exit(services: Mapping[str, GetState]) -> None:
    """Write the state in the child and leave without touching anything that is the parent's."""
    status = 1
    try:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, signal.SIG_DFL)
        # The parent's sockets: after its death the port must be free at once.
        os.closerange(3, 65536)
        logging.disable(logging.CRITICAL)
        # MiniStack copies its state before it serialises it; this process is the copy.
        copy.deepcopy = _as_it_is  # type: ignore[assignment]
        _write(services)
        status = 0
    finally:
        os._exit(status)


def _as_it_is(value: Any, _memo: Any = None) -> Any:
    return value


def _write(services: Mapping[str, GetState]) -> None:
    """Write every service's state, and only then put all the files in place."""
    folder = Path(persistence.STATE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, get_state in services.items():
        state = get_state()
        if state is None:
            continue
        version = persistence._state_format_version(name)  # noqa: SLF001
        document = {"__ministack_format__": version, "payload": state}
        # `dumps` at once is many times faster than `dump` piece by piece.
        text = json.dumps(document, default=persistence._json_default)  # noqa: SLF001
        partial = folder / f"{name}.json.partial"
        partial.write_text(text)
        written.append((partial, folder / f"{name}.json"))
    for partial, file in written:
        partial.replace(file)


def _streams() -> dict[str, Any]:
    """Return what mappings have yet to process: records, where they begin, and positions."""
    streams = []
    for (account, region, table), records in dynamodb._stream_records._data.items():  # noqa: SLF001
        trimmed = dynamodb._stream_trimmed.get_scoped(account, region, table, 0)  # noqa: SLF001
        begin = slowest_position(account, region, table, trimmed + len(records))
        pending = records[max(0, begin - trimmed) :]
        streams.append(
            {"scope": [account, region, table], "begin": max(begin, trimmed), "records": pending}
        )
    positions = lambda_service._dynamodb_stream_positions._data  # noqa: SLF001
    return {
        "streams": streams,
        "positions": [[*scope, position] for scope, position in positions.items()],
        "sequence": dynamodb._stream_seq_counter,  # noqa: SLF001
    }


def _restore_streams(state: Mapping[str, Any] | None) -> None:
    """Put back what mappings had yet to process.

    Without it MiniStack restores positions of a stream whose records are gone, and every mapping
    would skip as many new records as it had processed old ones.
    """
    positions = lambda_service._dynamodb_stream_positions._data  # noqa: SLF001
    positions.clear()
    if state is None:
        return
    for stream in state["streams"]:
        scope = stream["scope"]
        dynamodb._stream_records.set_scoped(*scope, stream["records"])  # noqa: SLF001
        dynamodb._stream_trimmed.set_scoped(*scope, stream["begin"])  # noqa: SLF001
    for *scope, position in state["positions"]:
        positions[tuple(scope)] = position
    dynamodb._stream_seq_counter = state["sequence"]  # noqa: SLF001
