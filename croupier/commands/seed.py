"""``seed``: the demo catalogue and tables."""

import argparse

from casino.catalogue import seed as games
from casino.parts import at_start
from casino.tables import seed as tables
from croupier.output import Told

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Writes the games that run, with their figures, and sets up the demo tables that there "
        "aren't yet; within a minute they open their first rounds. Run it again after an update."
    )
    parser.set_defaults(run=run)


def run(_wanted: argparse.Namespace) -> Told:
    """Write what a fresh stage lacks."""
    games.seed(parts.catalogue)
    new = tables.seed(parts.live_tables)
    return Told(
        {"new_tables": list(new)},
        [f"Games are up to date; new tables: {', '.join(new) or 'none'}"],
    )
