"""``rebuild``: sum the whole ledger anew."""

import argparse
from dataclasses import asdict

from rich.markup import escape

from casino.books.use_cases.rebuild_sums import rebuild_sums
from casino.parts import at_start
from croupier.output import Told, errors

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Sums the whole ledger anew beside the sums that are served, and lets the new ones take "
        "their place. Play goes on meanwhile. If it is interrupted, run it again."
    )
    parser.set_defaults(run=run)


def run(_wanted: argparse.Namespace) -> Told:
    """Rebuild the sums."""
    done = 0
    with errors.status("Summing the ledger …") as status:

        def progress(players: int) -> None:
            nonlocal done
            done += players
            status.update(f"Summing the ledger … {done} players")

        rebuilt = rebuild_sums(parts.books, parts.ledger_reader, progress=progress)
    return Told(
        asdict(rebuilt),
        [
            (
                f"[green]✓[/green] {rebuilt.entries} entries of {rebuilt.players} players are "
                f"summed [dim](generation {rebuilt.generation}; {rebuilt.removed} older items "
                "removed)[/dim]"
            ),
            *(f"[red]✗[/red] {escape(gap)}" for gap in rebuilt.gaps),
        ],
        code=1 if rebuilt.gaps else 0,
    )
