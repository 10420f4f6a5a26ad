"""Set up a table, and change what it takes and shows."""

import re
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from casino.games import AT_TABLES, CashOutGame, DecidedGame, Game
from casino.shared.money import CURRENCY_EXPONENTS, MAX_AMOUNT
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.acts import Act, Staff
from casino.tables.errors import UnusableTable
from casino.tables.model import MAX_EXPOSURE, Limits, Table
from casino.tables.use_cases.act_on_table import Change, act_on

if TYPE_CHECKING:
    from casino.parts import Parts

_TABLE_ID: Final = re.compile(r"[a-z0-9][a-z0-9\-]{0,63}")
_LONGEST_NAME: Final = 60


def add_table(parts: "Parts", table: Table, *, by: Staff) -> None:
    """Set up a table; if it is open, the sweeper opens its first round within a minute.

    Raises
    ------
    UnusableTable
    TableExists
    """
    if not _TABLE_ID.fullmatch(table.table_id):
        raise UnusableTable("A table's id is of lower-case letters, digits and hyphens")
    if table.game_id not in AT_TABLES:
        games = ", ".join(sorted(AT_TABLES))
        raise UnusableTable(f"No table plays {table.game_id}; there are {games}")
    if table.dealer and isinstance(table.game, CashOutGame | DecidedGame):
        raise UnusableTable(f"{table.game_id} can't be dealt by a person")
    if table.currency not in CURRENCY_EXPONENTS:
        raise UnusableTable(f"{table.currency} is no currency of this house")
    if not (table.name.isprintable() and 1 <= len(table.name.strip()) <= _LONGEST_NAME):
        raise UnusableTable(f"A table's name has 1 to {_LONGEST_NAME} printable characters")
    game = table.game
    table = replace(table, limits=table.limits.completed(game))
    _check_limits(table.limits, game)
    _check_video(table.video_url)
    after = {
        "game_id": table.game_id,
        "name": table.name,
        "limits": asdict(table.limits),
        "dealer": table.dealer,
        "video_url": table.video_url,
    }
    work = UnitOfWork(parts.dynamodb)
    parts.live_tables.place(work, table)
    parts.acts.add(work, Act.now(table.table_id, "table.added", by, parts.clock(), after=after))
    work.commit()


def set_limits(parts: "Parts", table_id: str, limits: Limits, *, by: Staff) -> Table:
    """Change what a table takes, from the next round on: a gate keeps what it was opened with.

    Raises
    ------
    UnusableTable
    UnknownTable
    Contention
    """

    def decide(table: Table, now: datetime) -> Change | None:
        game = table.game
        wanted = limits.completed(game)
        _check_limits(wanted, game)
        if table.limits == wanted:
            return None
        act = Act.now(
            table_id,
            "table.limits",
            by,
            now,
            before=asdict(table.limits),
            after=asdict(wanted),
        )
        return Change(replace(table, limits=wanted, version=table.version + 1), act)

    table, _ = act_on(parts, table_id, decide)
    return table


def set_video(parts: "Parts", table_id: str, video_url: str | None, *, by: Staff) -> Table:
    """Change where players see the table, or that they don't.

    Raises
    ------
    UnusableTable
    UnknownTable
    Contention
    """
    _check_video(video_url)

    def decide(table: Table, now: datetime) -> Change | None:
        if table.video_url == video_url:
            return None
        act = Act.now(
            table_id,
            "table.video",
            by,
            now,
            before={"video_url": table.video_url},
            after={"video_url": video_url},
        )
        return Change(replace(table, video_url=video_url, version=table.version + 1), act)

    table, _ = act_on(parts, table_id, decide)
    return table


def _check_limits(limits: Limits, game: Game[Any]) -> None:
    if not 1 <= limits.min_stake <= limits.max_stake <= limits.max_bet <= MAX_AMOUNT:
        raise UnusableTable(
            "Limits are positive, and rise from min_stake over max_stake to max_bet"
        )
    if not 1 <= limits.max_player_exposure <= limits.max_exposure <= MAX_EXPOSURE:
        raise UnusableTable("What one player can win is positive, and no more than what all can")
    seats = game.seats if isinstance(game, DecidedGame) else limits.max_seats
    if not 1 <= limits.max_seats <= seats:
        raise UnusableTable(f"A player can hold 1 to {seats} seats")


def _check_video(url: str | None) -> None:
    if url is None:
        return
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(url) > 500:
        raise UnusableTable("A video is at an http or https address")
