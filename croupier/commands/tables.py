"""``tables``: set up, open, pause and close the live tables."""

import argparse
from typing import Final

from rich.markup import escape
from rich.table import Table as Sheet

from casino.shared.money import CURRENCY_EXPONENTS
from casino.tables.acts import Staff
from casino.tables.bootstrap import live_tables, pit
from casino.tables.model import Limits, Table, TableStatus
from casino.tables.use_cases.change_status import change_status
from casino.tables.use_cases.set_up_table import add_table, set_limits, set_video
from croupier.commands import Commands, Common
from croupier.output import console

_STATUSES: Final = {
    "open": (TableStatus.OPEN, "let it play"),
    "pause": (TableStatus.PAUSED, "finish the present round and open no other"),
    "close": (TableStatus.CLOSING, "announce the last round, and close the table after it"),
    "maintain": (TableStatus.MAINTENANCE, "stand still; return the stakes of a round under way"),
}


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "tables",
        help="list, add, open, pause and close the live tables",
        description="What is done to a table is told to everybody at it, and kept with its acts.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", parents=[common], help="show all tables")
    listing.set_defaults(run=show)
    for name, (status, sentence) in _STATUSES.items():
        change = _action(actions, common, name, sentence)
        change.add_argument("--reason", default="", help="why; players at the table can read it")
        change.set_defaults(run=bring_into, status=status)
    limits = _action(actions, common, "limits", "change what it takes, from the next round on")
    _add_limits(limits)
    limits.set_defaults(run=limit)
    video = _action(actions, common, "video", "change where players see it")
    video.add_argument("--url", help="of the stream; without it, there is none any more")
    video.set_defaults(run=film)
    new = _action(actions, common, "add", "set up a table")
    new.add_argument("--game", required=True, help="its game, such as roulette-european")
    new.add_argument("--name", required=True, help="as players read it")
    new.add_argument("--currency", default="EUR", choices=sorted(CURRENCY_EXPONENTS))
    _add_limits(new)
    new.add_argument("--dealer", action="store_true", help="a person deals")
    new.add_argument("--video", metavar="URL", help="where players see it")
    new.add_argument("--paused", action="store_true", help="don't open it yet")
    new.set_defaults(run=add)


def _action(actions: Commands, common: Common, name: str, sentence: str) -> Common:
    parser = actions.add_parser(name, parents=[common], help=sentence)
    parser.add_argument("table", metavar="TABLE", help="its id")
    parser.add_argument("--actor", required=True, help="who does it, such as your e-mail address")
    return parser


def _add_limits(parser: Common) -> None:
    parser.add_argument("--min", required=True, type=int, help="of a stake, in minor units")
    parser.add_argument("--max", required=True, type=int, help="of a stake, in minor units")
    parser.add_argument(
        "--max-bet", type=int, help="of all stakes of a bet together (default: five times --max)"
    )


def _limits(wanted: argparse.Namespace) -> Limits:
    return Limits(wanted.min, wanted.max, wanted.max_bet or 5 * wanted.max)


def _operator(wanted: argparse.Namespace) -> Staff:
    return Staff(wanted.actor, "operator")


def show(_wanted: argparse.Namespace) -> int:
    """List the tables."""
    sheet = Sheet(box=None, header_style="bold", pad_edge=False)
    sheet.add_column("table", overflow="fold")
    sheet.add_column("name")
    sheet.add_column("game")
    sheet.add_column("status")
    sheet.add_column("round", justify="right")
    sheet.add_column("stakes", justify="right", no_wrap=True)
    sheet.add_column("players", justify="right")
    cursor: str | None = None
    while True:
        page = live_tables().page(100, cursor)
        for each in page.items:
            current = each.round
            sheet.add_row(
                each.table_id,
                escape(each.name),
                f"{each.game_id}{', dealt' if each.dealer else ''}",
                each.status,
                f"{current.number} {current.phase}" if current else "-",
                f"{each.limits.min_stake} to {each.limits.max_stake}",
                str(each.players),
            )
        cursor = page.next_cursor
        if cursor is None:
            break
    console.print(sheet)
    return 0


def bring_into(wanted: argparse.Namespace) -> int:
    """Change a table's status."""
    table = change_status(
        pit(), wanted.table, wanted.status, by=_operator(wanted), reason=wanted.reason
    )
    _say(f"{table.table_id} is {table.status}")
    return 0


def limit(wanted: argparse.Namespace) -> int:
    """Change a table's limits."""
    table = set_limits(pit(), wanted.table, _limits(wanted), by=_operator(wanted))
    _say(
        f"{table.table_id} takes {table.limits.min_stake} to {table.limits.max_stake} on a spot and"
        f" {table.limits.max_bet} in all, from its next round on"
    )
    return 0


def film(wanted: argparse.Namespace) -> int:
    """Change a table's video."""
    table = set_video(pit(), wanted.table, wanted.url, by=_operator(wanted))
    _say(f"{table.table_id} is seen at {table.video_url}" if table.video_url else "No video")
    return 0


def add(wanted: argparse.Namespace) -> int:
    """Set up a table."""
    table = Table(
        table_id=wanted.table,
        game_id=wanted.game,
        name=wanted.name,
        currency=wanted.currency,
        status=TableStatus.PAUSED if wanted.paused else TableStatus.OPEN,
        limits=_limits(wanted),
        dealer=wanted.dealer,
        video_url=wanted.video,
    )
    add_table(pit(), table, by=_operator(wanted))
    _say(f"{table.table_id} is set up, and {table.status}")
    return 0


def _say(done: str) -> None:
    console.print(f"[green]✓[/green] {escape(done)}")
