"""``rebuild``: sum the whole ledger anew."""

import argparse

from rich.markup import escape

from casino.books.bootstrap import books, reader
from casino.books.use_cases.rebuild_sums import rebuild_sums
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "rebuild",
        parents=[common],
        help="sum house, provider and game accounts anew from the ledger",
        description="Sums the whole ledger anew beside the sums that are served, and lets the new "
        "ones take their place. Play goes on meanwhile. If it is interrupted, run it again.",
    )
    parser.set_defaults(run=run)


def run(_wanted: argparse.Namespace) -> int:
    """Rebuild the sums."""
    done = 0
    with console.status("Summing the ledger …") as status:

        def progress(players: int) -> None:
            nonlocal done
            done += players
            status.update(f"Summing the ledger … {done} players")

        rebuilt = rebuild_sums(books(), reader(), progress=progress)
    console.print(
        f"[green]✓[/green] {rebuilt.entries} entries of {rebuilt.players} players are summed "
        f"[dim](generation {rebuilt.generation}; {rebuilt.removed} older items removed)[/dim]"
    )
    for gap in rebuilt.gaps:
        console.print(f"[red]✗[/red] {escape(gap)}")
    return 1 if rebuilt.gaps else 0
