"""``tables``: set up, open, pause and close the live tables."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rich.markup import escape

from casino.parts import at_start
from casino.shared.money import CURRENCY_EXPONENTS
from casino.tables import Limits, Staff, Table, TableStatus
from casino.tables.use_cases.change_status import change_status
from casino.tables.use_cases.set_up_table import add_table, set_limits, set_video
from croupier.actor import actor_of, add_actor
from croupier.confirmation import add_yes, confirm
from croupier.output import Told, listing, plain_table

Common: TypeAlias = argparse.ArgumentParser
if TYPE_CHECKING:
    Actions: TypeAlias = argparse._SubParsersAction[Common]  # noqa: SLF001
else:
    Actions: TypeAlias = argparse._SubParsersAction  # noqa: SLF001

_STATUSES: Final = {
    "open": (TableStatus.OPEN, "let it play"),
    "pause": (TableStatus.PAUSED, "finish the present round and open no other"),
    "close": (TableStatus.CLOSING, "announce the last round, and close the table after it"),
    "maintain": (TableStatus.MAINTENANCE, "stand still; return the stakes of a round under way"),
}

parts = at_start()


def add_arguments(parser: Common, common: Common) -> None:
    """State the arguments."""
    parser.description = (
        "What is done to a table is told to everybody at it, and kept with its acts."
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", parents=[common], help="show all tables")
    listing.set_defaults(run=show)
    for name, (status, sentence) in _STATUSES.items():
        change = _action(actions, common, name, sentence)
        change.add_argument("--reason", default="", help="why; players at the table can read it")
        change.set_defaults(run=bring_into, status=status, yes=True)
        if status is TableStatus.MAINTENANCE:
            # It returns stakes, which is money that moves.
            change.set_defaults(yes=False)
            add_yes(change)
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


def _action(actions: Actions, common: Common, name: str, sentence: str) -> Common:
    parser = actions.add_parser(name, parents=[common], help=sentence)
    parser.add_argument("table", metavar="TABLE", help="its id")
    add_actor(parser)
    return parser


def _add_limits(parser: Common) -> None:
    parser.add_argument("--min", required=True, type=int, help="of a stake, in minor units")
    parser.add_argument("--max", required=True, type=int, help="of a stake, in minor units")
    parser.add_argument(
        "--max-bet",
        type=int,
        help="of all stakes of a player in a round together (default: five times --max)",
    )
    parser.add_argument(
        "--max-player-exposure",
        type=int,
        default=0,
        metavar="AMOUNT",
        help="what a player can win in a round (default: whatever --max-bet can win)",
    )
    parser.add_argument(
        "--max-exposure",
        type=int,
        default=0,
        metavar="AMOUNT",
        help="what all players can win in a round (default: 20 times what one can)",
    )
    parser.add_argument(
        "--max-seats",
        type=int,
        default=2,
        metavar="NUMBER",
        help="how many seats a player may hold, where there are seats (default: %(default)s)",
    )


def _limits(wanted: argparse.Namespace) -> Limits:
    return Limits(
        min_stake=wanted.min,
        max_stake=wanted.max,
        max_bet=wanted.max_bet or 5 * wanted.max,
        max_player_exposure=wanted.max_player_exposure,
        max_exposure=wanted.max_exposure,
        max_seats=wanted.max_seats,
    )


def _operator(wanted: argparse.Namespace) -> Staff:
    return Staff(actor_of(wanted), "operator")


def show(_wanted: argparse.Namespace) -> Told:
    """List the tables."""
    sheet = plain_table()
    sheet.add_column("table", overflow="fold")
    sheet.add_column("name")
    sheet.add_column("game")
    sheet.add_column("status")
    sheet.add_column("round", justify="right")
    sheet.add_column("stakes", justify="right", no_wrap=True)
    sheet.add_column("exposure", justify="right", no_wrap=True)
    sheet.add_column("players", justify="right")
    items = []
    cursor: str | None = None
    while True:
        page = parts.live_tables.page(100, cursor)
        for each in page.items:
            current = each.round
            sheet.add_row(
                each.table_id,
                escape(each.name),
                f"{each.game_id}{', dealt' if each.dealer else ''}",
                each.status,
                f"{current.number} {current.phase}" if current else "-",
                f"{each.limits.min_stake} to {each.limits.max_stake}",
                f"{each.limits.max_player_exposure} of {each.limits.max_exposure}",
                str(each.players),
            )
            items.append(_data(each) | {"players": each.players})
        cursor = page.next_cursor
        if cursor is None:
            break
    return listing(items, sheet, nothing="There are no tables yet: `tables add`, or `seed`.")


def bring_into(wanted: argparse.Namespace) -> Told:
    """Change a table's status."""
    operator = _operator(wanted)
    before = parts.live_tables.get(wanted.table)
    confirm(
        wanted,
        {
            "table": before.table_id,
            "status": f"{before.status}, then {wanted.status}",
            "round": f"{before.round.number}, {before.round.phase}" if before.round else "none",
            "returns": "every stake on that round, unless it is settled by then",
            "reason": wanted.reason or "none",
            "by": operator.name,
        },
    )
    table = change_status(parts, wanted.table, wanted.status, by=operator, reason=wanted.reason)
    return _told(table, f"{table.table_id} is {table.status}")


def limit(wanted: argparse.Namespace) -> Told:
    """Change a table's limits."""
    table = set_limits(parts, wanted.table, _limits(wanted), by=_operator(wanted))
    limits = table.limits
    return _told(
        table,
        f"{table.table_id} takes {limits.min_stake} to {limits.max_stake} on a spot and"
        f" {limits.max_bet} in all of a player, who can win {limits.max_player_exposure}"
        f" of the {limits.max_exposure} that all can win, from its next round on",
    )


def film(wanted: argparse.Namespace) -> Told:
    """Change a table's video."""
    table = set_video(parts, wanted.table, wanted.url, by=_operator(wanted))
    return _told(
        table,
        f"{table.table_id} is seen at {table.video_url}" if table.video_url else "No video",
    )


def add(wanted: argparse.Namespace) -> Told:
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
    add_table(parts, table, by=_operator(wanted))
    return _told(table, f"{table.table_id} is set up, and {table.status}")


def _told(table: Table, done: str) -> Told:
    return Told(_data(table), [f"[green]✓[/green] {escape(done)}"])


def _data(table: Table) -> dict[str, Any]:
    current = table.round
    return {
        "table_id": table.table_id,
        "name": table.name,
        "game_id": table.game_id,
        "currency": table.currency,
        "status": table.status,
        "dealer": table.dealer,
        "video_url": table.video_url,
        "limits": asdict(table.limits),
        "round": {"round_id": current.round_id, "number": current.number, "phase": current.phase}
        if current
        else None,
    }
