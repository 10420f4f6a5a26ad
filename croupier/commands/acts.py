"""``acts``: what staff have done at a table."""

import argparse
import json

from rich.markup import escape

from casino.tables.bootstrap import acts
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "acts",
        parents=[common],
        help="list what staff have done at a table",
        description="Shows every act of dealers and operators at a table, newest first, with what "
        "was changed, why, and who approved it. Acts are written once and never changed.",
    )
    parser.add_argument("table", metavar="TABLE", help="its id")
    parser.add_argument("--round", metavar="ROUND", help="only those of this round")
    parser.add_argument("--limit", type=int, default=50, help="at most so many (default: 50)")
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """List the acts."""
    left, cursor = wanted.limit, None
    while left > 0:
        page = acts().page(wanted.table, 100, cursor)
        found = [act for act in page.items if wanted.round in (None, act.round_id)][:left]
        for act in found:
            console.print(
                f"{act.at[:23]}Z  [bold]{act.kind}[/bold]  {escape(act.by.name)} ({act.by.role})  "
                f"{act.act_id}"
            )
            parts = {
                "round": act.round_id,
                "before": act.before,
                "after": act.after,
                "reason": act.reason,
                "decides": act.decides,
            }
            told = [
                f"{name} {value if isinstance(value, str) else json.dumps(value)}"
                for name, value in parts.items()
                if value
            ]
            console.print(f"    {escape('; '.join(told))}")
        left -= len(found)
        cursor = page.next_cursor
        if cursor is None:
            break
    return 0
