"""Background processes that outlive the command which started them."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.commands import environment
from scripts.progress import StepFailed
from scripts.settings import HOST, Port

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GRACE_SECONDS = 10.0
_KILL_SECONDS = 5.0
_RELEASE_SECONDS = 1.5

# Those that this very program started: nobody else could reap them while it lives.
_children: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Process:
    """A service of the local stack: how it is started and how it shows that it is ready."""

    name: str
    port: Port
    command: Sequence[str | Path]
    health_path: str
    cwd: Path
    logs: Path
    run: Path
    env: Mapping[str, str]
    ready_seconds: float = 30.0

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return self.logs / f"{self.name}.log"

    @property
    def _record(self) -> Path:
        return self.run / f"{self.name}.json"

    def pid(self) -> int | None:
        """Return the process id while it runs and is certainly the one we started."""
        try:
            record = json.loads(self._record.read_text())
        except (OSError, ValueError):
            return None
        pid = int(record["pid"])
        # A process id is used again after a reboot or a long time; its birth is not.
        return pid if _birth(pid) == record["birth"] else None

    def start(self) -> bool:
        """Start the process unless it runs, and wait until it answers.

        Returns
        -------
        bool
            Whether it had to be started.

        Raises
        ------
        StepFailed
            The port is taken, or the process ended or stayed silent.
        """
        if self.pid() is not None:
            self._wait_until_ready()
            return False
        _require_free(self.port)
        self.logs.mkdir(parents=True, exist_ok=True)
        self.run.mkdir(parents=True, exist_ok=True)
        with self.log.open("a") as output:
            child = subprocess.Popen(
                [str(part) for part in self.command],
                cwd=self.cwd,
                env=environment(self.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Its own session: Ctrl-C in the terminal must not reach it, and everything that
                # it starts can be ended with it.
                start_new_session=True,
            )
        _children[child.pid] = child
        self._record.write_text(json.dumps({"pid": child.pid, "birth": _birth(child.pid)}))
        self._wait_until_ready(child)
        return True

    def stop(self) -> bool:
        """End the process: politely, and by force when it does not listen."""
        pid = self.pid()
        if pid is not None:
            _end(pid)
        _reap()
        self._record.unlink(missing_ok=True)
        return pid is not None

    def answers(self) -> bool:
        """Whether the service answers on its port."""
        try:
            with urllib.request.urlopen(self.port.url + self.health_path, timeout=5):  # noqa: S310
                return True
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False

    def _wait_until_ready(self, child: subprocess.Popen[bytes] | None = None) -> None:
        deadline = time.monotonic() + self.ready_seconds
        while not self.answers():
            if child is not None and child.poll() is not None:
                self._record.unlink(missing_ok=True)
                message = f"{self.port.service} ended while starting (code {child.returncode})."
                raise StepFailed(_capital(message), log=self.log)
            if time.monotonic() > deadline:
                message = f"{self.port.service} does not answer at {self.port.url}."
                raise StepFailed(
                    _capital(message), log=self.log, advice="Try `make down`, then `make up`."
                )
            time.sleep(0.05)


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _require_free(port: Port) -> None:
    # A process that was just killed lets go of its sockets a moment after it is gone.
    deadline = time.monotonic() + _RELEASE_SECONDS
    while _taken(port):
        if time.monotonic() > deadline:
            message = f"Port {port.number}, meant for {port.service}, is taken by another program."
            other = f"{port.variable}={port.number + 100}"
            advice = f"Stop that program, or choose another port: {other} make up"
            raise StepFailed(message, advice=advice)
        time.sleep(0.05)


def _taken(port: Port) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port.number))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                return True
            raise
    return False


def _end(pid: int) -> None:
    """Signal the process and its session, and wait until all of it is gone."""
    os.kill(pid, signal.SIGTERM)
    if not _gone(pid, _GRACE_SECONDS):
        os.kill(pid, signal.SIGKILL)
        _gone(pid, _KILL_SECONDS)
    # Children share the session of the process that we started, and its id.
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _reap() -> None:
    """Collect those of our children that have ended, however they ended."""
    for pid, child in list(_children.items()):
        if child.poll() is not None:
            del _children[pid]


def _gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        _reap()
        if not _birth(pid):
            return True
        time.sleep(0.05)
    return False


def _birth(pid: int) -> str:
    """Return something that tells this process from any other with its id; empty when gone."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] == "Z" else fields[19]
    listing = subprocess.run(
        ["ps", "-p", str(pid), "-o", "stat=,lstart="], capture_output=True, text=True, check=False
    )
    state, _, born = listing.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else born.strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
