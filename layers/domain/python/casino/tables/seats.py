"""Who sits where at a table.

A seat is a player's, not a connection's, so it outlives a lost one. Seats are items, and so is what
a table remembers of each player who has sat there::

    SEAT#table, seat          player_id, kept_until and kept_through (see `Seat`), is_used, version,
                              bet_by, bet_round (who bet on it last, and in which round)
    SEAT#table, PLAYER#id     version, kept_until and kept_through, again_at, left (see `Sitter`)

A bet on a seat updates its item in the bet's own transaction, on the condition that the player sits
there and nobody else has bet there in this round: so no two players ever share a hand, whoever gets
up and sits down when.

To sit down and to get up change both items, on the condition that neither has changed since it was
read; and the player's is read before the seats are. So of several attempts of one player that come
at once, each counts the seats that those before it took.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.games import DecidedGame
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_items
from casino.shared.reading import Key, Reading, Wanted
from casino.shared.unit_of_work import UnitOfWork, stale
from casino.tables.errors import NoSuchSeat, NotYourSeat, SeatCooldown, SeatOccupied, TooManySeats
from casino.tables.model import TAKES_BETS, Phase, Table, next_number

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# A bet keeps a seat for its own round and so many after it.
KEPT_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class SeatTimings:
    """How long seats are kept for those who do not bet.

    Attributes
    ----------
    reservation : timedelta
        How long from sitting down to the first bet.
    cooldown : timedelta
        How long before who gave up a seat takes it again, and before who let a reservation lapse
        takes any.
    """

    reservation: timedelta
    cooldown: timedelta


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat, taken or not.

    Attributes
    ----------
    player_id : str or None
        Who sits there.
    kept_until : str
        RFC 3339. Until then it is kept for the player in any case.
    kept_through : int
        The number of a round. While bets on it can still be made the seat is kept as well: nobody
        loses a seat for having had to wait until they could bet.
    is_used : bool
        Whether the player has bet on it since they took it.
    """

    number: int
    player_id: str | None = None
    kept_until: str = ""
    kept_through: int = 0
    is_used: bool = False
    version: int = 0

    def is_kept(self, table: Table, now: datetime) -> bool:
        """Tell whether nobody else may take it."""
        return self.player_id is not None and _is_kept(
            self.kept_until, self.kept_through, table, now
        )

    def has_lapsed(self, table: Table, now: datetime) -> bool:
        """Tell whether it was kept for too long without a bet, and has not been freed yet."""
        return self.player_id is not None and not self.is_kept(table, now)


@dataclass(frozen=True, slots=True)
class Sitter:
    """What a table remembers of a player who sits there, or has sat there.

    Attributes
    ----------
    kept_until, kept_through : str, int
        How long seats are kept until the player's first bet. Another seat in the meantime is kept
        no longer: moving from seat to seat does not start the time anew.
    again_at : str
        RFC 3339. Before that the player takes no seat here.
    left : mapping of str to str
        By seat, when the player may take it again.
    """

    player_id: str
    kept_until: str = ""
    kept_through: int = 0
    again_at: str = ""
    left: Mapping[str, str] = field(default_factory=dict)
    version: int = 0

    def seated(
        self, number: int, mine: Sequence[Seat], table: Table, now: datetime, timings: SeatTimings
    ) -> "Sitter":
        """Return the player with another seat, and how long that is kept.

        Parameters
        ----------
        mine : sequence of Seat
            Where the player sits already.

        Raises
        ------
        TooManySeats
        SeatCooldown
        """
        again_at = max(self.again_at, self.left.get(str(number), ""))
        if any(seat.has_lapsed(table, now) for seat in mine):
            again_at = max(again_at, to_rfc3339(now + timings.cooldown))
        is_waiting = bool(self.kept_until) and not any(seat.is_used for seat in mine)
        if is_waiting and not _is_kept(self.kept_until, self.kept_through, table, now):
            again_at = max(again_at, to_rfc3339(from_rfc3339(self.kept_until) + timings.cooldown))
            is_waiting = False
        if to_rfc3339(now) < again_at:
            raise SeatCooldown((from_rfc3339(again_at) - now).total_seconds())
        if len(mine) >= table.limits.max_seats:
            raise TooManySeats(f"A player holds at most {table.limits.max_seats} seats here")
        after = replace(self, left=_not_over(self.left, now))
        if is_waiting:
            return after
        until, through = _reservation(table, now, timings)
        return replace(after, kept_until=until, kept_through=through)

    def up_from(self, seat: Seat, now: datetime, timings: SeatTimings) -> "Sitter":
        """Return the player without a seat that they have left."""
        again_at = to_rfc3339(now + timings.cooldown)
        after = replace(self, left={**_not_over(self.left, now), str(seat.number): again_at})
        return replace(after, kept_until="", kept_through=0) if seat.is_used else after


