"""One frame to many: our sender beside the usual ones, under the same latency and errors."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.request import urlopen

from benchmarks import DOMAIN, ROOT
from benchmarks.report import Bar, Section
from benchmarks.senders.gateway import GONE_OF, LATENCY, THROTTLED
from scripts.progress import step

AUDIENCE: Final = 500
AIOBOTOCORE: Final = "aiobotocore==3.9.2"
PASSES: Final = 3
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
        In each pass; as many as take a second or so.
    passes : int
        The slowest of them has one.
    """

    name: str
    module: str
    frames: int
    passes: int = PASSES


OURS: Final = Contender("Croupier", "croupier", 14)
THREADS: Final = Contender("boto3, 64 threads", "boto3_threads", 2)
SIGNED: Final = Contender("aiohttp, signed as ours", "aiohttp_sender", 8)
CONTENDERS: Final = (
    OURS,
    SIGNED,
    Contender("aiobotocore, 64 sockets", "aiobotocore_sender", 2),
    THREADS,
    Contender("boto3, one by one over a Scan", "boto3_scan", 1, passes=1),
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
    """Let the contenders take turns, so that what disturbs the machine disturbs them alike."""
    passes: dict[Contender, list[Result]] = {}
    notes = [
        f"{AUDIENCE} connections, one frame after another; a post takes {1000 * LATENCY:.0f} ms.",
        f"{100 / GONE_OF:.0f} % of connections have gone, {THROTTLED:.0%} of posts are throttled.",
        "CPU is the sender's process alone, with reading the audience; the gateway is another.",
        "Nobody forgets who has gone, so that every frame meets them. Plain HTTP, no TLS.",
        "Ours asks for quota, but the stand-in gives it at once: no rate is held here.",
    ]
    with _gateway() as address:
        pythons = dict.fromkeys(CONTENDERS, sys.executable)
        with step("Install aiobotocore, in an environment of its own"):
            found = _aiobotocore()
        [needing] = [each for each in CONTENDERS if each.module == "aiobotocore_sender"]
        if found is None:
            notes.append(f"{AIOBOTOCORE} could not be installed; it did not run.")
            del pythons[needing]
        else:
            pythons[needing] = str(found)
        for number in range(PASSES):
            with step(f"Send by each contender, {number + 1} of {PASSES}"):
                for contender, python in pythons.items():
                    if number < contender.passes:
                        result = _measure(contender, python, address)
                        passes.setdefault(contender, []).append(result)
    results = {each.name: sum_up(found) for each, found in passes.items()}
    ours = results[OURS.name]
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
                # Ratios of what ran within a second or two of each other: milliseconds of a busy
                # machine are no promise of ours.
                Bar(
                    "our CPU for a message, by that of aiohttp signed as ours",
                    by_pass(passes[SIGNED], passes[OURS]),
                    0.75,
                ),
                Bar(
                    "messages of boto3's threads for one of ours, per CPU second",
                    by_pass(passes[THREADS], passes[OURS]),
                    1 / 8,
                ),
                Bar("frames that live connections did not get", ours.gaps, 0),
            ],
        )
    ]


def sum_up(passes: Sequence[Result]) -> Result:
    """Return what all passes of a contender come to; latencies are the median pass's."""
    return Result(
        frames=sum(each.frames for each in passes),
        cpu=sum(each.cpu for each in passes),
        wall=sum(each.wall for each in passes),
        delivered=sum(each.delivered for each in passes),
        duplicates=sum(each.duplicates for each in passes),
        p50=median(each.p50 for each in passes),
        p99=median(each.p99 for each in passes),
    )


def by_pass(theirs: Sequence[Result], ours: Sequence[Result]) -> float:
    """Return how many messages they send for one of ours, per CPU second, in the median pass."""
    return median(each.per_core / our.per_core for each, our in zip(theirs, ours, strict=True))


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
        # Of a busy machine: ours takes a second, the slowest of them twelve.
        timeout=300,
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
