"""Run the benchmarks, print what they found and fail if a promise is not kept."""

import argparse
import json
import logging
import os
import platform
import signal
import sys
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Final

from benchmarks import ROOT, fanout, imports
from benchmarks.cloud import private_cloud
from benchmarks.report import Section, console, show
from scripts import progress

RESULTS: Final = ROOT / "benchmarks/results.json"
NAMES: Final = ("cost", "contention", "chatter", "settlement", "fanout", "imports")


def main() -> None:
    """Run what the command line names; everything, if it names nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("benchmark", nargs="*", metavar="|".join(NAMES), default=[])
    chosen = parser.parse_args().benchmark or NAMES
    if unknown := set(chosen) - set(NAMES):
        parser.error(f"there is no benchmark called {', '.join(sorted(unknown))}")
    # A runner that loses patience must not leave the local cloud behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # More threads than pooled sockets is what contention is about, and no news.
    logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)
    started = time.monotonic()
    measured: dict[str, tuple[list[Section], float]] = {}
    if {"cost", "contention", "chatter", "settlement"} & set(chosen):
        with private_cloud():
            # Not above: the functions are told where they are when they are imported.
            from benchmarks import chatter, contention, cost, settlement

            measured |= _run(
                chosen,
                {
                    "cost": cost.run,
                    "contention": contention.run,
                    "chatter": chatter.run,
                    "settlement": settlement.run,
                },
            )
    measured |= _run(chosen, {"fanout": fanout.run, "imports": imports.run})
    sections = [section for found, _ in measured.values() for section in found]
    for section in sections:
        show(section)
    _write(sections)
    times = ", ".join(f"{name} {seconds:.0f} s" for name, (_, seconds) in measured.items())
    console.print(f"\n  {time.monotonic() - started:.0f} s ({times})")
    console.print(f"  Numbers in {RESULTS.relative_to(ROOT)}")
    missed = [bar.promise for section in sections for bar in section.bars if not bar.met]
    if missed:
        console.print(f"  [bold red]Not kept:[/bold red] {'; '.join(missed)}")
        sys.exit(1)


def _run(
    chosen: Collection[str], benchmarks: Mapping[str, Callable[[], list[Section]]]
) -> dict[str, tuple[list[Section], float]]:
    """Run those that were chosen; return what each found and how many seconds it took."""
    measured = {}
    for name, run in benchmarks.items():
        if name in chosen:
            started = time.monotonic()
            measured[name] = (run(), time.monotonic() - started)
    return measured


def _write(sections: list[Section]) -> None:
    """Keep the numbers; those of benchmarks that did not run this time stay as they were."""
    earlier = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    results = earlier | {section.name: section.to_json() | {"on": machine} for section in sections}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    progress.run(main)
