"""``alerts``: what was found abnormal, and who is kept away for it."""

import argparse
from datetime import timedelta

from rich.markup import escape
from rich.table import Table

from casino.realtime import suspend_access
from casino.realtime.bootstrap import alerts, closings, sessions
from casino.realtime.use_cases.list_alerts import list_alerts
from casino.realtime.use_cases.restore_access import restore_access
from casino.shared.clock import utc_now
from croupier.arguments import some_minutes
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "alerts",
        help="list what was found abnormal; suspend a player's live access, or lift that",
        description="The watch on the event bus keeps what no ordinary player does for thirty "
        "days. A suspension closes what the player has open and refuses new tickets; what was bet "
        "still settles.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listed = actions.add_parser("list", parents=[common], help="show alerts, the newest first")
    listed.add_argument("--kind", help="only these, such as message_flood")
    listed.add_argument("--player", metavar="ID", help="only this player's")
    listed.add_argument("--limit", type=int, default=50, help="at most so many (default: 50)")
    listed.set_defaults(run=show)
    suspended = actions.add_parser("suspend", parents=[common], help="keep a player away")
    suspended.add_argument("player", metavar="PLAYER", help="their id")
    suspended.add_argument("--minutes", type=some_minutes, required=True, help="for how long")
    suspended.set_defaults(run=suspend)
    lifted = actions.add_parser("lift", parents=[common], help="let a player back in")
    lifted.add_argument("player", metavar="PLAYER", help="their id")
    lifted.set_defaults(run=lift)


def show(wanted: argparse.Namespace) -> int:
    """List alerts."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("at")
    table.add_column("kind", no_wrap=True)
    # Ids are there to be copied: they may fold, and never end in dots.
    table.add_column("player or address", overflow="fold")
    table.add_column("suspended")
    for each in list_alerts(
        alerts(), utc_now, kind=wanted.kind, subject=wanted.player, limit=wanted.limit
    ):
        at = f"{each.at[:19]}Z"
        table.add_row(at, each.pattern, escape(each.subject), "yes" if each.suspended else "")
    console.print(table if table.row_count else "There is no such alert.")
    return 0


def suspend(wanted: argparse.Namespace) -> int:
    """Suspend a player's live access."""
    until = utc_now() + timedelta(minutes=wanted.minutes)
    suspend_access(sessions(), closings(), utc_now, wanted.player, until)
    console.print(
        f"[green]✓[/green] {escape(wanted.player)} has no live access until {until:%Y-%m-%d %H:%M}Z"
    )
    return 0


def lift(wanted: argparse.Namespace) -> int:
    """Lift a suspension."""
    restore_access(sessions(), utc_now, wanted.player)
    console.print(f"[green]✓[/green] {escape(wanted.player)} may come back")
    return 0
