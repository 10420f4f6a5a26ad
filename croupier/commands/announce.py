"""``announce``: tell every player something."""

import argparse
from datetime import timedelta

from rich.markup import escape

from casino.announcements import Level
from casino.announcements.use_cases.announce import announce
from casino.parts import at_start
from croupier.arguments import a_moment
from croupier.output import Told

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "Whoever hears the channel of announcements hears it at once; whoever comes later is "
        "shown it until it ends."
    )
    parser.add_argument("text", help="plain text, at most 500 characters")
    parser.add_argument(
        "--until",
        type=a_moment,
        metavar="TIME",
        help="when it ends, such as 2026-11-23T18:00Z (default: in 24 hours)",
    )
    parser.add_argument(
        "--level", choices=list(Level), default=Level.INFO, help="how much it matters"
    )
    parser.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> Told:
    """Announce it."""
    made = announce(
        parts,
        text=wanted.text,
        level=Level(wanted.level),
        until=wanted.until or parts.clock() + timedelta(hours=24),
    )
    return Told(
        {"announcement_id": made.announcement_id, "until": made.until},
        [f"[green]✓[/green] {escape(made.announcement_id)} is told until {made.until[:16]}Z"],
    )
