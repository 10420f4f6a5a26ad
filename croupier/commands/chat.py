"""``chat``: who may not speak."""

import argparse
from datetime import timedelta

from rich.markup import escape

from casino.parts import at_start
from casino.shared.clock import to_rfc3339
from croupier.arguments import some_minutes
from croupier.output import Told

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    mute = actions.add_parser("mute", parents=[common], help="let a player say nothing for a while")
    mute.add_argument("player", metavar="PLAYER", help="the player's id")
    mute.add_argument(
        "--minutes", required=True, type=some_minutes, help="for how long from now on"
    )
    mute.set_defaults(run=run)
    unmute = actions.add_parser("unmute", parents=[common], help="let a player speak again")
    unmute.add_argument("player", metavar="PLAYER", help="the player's id")
    unmute.set_defaults(run=run, minutes=0)


def run(wanted: argparse.Namespace) -> Told:
    """Mute a player at all tables, or no longer."""
    until = parts.clock() + timedelta(minutes=wanted.minutes)
    parts.sessions.mute(wanted.player, until)
    done = f"can't chat until {until:%Y-%m-%d %H:%M} UTC" if wanted.minutes else "may chat"
    return Told(
        {
            "player_id": wanted.player,
            "muted_until": to_rfc3339(until) if wanted.minutes else None,
        },
        [f"[green]✓[/green] {escape(wanted.player)} {done}"],
    )