_SEAT: Final = Codec(Seat, keys=("number",))
_SITTER: Final = Codec(Sitter, keys=("player_id",))


class Seats:
    """The seats of all tables."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def of(self, table: Table) -> list[Seat]:
        """Return every seat of a table, in order; none if everybody bets from where they are."""
        numbers = range(1, seats_at(table) + 1)
        items = get_items(self._client, [self._key(table.table_id, str(n)) for n in numbers])
        return [_seat_from(n, item or {}) for n, item in zip(numbers, items, strict=True)]

    def want_sitter(self, reading: Reading, table_id: str, player_id: str) -> Wanted[Sitter]:
        """Add what a table remembers of a player to a reading."""
        return reading.want(
            self._sitter_key(table_id, player_id),
            lambda item: _SITTER.read(item or {}, player_id=player_id),
        )

    def take(
        self,
        work: UnitOfWork,
        table: Table,
        seat: Seat,
        sitters: tuple[Sitter, Sitter],
        again_at: str,
    ) -> None:
        """Add to a unit of work that a player sits down.

        Parameters
        ----------
        seat : Seat
            As it was read: free, or kept too long for somebody else.
        sitters : (Sitter, Sitter)
            The player as they were read, and as they are with the seat.
        again_at : str
            Until when that somebody else waits.

        Raises at commit
        ----------------
        Contention
            If the seat or the player's seats have changed in the meantime.
        """
        before, after = sitters
        _, key = self._key(table.table_id, str(seat.number))
        work.update(
            self._table,
            key,
            "SET player_id = :player, kept_until = :until, kept_through = :through,"
            " is_used = :no, version = :after",
            condition=_as_read(seat.version),
            values={
                ":player": after.player_id,
                ":until": after.kept_until,
                ":through": after.kept_through,
                ":no": False,
                ":after": seat.version + 1,
                **_read(seat.version),
            },
            otherwise=stale,
        )
        self._remember(work, table, before, after)
        if seat.player_id is not None:
            self._let_wait(work, table, seat.player_id, again_at)

    def leave(
        self, work: UnitOfWork, table: Table, seat: Seat, sitters: tuple[Sitter, Sitter]
    ) -> None:
        """Add to a unit of work that a player gets up; parameters and errors as in `take`."""
        self._free(work, table, seat)
        self._remember(work, table, *sitters)

    def free(self, work: UnitOfWork, table: Table, lapsed: Sequence[Seat], again_at: str) -> None:
        """Add to a unit of work that seats are nobody's any more whose time is over.

        Parameters
        ----------
        again_at : str
            Until when those who sat there wait before they sit down again.

        Raises at commit
        ----------------
        Contention
            If somebody has bet on one of them, taken it or left it in the meantime.
        """
        by_player = defaultdict(list)
        for seat in lapsed:
            by_player[seat.player_id].append(seat)
        for player_id, seats in by_player.items():
            for seat in seats:
                self._free(work, table, seat)
            self._let_wait(work, table, player_id or "", again_at)

    def bet_on(
        self,
        work: UnitOfWork,
        table_id: str,
        numbers: Iterable[int],
        *,
        player_id: str,
        round_number: int,
    ) -> None:
        """Add to a bet's unit of work that it is on seats of its player, which that keeps.

        Raises at commit
        ----------------
        NotYourSeat
            If somebody else sits there, or nobody.
        SeatOccupied
            If somebody else has bet there in this round, and got up.
        """

        def refusal(old: Item | None) -> Exception:
            return SeatOccupied() if old and old.get("player_id") == player_id else NotYourSeat()

        for number in sorted(set(numbers)):
            _, key = self._key(table_id, str(number))
            work.update(
                self._table,
                key,
                "SET bet_round = :round, bet_by = :player, is_used = :yes,"
                " kept_until = :at_once, kept_through = :through ADD version :one",
                condition="player_id = :player AND (attribute_not_exists(bet_round)"
                " OR bet_round <> :round OR bet_by = :player)",
                values={
                    ":player": player_id,
                    ":round": round_number,
                    ":yes": True,
                    ":at_once": "",
                    ":through": round_number + KEPT_ROUNDS,
                    ":one": 1,
                },
                otherwise=refusal,
            )

    def _sitter_key(self, table_id: str, player_id: str) -> Key:
        return self._key(table_id, f"PLAYER#{player_id}")

    def _free(self, work: UnitOfWork, table: Table, seat: Seat) -> None:
        _, key = self._key(table.table_id, str(seat.number))
        work.update(
            self._table,
            key,
            "SET version = :after REMOVE player_id, kept_until, kept_through, is_used",
            condition=_as_read(seat.version),
            values={":after": seat.version + 1, **_read(seat.version)},
            otherwise=stale,
        )

    def _remember(self, work: UnitOfWork, table: Table, before: Sitter, after: Sitter) -> None:
        _, key = self._sitter_key(table.table_id, after.player_id)
        work.put(
            self._table,
            key | _SITTER.write(replace(after, version=before.version + 1)),
            condition=_as_read(before.version),
            values=_read(before.version),
            otherwise=stale,
        )

    def _let_wait(self, work: UnitOfWork, table: Table, player_id: str, again_at: str) -> None:
        """Have somebody whose time at a seat is over wait before they sit down again."""
        _, key = self._sitter_key(table.table_id, player_id)
        work.update(
            self._table,
            key,
            "SET again_at = :again, kept_until = :none ADD version :one",
            condition="attribute_not_exists(again_at) OR again_at <= :again",
            values={":again": again_at, ":none": "", ":one": 1},
            otherwise=stale,
        )

    def _key(self, table_id: str, place: str) -> Key:
        return self._table, {"pk": f"SEAT#{table_id}", "sk": place}


def seats_at(table: Table) -> int:
    """Return how many seats a table has; 0 where everybody bets from where they are."""
    return table.game.seats if isinstance(table.game, DecidedGame) else 0


def seat_named(seats: Sequence[Seat], number: int) -> Seat:
    """Return a seat by its number.

    Raises
    ------
    NoSuchSeat
    """
    if not 1 <= number <= len(seats):
        raise NoSuchSeat
    return seats[number - 1]


def seats_taken(seats: Seats, table: Table) -> list[int] | None:
    """Return where somebody sits at a table; `None` if it has no seats.

    Who let their time pass sits there until that is told: by whoever takes the seat, or by the
    round clock.
    """
    if not seats_at(table):
        return None
    return [seat.number for seat in seats.of(table) if seat.player_id is not None]


def _seat_from(number: int, item: Item) -> Seat:
    known = {}
    if "round" in item and "version" not in item:
        # As it was written when seats were kept by rounds alone.
        known["kept_through"] = item["round"] + KEPT_ROUNDS
    return _SEAT.read(item, number=number, **known)


def _reservation(table: Table, now: datetime, timings: SeatTimings) -> tuple[str, int]:
    """Return how long a seat is kept for a first bet: for a time, and a round to bet on."""
    current = table.round
    is_open = current is not None and current.phase is Phase.OPEN
    through = current.number if current is not None and is_open else next_number(table)
    return to_rfc3339(now + timings.reservation), through


def _is_kept(until: str, through: int, table: Table, now: datetime) -> bool:
    return to_rfc3339(now) < until or not _is_over(table, through, now)


def _is_over(table: Table, number: int, now: datetime) -> bool:
    """Tell whether no more bets are made on a round."""
    current = table.round
    if current is None or current.number != number:
        return current is not None and current.number > number
    return current.phase not in TAKES_BETS or to_rfc3339(now) >= current.closes_at


def _not_over(left: Mapping[str, str], now: datetime) -> dict[str, str]:
    return {seat: again_at for seat, again_at in left.items() if to_rfc3339(now) < again_at}


def _as_read(version: int) -> str:
    return "version = :read" if version else "attribute_not_exists(version)"


def _read(version: int) -> dict[str, int]:
    return {":read": version} if version else {}
