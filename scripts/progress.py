"""Say what is happening, how long it took, and what to do when it fails."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from scripts.settings import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

console = Console(highlight=False, soft_wrap=True)


class StepFailed(Exception):
    """A step could not be finished; the message is meant for the person at the terminal.

    Parameters
    ----------
    message
        What failed.
    log
        Where the whole story is.
    advice
        How to go on.
    """

    def __init__(self, message: str, *, log: Path | None = None, advice: str = "") -> None:
        super().__init__(message)
        self.log = log
        self.advice = advice


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show `title` while the block runs, and its duration when it has finished."""
    started = time.monotonic()
    if console.is_terminal:
        with console.status(f"{title} …"):
            yield
    else:
        # A log (CI) gets a line before the work as well, so that a hang shows where it hangs.
        console.print(f"  … {title}")
        yield
    console.print(f"  [green]✓[/green] {title} [dim]{time.monotonic() - started:.1f} s[/dim]")


def answer(question: str, *, otherwise: str) -> str:
    """Ask whoever is at the terminal, and return what they typed.

    Parameters
    ----------
    otherwise
        How to go on where nobody can be asked.

    Raises
    ------
    StepFailed
        There is no terminal.
    """
    if not sys.stdin.isatty():
        message = "There is no terminal to ask at, so nothing was changed."
        raise StepFailed(message, advice=otherwise)
    console.print(f"  {question} ", end="", markup=False)
    return sys.stdin.readline().strip()


def tail(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log file."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def explain(failure: StepFailed) -> None:
    """Show what failed, how its log ends and how to go on."""
    console.print(f"\n  [red]✗[/red] {escape(str(failure))}")
    if failure.log is not None:
        # Not as markup: a log may contain anything.
        console.print(Text.from_ansi(tail(failure.log)), style="dim")
        console.print(f"    The whole log: {escape(str(failure.log))}")
    if failure.advice:
        console.print(f"    {escape(failure.advice)}")


def run(main: Callable[[], None]) -> None:
    """Run a command of the Makefile; turn its failures into words and an exit code."""
    try:
        main()
    except SettingError as error:
        console.print(f"  [red]✗[/red] {escape(str(error))}")
        sys.exit(2)
    except StepFailed as failure:
        explain(failure)
        sys.exit(1)
    except KeyboardInterrupt:
        console.print("\n  Interrupted. Run the same command again to go on.")
        sys.exit(130)
