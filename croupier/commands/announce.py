"""``announce``: tell every player something."""

import argparse
from datetime import timedelta

from rich.markup import escape

from casino.realtime.announcements import Level
from casino.realtime.bootstrap import announcements, begin, channel_log, fanout
from casino.realtime.use_cases.announce import announce
from casino.shared.clock import utc_now
from croupier.arguments import a_moment
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "announce",
        parents=[common],
        help="tell every player something",
        description="Whoever hears the channel of announcements hears it at once; whoever comes "
        "later is shown it until it ends.",
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


def run(wanted: argparse.Namespace) -> int:
    """Announce it."""
    made = announce(
        announcements(),
        channel_log(),
        fanout(),
        begin,
        utc_now,
        text=wanted.text,
        level=Level(wanted.level),
        until=wanted.until or utc_now() + timedelta(hours=24),
    )
    console.print(
        f"[green]✓[/green] {escape(made.announcement_id)} is told until {made.until[:16]}Z"
    )
    return 0
