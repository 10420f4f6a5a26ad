"""One frame to many: our sender beside the usual ones, under the same latency and errors."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

from benchmarks import DOMAIN, ROOT
from benchmarks.report import Bar, Section
from benchmarks.senders.gateway import GONE_OF, LATENCY, THROTTLED
from scripts.progress import step

AUDIENCE: Final = 500
AIOBOTOCORE: Final = "aiobotocore==3.9.2"
_LIVE: Final = AUDIENCE - AUDIENCE // GONE_OF
_ENVIRONMENT: Final = ROOT / ".local/benchmarks/aiobotocore"


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to send.

    Attributes
    ----------
    name : str
    module : str
        Below `benchmarks.senders`.
    frames : int
        As many as take some seconds.
    """

    name: str
    module: str
    frames: int


OURS: Final = Contender("Croupier", "croupier", 40)
THREADS: Final = Contender("boto3, 64 threads", "boto3_threads", 6)
CONTENDERS: Final = (
    OURS,
    Contender("aiohttp, signed as ours", "aiohttp_sender", 20),
    Contender("aiobotocore, 64 sockets", "aiobotocore_sender", 6),
    THREADS,
    Contender("boto3, one by one over a Scan", "boto3_scan", 1),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a contender did, and what it took."""

    frames: int
    cpu: float
    wall: float
    delivered: int
    duplicates: int
    p50: float
    p99: float

    @property
    def per_second(self) -> float:
        return self.delivered / self.wall

    @property
    def per_core(self) -> float:
        """Messages for each second of processor time."""
        return self.delivered / self.cpu

    @property
    def gaps(self) -> int:
        """Frames that connections still open did not get."""
        return self.frames * _LIVE - self.delivered


def run() -> list[Section]:
    """Let every contender send."""
    results: dict[str, Result] = {}
    notes = [
        f"{AUDIENCE} connections, one frame after another; a post takes {1000 * LATENCY:.0f} ms.",
        f"{100 / GONE_OF:.0f} % of connections have gone, {THROTTLED:.0%} of posts are throttled.",
        "CPU is the sender's process alone, with reading the audience; the gateway is another.",
        "Nobody forgets who has gone, so that every frame meets them. Plain HTTP, no TLS.",
        "Ours asks for quota, but the stand-in gives it at once: no rate is held here.",
    ]
    with _gateway() as address:
        for contender in CONTENDERS:
            with step(f"Send by {contender.name}"):
                python = sys.executable
                if contender.module == "aiobotocore_sender":
                    found = _aiobotocore()
                    if found is None:
                        notes.append(f"{AIOBOTOCORE} could not be installed; it did not run.")
                        continue
                    python = str(found)
                results[contender.name] = _measure(contender, python, address)
    ours, threads = results[OURS.name], results[THREADS.name]
    return [
        Section(
            name="fanout",
            title="One frame to 500 connections",
            columns=(
                "sender",
                "messages/s",
                "per CPU s",
                "CPU ms each",
                "p50 ms",
                "p99 ms",
                "delivered %",
                "duplicates",
                "gaps",
            ),
            rows=[
                (
                    name,
                    round(each.per_second),
                    round(each.per_core),
                    round(1000 * each.cpu / each.delivered, 3),
                    1000 * each.p50,
                    1000 * each.p99,
                    100 * each.delivered / (each.frames * _LIVE),
                    each.duplicates,
                    each.gaps,
                )
                for name, each in results.items()
            ],
            notes=notes,
            bars=[
                Bar("CPU ms for each message", 1000 * ours.cpu / ours.delivered, 0.2),
                Bar(
                    "messages of boto3's threads for one of ours, per CPU second",
                    threads.per_core / ours.per_core,
                    1 / 8,
                ),
                Bar("frames that live connections did not get", ours.gaps, 0),
            ],
        )
    ]


def _measure(contender: Contender, python: str, address: str) -> Result:
    _record(address)
    output = subprocess.run(
        [python, "-m", f"benchmarks.senders.{contender.module}", str(contender.frames)],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{DOMAIN}:{ROOT}",
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        },
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    record = _record(address)
    took = json.loads(output)
    return Result(
        contender.frames,
        took["cpu"],
        took["wall"],
        record["delivered"],
        record["duplicates"],
        record["p50"],
        record["p99"],
    )


def _record(address: str) -> Any:
    with urlopen(f"{address}/record", timeout=10) as answer:
        return json.load(answer)


@contextmanager
def _gateway() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.senders.gateway", str(AUDIENCE)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _aiobotocore() -> Path | None:
    """Install aiobotocore beside our botocore, in an environment of its own: it pins others."""
    python = _ENVIRONMENT / "bin/python"
    if (_ENVIRONMENT / ".complete").exists():
        return python
    botocore = next(
        line.split()[0]
        for line in (ROOT / "requirements-dev.txt").read_text().splitlines()
        if line.startswith("botocore==")
    )
    uv = Path(sys.executable).with_name("uv")
    try:
        subprocess.run(
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, _ENVIRONMENT],
            check=True,
        )
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--python", python, AIOBOTOCORE, botocore],
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    (_ENVIRONMENT / ".complete").touch()
    return python
