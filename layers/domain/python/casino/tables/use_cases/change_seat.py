"""Sit down at a table, get up, see who sits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casino.realtime import ChannelLog, Draft, Event, Fanout, table_channel
from casino.shared.clock import Clock
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.blackjack_messages import (
    NameSeat,
    SeatLeft,
    SeatsView,
    SeatTaken,
)
from casino.tables.errors import TableClosed
from casino.tables.live_tables import LiveTables
from casino.tables.model import TableStatus
from casino.tables.seats import Seats

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Usher:
    """What it takes to seat players.

    Attributes
    ----------
    client : DynamoDBClient
    tables, seats
    log, fanout
        How everybody at the table hears of it.
    clock : Clock
    """

    client: "DynamoDBClient"
    tables: LiveTables
    seats: Seats
    log: ChannelLog
    fanout: Fanout
    clock: Clock


def take_seat(usher: Usher, player_id: str, wanted: NameSeat) -> SeatsView:
    """Seat a player; who sits there already stays.

    Raises
    ------
    UnknownTable
    TableClosed
    NoSuchSeat
    SeatTaken
    Contention
    """

    def attempt() -> list[Event]:
        table = usher.tables.get(wanted.table_id)
        if table.status is TableStatus.CLOSED:
            raise TableClosed
        seated = usher.seats.of(table) or []
        if any(seat.number == wanted.seat and seat.player_id == player_id for seat in seated):
            return []
        work = UnitOfWork(usher.client)
        usher.seats.take(work, table, wanted.seat, player_id)
        return _tell(usher, work, SeatTaken(table_id=table.table_id, seat=wanted.seat))

    usher.fanout.publish(retrying(attempt))
    return list_seats(usher, player_id, wanted.table_id)


def leave_seat(usher: Usher, player_id: str, wanted: NameSeat) -> SeatsView:
    """Free a player's seat. A hand that is being played stays theirs to the end of its round.

    Raises
    ------
    UnknownTable
    NoSuchSeat
    NotYourSeat
    Contention
    """

    def attempt() -> list[Event]:
        table = usher.tables.get(wanted.table_id)
        work = UnitOfWork(usher.client)
        usher.seats.leave(work, table, wanted.seat, player_id)
        return _tell(usher, work, SeatLeft(table_id=table.table_id, seat=wanted.seat))

    usher.fanout.publish(retrying(attempt))
    return list_seats(usher, player_id, wanted.table_id)


def list_seats(usher: Usher, player_id: str, table_id: str) -> SeatsView:
    """Return which seats are taken, and which of them by the player who asks.

    Raises
    ------
    UnknownTable
    """
    seated = usher.seats.of(usher.tables.get(table_id)) or []
    return SeatsView(
        taken=[seat.number for seat in seated],
        yours=[seat.number for seat in seated if seat.player_id == player_id],
    )


def _tell(usher: Usher, work: UnitOfWork, told: SeatTaken | SeatLeft) -> list[Event]:
    head = usher.log.head(table_channel(told.table_id))
    events = usher.log.append(work, head, [Draft.of(told)], usher.clock())
    work.commit()
    return events
