"""``acts``: what staff have done at a table."""

import argparse
import json
from dataclasses import asdict

from rich.markup import escape

from casino.parts import at_start
from casino.tables import Act
from croupier.arguments import a_count
from croupier.output import Told

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Shows every act of dealers and operators at a table, newest first, with what was "
        "changed, why, and who approved it. Acts are written once and never changed."
    )
    parser.add_argument("table", metavar="TABLE", help="its id")
    parser.add_argument("--round", metavar="ROUND", help="only those of this round")
    parser.add_argument("--limit", type=a_count, default=50, help="at most so many (default: 50)")
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> Told:
    """List the acts."""
    # A table that there isn't has no acts either, but whoever asks for it has misspelt it.
    parts.live_tables.get(wanted.table)
    found: list[Act] = []
    cursor: str | None = None
    while len(found) < wanted.limit:
        page = parts.acts.page(wanted.table, 100, cursor)
        found += [act for act in page.items if wanted.round in (None, act.round_id)]
        cursor = page.next_cursor
        if cursor is None:
            break
    found = found[: wanted.limit]
    where = "in that round" if wanted.round else "at this table yet"
    return Told(
        {"items": [asdict(act) for act in found]},
        [line for act in found for line in _lines(act)] or [f"Staff have done nothing {where}."],
    )


def _lines(act: Act) -> list[str]:
    told_of = {
        "round": act.round_id,
        "before": act.before,
        "after": act.after,
        "reason": act.reason,
        "decides": act.decides,
    }
    told = [
        f"{name} {value if isinstance(value, str) else json.dumps(value)}"
        for name, value in told_of.items()
        if value
    ]
    return [
        (
            f"{act.at[:23]}Z  [bold]{act.kind}[/bold]  {escape(act.by.name)} ({act.by.role})  "
            f"{act.act_id}"
        ),
        f"    {escape('; '.join(told))}",
    ]
