"""Share a laptop's few cores among many functions.

MiniStack starts another Python process for each request that finds none free: a burst of thirty
bets would start thirty, on two cores, and each would unpack and compile every layer for itself.
Here a function gets a handful of workers and further requests wait for one; layers are unpacked
once; a deployment lets invocations finish; and workers can be started before they are needed.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
import tempfile
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.local_cloud.emulator import lambda_runtime, lambda_service

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORKERS_PER_FUNCTION = int(os.environ.get("CROUPIER_WORKERS_PER_FUNCTION", "4"))
_LAYERS = Path(os.environ.get("CROUPIER_LAYERS") or Path(tempfile.gettempdir()) / "layers")
_LAYER_LIFETIME = 7 * 24 * 60 * 60

_freed = threading.Condition()
_unpacking = threading.Lock()
_replaced: set[Any] = set()


def apply() -> None:
    """Bound the pools, and share the layers."""
    _let_workers_finish()
    _wait_instead_of_spawning()
    _unpack_layers_once()


def _let_workers_finish() -> None:
    """End a worker that is replaced by a deployment only after the invocation it is at."""
    kill_workers = lambda_runtime.kill_workers
    release_worker = lambda_runtime.release_worker

    def kill_idle_workers(workers: Iterable[Any]) -> None:
        idle = []
        for worker in workers:
            if worker.in_use:
                _replaced.add(worker)
            else:
                idle.append(worker)
        kill_workers(idle)

    def release_or_kill(worker: Any) -> None:
        release_worker(worker)
        if worker in _replaced:
            _replaced.discard(worker)
            kill_workers([worker])

    lambda_runtime.kill_workers = kill_idle_workers
    lambda_runtime.release_worker = release_or_kill


def _wait_instead_of_spawning() -> None:
    acquire_worker = lambda_runtime.acquire_worker
    release_worker = lambda_runtime.release_worker

    def acquire_or_wait(
        func_name: str,
        config: dict[str, Any],
        code_zip: bytes,
        qualifier: str = "$LATEST",
        max_concurrency: int | None = None,
    ) -> tuple[Any, str]:
        limit = max_concurrency or _WORKERS_PER_FUNCTION
        while True:
            with _freed:
                worker, reason = acquire_worker(
                    func_name, config, code_zip, qualifier=qualifier, max_concurrency=limit
                )
                if worker is not None:
                    return worker, reason
                # The timeout covers workers that vanish without being released (a redeployment).
                _freed.wait(timeout=0.5)

    def release_and_tell(worker: Any) -> None:
        release_worker(worker)
        with _freed:
            _freed.notify_all()

    for module in (lambda_runtime, lambda_service):
        module.acquire_worker = acquire_or_wait
        module.release_worker = release_and_tell


def _unpack_layers_once() -> None:
    resolve_layer_zip = lambda_service._resolve_layer_zip  # noqa: SLF001

    def resolve_pointer(attachment: Any) -> bytes | None:
        content = resolve_layer_zip(attachment)
        return None if content is None else _pointer_to(_unpacked(content))

    lambda_service._resolve_layer_zip = resolve_pointer  # noqa: SLF001


def _unpacked(content: bytes) -> Path:
    """Return the folder that holds this layer, unpacking it the first time.

    The folder is named by its content and stays, so Python's compiled files in it serve the next
    start too.
    """
    folder = _LAYERS / hashlib.sha256(content).hexdigest()[:32]
    with _unpacking:
        if not folder.exists():
            _forget_old_layers()
            partial = Path(tempfile.mkdtemp(prefix="partial-", dir=_ensured(_LAYERS)))
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                archive.extractall(partial)
            # Two copies may have unpacked it at once; either result will do.
            with suppress(OSError):
                partial.rename(folder)
        os.utime(folder)
    return folder


def _forget_old_layers() -> None:
    for folder in _ensured(_LAYERS).iterdir():
        if time.time() - folder.stat().st_mtime > _LAYER_LIFETIME:
            shutil.rmtree(folder, ignore_errors=True)


def _ensured(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _pointer_to(folder: Path) -> bytes:
    """Return a layer that holds no files, only the way to them.

    Python runs lines of `.pth` files that begin with `import`; this one puts the shared folder
    where the layer itself would stand, ahead of everything but other layers.
    """
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    line = f"import sys; sys.path.insert(0, {str(folder / 'python')!r})\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"python/lib/{version}/site-packages/layer.pth", line)
    return buffer.getvalue()


class _Warming:
    """Workers being started before they are needed: one of each function that has none."""

    def __init__(self) -> None:
        self.thread: threading.Thread | None = None
        self.outcomes: dict[str, str] = {}

    def begin(self, first: Sequence[str], at_once: int) -> None:
        if self.thread is not None and self.thread.is_alive():
            return
        # As they are now: what is deployed meanwhile starts when it is called.
        functions = list(lambda_service._functions._data.values())  # noqa: SLF001
        order = {handler: number for number, handler in enumerate(first)}
        functions.sort(key=lambda each: order.get(each["config"].get("Handler"), len(order)))
        self.outcomes = {}
        urgent = sum(each["config"].get("Handler") in order for each in functions)
        parts = ((functions[:urgent], 2), (functions[urgent:], at_once))
        self.thread = threading.Thread(target=self._run, args=(parts,), daemon=True)
        self.thread.start()

    def _run(self, parts: Iterable[tuple[Sequence[dict[str, Any]], int]]) -> None:
        for functions, at_once in parts:
            with ThreadPoolExecutor(max_workers=at_once) as pool:
                for name, outcome in pool.map(_warm, functions):
                    self.outcomes[name] = outcome


_warming = _Warming()


def begin_to_warm(first: Sequence[str], *, at_once: int) -> None:
    """Start one worker of each function that has none, and don't wait for it.

    Parameters
    ----------
    first : sequence of str
        Handlers of the functions to begin with, two at once.
    at_once : int
        How many of the others start side by side; each takes a whole core while it does.
    """
    _warming.begin(first, at_once)


def warmth() -> dict[str, Any]:
    """Return whether that has ended, and what became of each function so far."""
    going_on = _warming.thread is not None and _warming.thread.is_alive()
    return {"finished": not going_on, "outcomes": dict(_warming.outcomes)}


def _warm(function: dict[str, Any]) -> tuple[str, str]:
    config = function["config"]
    name = str(config["FunctionName"])
    if not function.get("code_zip") or not str(config.get("Runtime", "")).startswith("python"):
        return name, "not a Python function with code"

    def start() -> None:
        worker, _ = lambda_runtime.acquire_worker(name, config, function["code_zip"])
        try:
            lambda_runtime.ensure_spawned(worker)
        finally:
            lambda_runtime.release_worker(worker)

    try:
        lambda_service._run_with_function_config_scope(config, start)  # noqa: SLF001
    except Exception as error:
        return name, f"failed: {error}"
    return name, "warm"
