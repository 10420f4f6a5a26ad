"""Run the benchmarks, print what they found and fail if a promise is not kept."""

import argparse
import json
import logging
import os
import platform
import signal
import sys
import time
from datetime import UTC, datetime
from typing import Final

from benchmarks import ROOT, fanout, imports
from benchmarks.cloud import private_cloud
from benchmarks.report import Section, console, show
from scripts import progress

RESULTS: Final = ROOT / "benchmarks/results.json"
NAMES: Final = ("cost", "contention", "settlement", "fanout", "imports")


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
    sections: list[Section] = []
    if {"cost", "contention", "settlement"} & set(chosen):
        with private_cloud():
            # Not above: the functions are told where they are when they are imported.
            from benchmarks import contention, cost, settlement

            if "cost" in chosen:
                sections += cost.run()
            if "contention" in chosen:
                sections += contention.run()
            if "settlement" in chosen:
                sections += settlement.run()
    if "fanout" in chosen:
        sections += fanout.run()
    if "imports" in chosen:
        sections += imports.run()
    for section in sections:
        show(section)
    _write(sections)
    console.print(f"\n  {time.monotonic() - started:.0f} s; numbers in {RESULTS.relative_to(ROOT)}")
    missed = [bar.promise for section in sections for bar in section.bars if not bar.met]
    if missed:
        console.print(f"  [bold red]Not kept:[/bold red] {'; '.join(missed)}")
        sys.exit(1)


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
