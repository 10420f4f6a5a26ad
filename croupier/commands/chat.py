"""``chat``: who may not speak."""

import argparse
from datetime import timedelta

from rich.markup import escape

from casino.realtime.bootstrap import sessions
from casino.shared.clock import utc_now
from croupier.commands import Commands, Common
from croupier.output import console


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser("chat", help="mute players, and let them speak again")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    mute = actions.add_parser("mute", parents=[common], help="let a player say nothing for a while")
    mute.add_argument("player", metavar="PLAYER", help="the player's id")
    mute.add_argument("--minutes", required=True, type=_minutes, help="for how long from now on")
    mute.set_defaults(run=run)
    unmute = actions.add_parser("unmute", parents=[common], help="let a player speak again")
    unmute.add_argument("player", metavar="PLAYER", help="the player's id")
    unmute.set_defaults(run=run, minutes=0)


def run(wanted: argparse.Namespace) -> int:
    """Mute a player at all tables, or no longer."""
    until = utc_now() + timedelta(minutes=wanted.minutes)
    sessions().mute(wanted.player, until)
    done = f"can't chat until {until:%Y-%m-%d %H:%M} UTC" if wanted.minutes else "may chat"
    console.print(f"[green]✓[/green] {escape(wanted.player)} {done}")
    return 0


def _minutes(text: str) -> int:
    minutes = int(text)
    # A year, by then somebody will have decided about the account itself.
    if not 1 <= minutes <= 525_600:
        raise argparse.ArgumentTypeError("from 1 minute to a year of them, 525600")
    return minutes
