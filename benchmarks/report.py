"""What every benchmark hands back: tables for people, numbers for programs, bars for the build."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

# A log has no width of its own, and tables must not be cut for it.
_TERMINAL = Console(highlight=False)
console = _TERMINAL if _TERMINAL.is_terminal else Console(highlight=False, width=130)


@dataclass(frozen=True, slots=True)
class Bar:
    """A promise, and what was measured.

    Attributes
    ----------
    promise : str
        In words.
    measured : float
    limit : float
        The most that keeps the promise.
    """

    promise: str
    measured: float
    limit: float

    @property
    def met(self) -> bool:
        """Whether the promise is kept."""
        return self.measured <= self.limit


@dataclass(frozen=True, slots=True)
class Section:
    """One benchmark's results.

    Attributes
    ----------
    name : str
        Its key in ``results.json``.
    title : str
    columns : sequence of str
        The first one names what a row is about.
    rows : sequence of sequence
    notes : sequence of str
        What a reader must know to read the table rightly.
    bars : sequence of Bar
    details : mapping
        More than the table shows.
    """

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    notes: Sequence[str] = ()
    bars: Sequence[Bar] = ()
    details: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return everything but the layout."""
        return {
            "title": self.title,
            "rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows],
            "notes": list(self.notes),
            "bars": [asdict(bar) | {"met": bar.met} for bar in self.bars],
            **({"details": self.details} if self.details else {}),
        }


def show(section: Section) -> None:
    """Print a section."""
    table = Table(title=section.title, title_justify="left", title_style="bold", show_edge=False)
    for number, column in enumerate(section.columns):
        is_text = all(isinstance(row[number], str) for row in section.rows)
        table.add_column(column, justify="left" if is_text else "right", no_wrap=is_text)
    above = None
    for row in section.rows:
        subject, *values = map(_cell, row)
        # Several rows about the same thing name it once.
        table.add_row("" if subject == above else subject, *values)
        above = subject
    console.print()
    console.print(table)
    for note in section.notes:
        console.print(f"  {note}", style="dim", markup=False)
    for bar in section.bars:
        mark = Text("pass", "green") if bar.met else Text("MISSED", "bold red")
        measured = f": {_cell(bar.measured)} (at most {_cell(bar.limit)})"
        console.print(Text("  ").append(mark).append(f"  {bar.promise}{measured}"))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return f"{value:,.0f}"
        case float():
            return f"{value:,.1f}" if abs(value) >= 1 else f"{value:.2f}"
        case int():
            return f"{value:,}"
        case _:
            return str(value)
