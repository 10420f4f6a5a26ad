"""Check the code and run the tests that need no cloud: `make quick`.

What is in the folders below needs nothing but this process's own memory. All of it runs at once;
each part is told of as it ends, and none is kept from ending by another's failure.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING, Final

from scripts import commands
from scripts.progress import StepFailed, console, explain, run
from scripts.settings import ROOT, CopySettings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    Command = Sequence[str | Path]


def tests(*arguments: str) -> Command:
    """Return how tests that need no cloud are run on all processors."""
    # One worker takes a whole module, which makes what its tests share but once.
    return [commands.BIN / "pytest", "--numprocesses", "auto", "--dist", "loadfile", *arguments]


CHECKS: Final[Mapping[str, Command]] = {"Lint, types and architecture": ["make", "check"]}
PARTS: Final[Mapping[str, Command]] = {
    **CHECKS,
    "Units and properties": tests(
        # What another run failed is not forgotten for this one.
        *("-o", "cache_dir=.pytest_cache/quick"),
        "tests/unit",
        "tests/properties",
    ),
}


def main() -> None:
    """Run every part, and fail if one of them did."""
    sys.exit(0 if all_pass(PARTS, CopySettings.from_environment().logs) else 1)


def all_pass(parts: Mapping[str, Command], logs: Path) -> bool:
    """Run commands side by side, tell how each ended, and return whether all ended well."""
    started = time.monotonic()
    passed = True
    for title in parts:
        console.print(f"  … {title}")
    with ThreadPoolExecutor(len(parts)) as workers, console.status(", ".join(parts)) as status:
        running = {
            workers.submit(_run, title, command, logs): title for title, command in parts.items()
        }
        waiting = list(parts)
        for done in as_completed(running):
            waiting.remove(title := running[done])
            status.update(", ".join(waiting))
            try:
                done.result()
            except StepFailed as failure:
                explain(failure)
                passed = False
            else:
                seconds = time.monotonic() - started
                console.print(f"  [green]✓[/green] {title} [dim]{seconds:.1f} s[/dim]")
    return passed


def log_of(title: str, logs: Path) -> Path:
    """Return where a part's output goes."""
    words = "".join(letter for letter in title.lower() if letter.isalpha() or letter == " ")
    return logs / f"part-{words.replace(' ', '-')}.log"


def _run(title: str, command: Command, logs: Path) -> None:
    commands.call(title, command, cwd=ROOT, log=log_of(title, logs), advice="")


if __name__ == "__main__":
    run(main)
