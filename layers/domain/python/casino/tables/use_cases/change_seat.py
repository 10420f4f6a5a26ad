"""Sit down at a table, get up, see who sits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casino.channels import Draft, table_channel
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.reading import Reading, Wanted
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.blackjack_messages import NameSeat, SeatLeft, SeatsView, SeatTaken
from casino.tables.errors import NotYourSeat, SeatOccupied, TableClosed
from casino.tables.model import Phase, Table, TableStatus
from casino.tables.seats import Sitter, seat_named, seats_at
from casino.wallet import Activity, Wallet

if TYPE_CHECKING:
    from casino.parts import Parts


def take_seat(parts: "Parts", player_id: str, wanted: NameSeat) -> SeatsView:
    """Seat a player; who sits there already stays.

    The seat, the player's other seats and their funds are conditions of one transaction.

    Raises
    ------
    UnknownTable
    TableClosed
    NoSuchSeat
    SeatOccupied
    TooManySeats
    SeatCooldown
        If the player gave the seat up, or did not bet while one was kept for them, a moment ago.
    InsufficientFunds
        If the player could not bet the least.
    NoWallet
    WalletRestricted
    Contention
    """

    def attempt() -> None:
        player = _look(parts, player_id, wanted.table_id)
        table, before = player.table, player.sitter
        if table.status is TableStatus.CLOSED:
            raise TableClosed
        now = parts.clock()
        seats = parts.seats.of(table)
        seat = seat_named(seats, wanted.seat)
        wallet = player.wallet.value
        # Nor does who may not play any more sit down where they sit already.
        wallet.must_allow(Activity.PLAY, now)
        if seat.is_kept(table, now):
            if seat.player_id != player_id:
                raise SeatOccupied
            return
        mine = [each for each in seats if each.player_id == player_id]
        after = before.seated(seat.number, mine, table, now, parts.seat_timings)
        work = UnitOfWork(parts.dynamodb)
        again_at = to_rfc3339(now + parts.seat_timings.cooldown)
        parts.seats.take(work, table, seat, (before, after), again_at)
        parts.ledger.demand(work, wallet, wallet.cover(table.limits.min_stake))
        told: list[SeatTaken | SeatLeft] = [SeatTaken(table_id=table.table_id, seat=seat.number)]
        if seat.player_id is not None:
            told.insert(0, SeatLeft(table_id=table.table_id, seat=seat.number))
        _tell(parts, work, table, told)

    retrying(attempt)
    return list_seats(parts, player_id, wanted.table_id)


def leave_seat(parts: "Parts", player_id: str, wanted: NameSeat) -> SeatsView:
    """Free a player's seat. A hand that is being played stays theirs to the end of its round.

    Raises
    ------
    UnknownTable
    NoSuchSeat
    NotYourSeat
    Contention
    """

    def attempt() -> None:
        player = _look(parts, player_id, wanted.table_id)
        table, before = player.table, player.sitter
        seat = seat_named(parts.seats.of(table), wanted.seat)
        if seat.player_id != player_id:
            raise NotYourSeat
        after = before.up_from(seat, parts.clock(), parts.seat_timings)
        work = UnitOfWork(parts.dynamodb)
        parts.seats.leave(work, table, seat, (before, after))
        _tell(parts, work, table, [SeatLeft(table_id=table.table_id, seat=seat.number)])

    retrying(attempt)
    return list_seats(parts, player_id, wanted.table_id)


def free_seats(parts: "Parts", table: Table) -> None:
    """Free the seats of those who have not bet in time, as a round opens and as betting ends.

    Others can take such a seat at once without that; it is for everybody to see that they can.

    Raises
    ------
    Contention
    """
    if table.round is None or table.round.phase not in (Phase.OPEN, Phase.CLOSED):
        return

    def attempt() -> None:
        now = parts.clock()
        lapsed = [seat for seat in parts.seats.of(table) if seat.has_lapsed(table, now)]
        if not lapsed:
            return
        work = UnitOfWork(parts.dynamodb)
        parts.seats.free(work, table, lapsed, to_rfc3339(now + parts.seat_timings.cooldown))
        told = [SeatLeft(table_id=table.table_id, seat=seat.number) for seat in lapsed]
        _tell(parts, work, table, told)

    if seats_at(table):
        retrying(attempt)


def list_seats(parts: "Parts", player_id: str, table_id: str) -> SeatsView:
    """Return which seats are taken, and which of them by the player who asks.

    Raises
    ------
    UnknownTable
    """
    seats = parts.seats.of(parts.live_tables.get(table_id))
    return SeatsView(
        taken=[seat.number for seat in seats if seat.player_id is not None],
        yours=[seat.number for seat in seats if seat.player_id == player_id],
    )


@dataclass(frozen=True, slots=True)
class _Player:
    """A player at a table; their wallet is asked for by those who need one."""

    table: Table
    sitter: Sitter
    wallet: Wanted[Wallet]


def _look(parts: "Parts", player_id: str, table_id: str) -> _Player:
    """Read what is known of a player, before the seats are read: see `casino.tables.seats`."""
    reading = Reading(parts.dynamodb)
    table = parts.live_tables.want(reading, table_id)
    sitter = parts.seats.want_sitter(reading, table_id, player_id)
    wallet = parts.ledger.want_wallet(reading, player_id)
    reading.fetch()
    return _Player(table.value, sitter.value, wallet)


def _tell(
    parts: "Parts", work: UnitOfWork, table: Table, told: Sequence[SeatTaken | SeatLeft]
) -> None:
    head = parts.channel_log.head(table_channel(table.table_id))
    parts.channel_log.append(work, head, [Draft.of(each) for each in told], parts.clock())
    work.commit()
