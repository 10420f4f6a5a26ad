"""A whole local Croupier of a test run's own: other ports and folders, real components."""

import atexit
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scripts import deployment, down, services, tools, up
from scripts.processes import Process, free_port
from scripts.settings import CopySettings, Port
from tests.support.patience import PATIENCE
from tests.support.side_by_side import locked, shared_home

# Few tests wait for a snapshot, and all of them for the processors.
os.environ.setdefault("CROUPIER_SNAPSHOT_SECONDS", "5")

# Rounds that are short enough to wait for, and long enough to act in on a busy machine.
QUICK_ROUNDS = {
    "timings": {"betting": 6, "closing": 1, "spin": 1, "result": 1, "turn": 4},
    # Longer than a busy machine takes to miss a round.
    "seat_timings": {"reservation": 45},
}


def private_settings(home: Path, *ports: int, **changes: Any) -> CopySettings:
    """Return settings that share installed tools with the checkout, and nothing else."""
    cloud, psp, web = ports or (free_port() for _ in range(3))
    return CopySettings(
        cloud=Port("the tests' local cloud", "-", cloud),
        psp=Port("the tests' payment provider", "-", psp),
        web=Port("the tests' player site", "-", web),
        home=home,
        **changes,
    )


@contextmanager
def running_cloud(home: Path, **changes: Any) -> Iterator[tuple[CopySettings, Process]]:
    """Run an empty local cloud, without the platform."""
    settings = private_settings(home, **changes)
    tools.install_local_services(settings)
    process = services.cloud(settings)
    process.start()
    try:
        yield settings, process
    finally:
        process.stop()


def until_saved(settings: CopySettings, seconds: float = 60 * PATIENCE) -> None:
    """Wait for a snapshot that was begun after now: one that is being written was not."""
    file = settings.data / "cloud" / "dynamodb.json"
    deadline = time.monotonic() + seconds
    for _ in range(2):
        before = file.stat().st_mtime_ns if file.exists() else 0
        while not file.exists() or file.stat().st_mtime_ns == before:
            assert time.monotonic() < deadline, "the local cloud saved nothing in time"
            time.sleep(0.05)


def kill(process: Process) -> None:
    """End a process as a crash would."""
    pid = process.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    process.stop()


@dataclass(frozen=True)
class LocalStack:
    """The platform, deployed with IAM enforced to a local cloud of its own."""

    settings: CopySettings
    endpoints: Mapping[str, str]

    def client(self, service: str) -> Any:
        """Return a boto3 client of this stack's cloud."""
        return deployment.local_client(self.settings, service)

    def set_off(self, name: str) -> None:
        """Let a function run that a timer would set off within the minute."""
        deployment.set_off(self.settings, name)

    def restart_cloud(self, *, crash: bool = False) -> None:
        """Stop the cloud, orderly or not, and start it again."""
        process = services.cloud(self.settings)
        if crash:
            kill(process)
        else:
            process.stop()
        process.start()


def deployed(settings: CopySettings) -> LocalStack:
    """Deploy the platform, serve the player site, and let every function start."""
    up.install(settings)
    up.start_cloud(settings)
    up.deploy(settings, warm_at_once=2)
    up.start_site(settings, tools.build_player_site(settings))
    # Tests measure what the platform does, not how a laptop starts it.
    up.finish_warming(settings)
    return _at(settings)


def home_until_the_end() -> Path:
    """Return a folder for a stack, which ends with this process, and the folder too."""
    resources = ExitStack()
    home = resources.enter_context(
        tempfile.TemporaryDirectory(prefix="croupier-tests-", ignore_cleanup_errors=True)
    )
    resources.callback(lambda: down.stop(private_settings(Path(home))))
    atexit.register(resources.close)
    # A run that is told to end must not leave a cloud behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to end"))
    return Path(home)


@cache
def shared_stack() -> LocalStack:
    """Return the one stack that all tests of a run share; it ends with the run."""
    home = shared_home()
    if home is None:
        return deployed(_stack_settings(home_until_the_end()))
    ports = home / "ports.json"
    with locked(home / "deployment"):
        if ports.exists():
            return _at(_stack_settings(home, *json.loads(ports.read_text())))
        settings = _stack_settings(home)
        stack = deployed(settings)
        ports.write_text(json.dumps([port.number for port in settings.ports]))
        return stack


def _stack_settings(home: Path, *ports: int) -> CopySettings:
    return private_settings(home, *ports, changes=QUICK_ROUNDS, enforce_iam=True)


def _at(settings: CopySettings) -> LocalStack:
    return LocalStack(settings, json.loads(settings.endpoints_file.read_text()))
