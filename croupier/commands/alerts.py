"""``alerts``: what was found abnormal, and who is kept away for it."""

import argparse
from datetime import timedelta

from rich.markup import escape

from casino.conduct.use_cases.list_alerts import list_alerts
from casino.parts import at_start
from casino.sessions.use_cases.end_sessions import suspend_access
from casino.sessions.use_cases.restore_access import restore_access
from casino.shared.clock import to_rfc3339
from croupier.arguments import a_count, some_minutes
from croupier.output import Told, listing, plain_table

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "The watch on the event bus keeps what no ordinary player does for thirty days. A "
        "suspension closes what the player has open and refuses new tickets; what was bet still "
        "settles."
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listed = actions.add_parser("list", parents=[common], help="show alerts, the newest first")
    listed.add_argument("--kind", help="only these, such as message_flood")
    listed.add_argument("--player", metavar="ID", help="only this player's")
    listed.add_argument("--limit", type=a_count, default=50, help="at most so many (default: 50)")
    listed.set_defaults(run=show)
    suspended = actions.add_parser("suspend", parents=[common], help="keep a player away")
    suspended.add_argument("player", metavar="PLAYER", help="their id")
    suspended.add_argument("--minutes", type=some_minutes, required=True, help="for how long")
    suspended.set_defaults(run=suspend)
    lifted = actions.add_parser("lift", parents=[common], help="let a player back in")
    lifted.add_argument("player", metavar="PLAYER", help="their id")
    lifted.set_defaults(run=lift)


def show(wanted: argparse.Namespace) -> Told:
    """List alerts."""
    table = plain_table()
    table.add_column("at")
    table.add_column("kind", no_wrap=True)
    # Ids are there to be copied: they may fold, and never end in dots.
    table.add_column("player or address", overflow="fold")
    table.add_column("suspended")
    items = []
    for each in list_alerts(
        parts.alerts, parts.clock, kind=wanted.kind, subject=wanted.player, limit=wanted.limit
    ):
        at = f"{each.at[:19]}Z"
        table.add_row(at, each.pattern, escape(each.subject), "yes" if each.suspended else "")
        items.append(
            {
                "at": each.at,
                "kind": each.pattern,
                "subject": each.subject,
                "suspended": each.suspended,
            }
        )
    kind = "Nothing of that kind" if wanted.kind else "Nothing abnormal"
    whose = " of that player" if wanted.player else ""
    return listing(items, table, nothing=f"{kind} was noticed{whose} in the last thirty days.")


def suspend(wanted: argparse.Namespace) -> Told:
    """Suspend a player's live access."""
    until = parts.clock() + timedelta(minutes=wanted.minutes)
    suspend_access(parts.sessions, parts.closings, parts.clock, wanted.player, until)
    return Told(
        {"player_id": wanted.player, "suspended_until": to_rfc3339(until)},
        [
            (
                f"[green]✓[/green] {escape(wanted.player)} has no live access until "
                f"{until:%Y-%m-%d %H:%M}Z"
            )
        ],
    )


def lift(wanted: argparse.Namespace) -> Told:
    """Lift a suspension."""
    restore_access(parts.sessions, parts.clock, wanted.player)
    return Told(
        {"player_id": wanted.player, "suspended_until": None},
        [f"[green]✓[/green] {escape(wanted.player)} may come back"],
    )
