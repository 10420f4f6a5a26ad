"""How results are shown: to people as text and tables, to programs as JSON."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.console import Console, RenderableType
from rich.table import Table

# Whoever reads the output with a program gets whole lines, and ids in one piece.
_WIDTH: Final = None if sys.stdout.isatty() else 250

console: Final = Console(highlight=False, soft_wrap=True, width=_WIDTH)
# Progress, questions and refusals: what is not the result.
errors: Final = Console(stderr=True, highlight=False, soft_wrap=True)


class NotDone(Exception):
    """A command could not be carried out; the text says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command has to say.

    Attributes
    ----------
    data : mapping
        For programs.
    text : sequence of RenderableType
        For people; strings are Rich's markup.
    code : int
        The exit code.
    """

    data: Mapping[str, Any]
    text: Sequence[RenderableType]
    code: int = 0


def listing(items: Sequence[Mapping[str, Any]], table: Table, *, nothing: str) -> Told:
    """Tell a list.

    Parameters
    ----------
    table : Table
        The same things.
    nothing : str
        What an empty list means.
    """
    return Told({"items": list(items)}, [table if items else nothing])


def plain_table() -> Table:
    """Return a table without lines, as lists are shown."""
    return Table(box=None, header_style="bold", pad_edge=False)


def show(told: Told, *, as_json: bool) -> None:
    """Print what a command has to say."""
    if as_json:
        sys.stdout.write(json.dumps(told.data, ensure_ascii=False, indent=2) + "\n")
        return
    for each in told.text:
        console.print(each)


def refuse(code: str, detail: str, *, as_json: bool) -> None:
    """Print why a command was not carried out."""
    if as_json:
        sys.stderr.write(json.dumps({"error": {"code": code, "detail": detail}}) + "\n")
        return
    errors.print("[red]✗[/red] ", end="")
    errors.print(f"{detail} ({code})", markup=False)
