"""Follow the logs of every function and service: `make logs`. Ctrl-C ends it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.markup import escape

from scripts.progress import StepFailed, console, run
from scripts.settings import CopySettings

if TYPE_CHECKING:
    from pathlib import Path

_RECENT_LINES = 5


def follow(folder: Path) -> None:
    """Print the last lines of every log, then each new line as it comes."""
    offsets: dict[Path, int] = {}
    first = True
    while True:
        for log in sorted(folder.rglob("*.log")):
            size = log.stat().st_size
            seen = offsets.get(log, 0)
            if size < seen:  # it was started afresh
                seen = 0
            if size > seen:
                with log.open(errors="replace") as file:
                    file.seek(seen)
                    lines = file.read().splitlines()
                for line in lines[-_RECENT_LINES:] if first else lines:
                    console.print(f"[cyan]{escape(log.stem)}[/cyan] {escape(line)}")
            offsets[log] = size
        first = False
        time.sleep(0.3)


def main() -> None:
    """Follow the logs of this checkout's copy."""
    folder = CopySettings.from_environment().logs
    if not folder.is_dir():
        message = "There are no logs yet."
        raise StepFailed(message, advice="Start with `make up`.")
    follow(folder)


if __name__ == "__main__":
    run(main)
