"""Background processes that outlive the command which started them."""

from __future__ import annotations

import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.commands import environment
from scripts.progress import StepFailed
from scripts.settings import HEALTH_PATH, HOME_VARIABLE, HOST, Port

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The local cloud writes all that it holds before it ends, which takes a busy machine a while, and
# whoever kills it then loses what was played since its last snapshot.
_GRACE_SECONDS = 90.0
_KILL_SECONDS = 5.0
_RELEASE_SECONDS = 1.5
_ANSWER_SECONDS = 5.0

# Those that this very program started: nobody else could reap them while it lives.
_children: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Process:
    """A service of the local stack: how it is started and how it shows that it is ready."""

    name: str
    port: Port
    command: Sequence[str | Path]
    cwd: Path
    home: Path
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
        record = self._recorded()
        # A process id is used again after a reboot or a long time; its birth is not. And a folder
        # may be a copy of another one, with its records.
        if record.get("home", str(self.home)) != str(self.home):
            return None
        pid = int(record.get("pid", 0))
        return pid if pid and _birth(pid) == record["birth"] else None

    def runs_here(self) -> bool:
        """Whether it runs, and at this very port."""
        return self.pid() is not None and self._recorded().get("port") == self.port.number

    def require_free_port(self) -> None:
        """Make sure that it can be started.

        Raises
        ------
        StepFailed
            Another program has its port, or another copy of Croupier.
        """
        if not self.runs_here():
            _require_free(self.port)

    def start(self) -> bool:
        """Start the process unless it runs, and wait until it answers.

        One that runs at another port is started anew at this one.

        Returns
        -------
        bool
            Whether it had to be started.

        Raises
        ------
        StepFailed
            The port is taken, or the process ended or stayed silent.
        """
        if self.runs_here():
            self._wait_until_ready()
            return False
        _require_free(self.port)
        self.stop()
        self.logs.mkdir(parents=True, exist_ok=True)
        with self.log.open("a") as output:
            child = subprocess.Popen(
                [str(part) for part in self.command],
                cwd=self.cwd,
                env=environment({**self.env, HOME_VARIABLE: str(self.home)}),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Its own session: Ctrl-C in the terminal must not reach it, and everything that
                # it starts can be ended with it.
                start_new_session=True,
            )
        _children[child.pid] = child
        self.remember(child.pid)
        self._wait_until_ready(child)
        return True

    def remember(self, pid: int) -> None:
        """Keep the id of what was started, and what tells it from any other with that id."""
        self.run.mkdir(parents=True, exist_ok=True)
        record = {
            "pid": pid,
            "birth": _birth(pid),
            "home": str(self.home),
            "port": self.port.number,
        }
        self._record.write_text(json.dumps(record))

    def stop(self) -> bool:
        """End the process: politely, and by force when it does not listen."""
        pid = self.pid()
        if pid is not None:
            _end(pid)
        _reap()
        self._record.unlink(missing_ok=True)
        return pid is not None

    def answers(self) -> bool:
        """Whether the service answers on its port.

        Raises
        ------
        StepFailed
            Another copy of Croupier answers there.
        """
        home = home_behind(self.port)
        if home is not None and home != str(self.home):
            raise _taken_by(self.port, home)
        return home is not None

    def _recorded(self) -> dict[str, Any]:
        try:
            record: dict[str, Any] = json.loads(self._record.read_text())
        except (OSError, ValueError):
            return {}
        return record

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


def home_behind(port: Port) -> str | None:
    """Ask whoever answers at a port which copy of Croupier it belongs to; `None` if to none."""
    try:
        with urllib.request.urlopen(port.url + HEALTH_PATH, timeout=_ANSWER_SECONDS) as answer:  # noqa: S310
            home = json.load(answer)["home"]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    return str(home)


def _taken_by(port: Port, home: str | None) -> StepFailed:
    owner = "another program" if home is None else f"the copy of Croupier in {Path(home).parent}"
    message = f"Port {port.number}, meant for {port.service}, is taken by {owner}."
    other = f"{port.variable}={port.number + 100}"
    advice = f"Stop that one, or choose another port: {other} make up"
    return StepFailed(message, advice=advice)


def _require_free(port: Port) -> None:
    # A process that was just killed lets go of its sockets a moment after it is gone.
    deadline = time.monotonic() + _RELEASE_SECONDS
    while _taken(port):
        if time.monotonic() > deadline:
            raise _taken_by(port, home_behind(port))
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
