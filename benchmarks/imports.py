"""What a cold start of each function has to import."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from statistics import median
from typing import Final

from benchmarks import DOMAIN, ROOT
from benchmarks.cloud import ORDERED_QUEUE, QUEUES, environment
from benchmarks.report import Section
from infra.shared.handlers import functions
from scripts.progress import step

RUNS: Final = 3

_PROBE: Final = """
import json, sys, time
known = set(sys.modules)
cpu, wall = time.process_time(), time.perf_counter()
import {module}
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
print(json.dumps([cpu, wall, sorted(set(sys.modules) - known)]))
"""

_NOWHERE: Final = "http://127.0.0.1:1"
# What Lambda tells a function, which puts its parts together by it; nobody is asked meanwhile.
_ENVIRONMENT: Final = {
    **environment(_NOWHERE),
    **dict.fromkeys((*QUEUES, ORDERED_QUEUE), _NOWHERE),
    "AWS_LAMBDA_FUNCTION_NAME": "benchmarks",
}


@dataclass(frozen=True, slots=True)
class ColdImport:
    """One import of a function's module by a new interpreter.

    Attributes
    ----------
    cpu_seconds, wall_seconds : float
    modules : frozenset of str
        What came into memory with it.
    """

    cpu_seconds: float
    wall_seconds: float
    modules: frozenset[str]

    @property
    def own_modules(self) -> int:
        """How many of them are ours."""
        return sum(module.partition(".")[0] in {"casino", "functions"} for module in self.modules)

    @property
    def distributions(self) -> frozenset[str]:
        """The installed packages that the modules belong to."""
        by_package = _distributions()
        packages = {module.partition(".")[0] for module in self.modules}
        return frozenset(name for package in packages for name in by_package.get(package, ()))


def cold_import(function: str) -> ColdImport:
    """Import a function's module in a new interpreter."""
    result = subprocess.run(
        [sys.executable, "-c", _PROBE.format(module=f"functions.{function}")],
        env={**_ENVIRONMENT, "PATH": os.environ["PATH"], "PYTHONPATH": f"{DOMAIN}:{ROOT}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    cpu, wall, modules = json.loads(result.stdout)
    return ColdImport(cpu, wall, frozenset(modules))


def run() -> list[Section]:
    """Import every function several times."""
    rows = []
    # One that is not counted brings the files into memory.
    cold_import(functions()[0])
    for function, imports in _imports().items():
        first = imports[0]
        rows.append(
            [
                function,
                len(first.modules),
                first.own_modules,
                1000 * median(each.cpu_seconds for each in imports),
                1000 * median(each.wall_seconds for each in imports),
                ", ".join(sorted(first.distributions & HEAVY)),
            ]
        )
    return [
        Section(
            name="imports",
            title="What a cold start imports",
            columns=("function", "modules", "of ours", "CPU ms", "wall ms", "heavy libraries"),
            rows=sorted(rows, key=lambda row: float(row[3])),
            notes=(
                f"Median of {RUNS} new interpreters, files in the page cache. CPU is theirs alone.",
                "Lambda's start of the sandbox and of Python itself is not in it.",
                "tests/unit/test_import_budget.py holds what each function may import.",
            ),
        )
    ]


def _imports() -> dict[str, list[ColdImport]]:
    """Import each function once and again: what disturbs the machine meets all of them."""
    imports: dict[str, list[ColdImport]] = {}
    for number in range(RUNS):
        with step(f"Import every function, {number + 1} of {RUNS}"):
            for function in functions():
                imports.setdefault(function, []).append(cold_import(function))
    return imports


# Those that cost tens of milliseconds, or are meant for other functions than most.
HEAVY: Final = frozenset(
    {
        "aiohttp",
        "boto3",
        "botocore",
        "email-validator",
        "pydantic",
        "stripe",
    }
)


@cache
def _distributions() -> dict[str, list[str]]:
    found = packages_distributions()
    # Metadata and requirements spell names differently; see "Names and normalization", PyPA.
    return {
        package: [re.sub(r"[-_.]+", "-", name).lower() for name in names]
        for package, names in found.items()
    }
