"""Who sits where at a table.

A seat is a player's, not a connection's, so it outlives a lost one. Each is an item::

    SEAT#table, seat        player_id, round (the number when it was taken or last bet on),
                            bet_by, bet_round (who bet on it last, and in which round)

A bet on a seat updates its item in the bet's own transaction, on the condition that the player sits
there and nobody else has bet there in this round: so no two players ever share a hand, whoever gets
up and sits down when. A seat that nobody has bet on for some rounds is free to be taken; nothing
needs to happen for that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casino.games import GAMES, DecidedGame
from casino.shared.dynamodb import Item, get_items
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.errors import NoSuchSeat, NotYourSeat, SeatTaken
from casino.tables.model import Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# A player who comes back after so many rounds without a bet may find the seat taken.
IDLE_ROUNDS: Final = 10


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that somebody sits at.

    Attributes
    ----------
    number : int
    player_id : str
    """

    number: int
    player_id: str


class Seats:
    """The seats of all tables.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def of(self, table: Table) -> list[Seat] | None:
        """Return where somebody sits, in order; `None` if the table has no seats."""
        count = seats_at(table)
        if not count:
            return None
        keys = [(self._table, _key(table.table_id, number)) for number in range(1, count + 1)]
        free_since = _number(table) - IDLE_ROUNDS
        return [
            Seat(int(item["sk"]), item["player_id"])
            for item in get_items(self._client, keys)
            if item and "player_id" in item and item["round"] > free_since
        ]

    def take(self, work: UnitOfWork, table: Table, number: int, player_id: str) -> None:
        """Add to a unit of work that a player sits down; again at the same seat changes nothing.

        Raises
        ------
        NoSuchSeat

        Raises at commit
        ----------------
        SeatTaken
            If somebody else sits there.
        """
        must_have_seat(table, number)
        work.update(
            self._table,
            _key(table.table_id, number),
            "SET player_id = :player, round = :now",
            condition="attribute_not_exists(player_id) OR player_id = :player OR round <= :free",
            values={
                ":player": player_id,
                ":now": _number(table),
                ":free": _number(table) - IDLE_ROUNDS,
            },
            otherwise=lambda _old: SeatTaken(),
        )

    def leave(self, work: UnitOfWork, table: Table, number: int, player_id: str) -> None:
        """Add to a unit of work that a player gets up.

        Raises
        ------
        NoSuchSeat

        Raises at commit
        ----------------
        NotYourSeat
        """
        must_have_seat(table, number)
        work.update(
            self._table,
            _key(table.table_id, number),
            "REMOVE player_id",
            condition="player_id = :player",
            values={":player": player_id},
            otherwise=lambda _old: NotYourSeat(),
        )

    def bet_on(
        self,
        work: UnitOfWork,
        table_id: str,
        numbers: Iterable[int],
        *,
        player_id: str,
        round_number: int,
    ) -> None:
        """Add to a bet's unit of work that it is on seats of its player.

        Raises at commit
        ----------------
        NotYourSeat
            If somebody else sits there, or nobody.
        SeatTaken
            If somebody else has bet there in this round, and got up.
        """

        def refusal(old: Item | None) -> Exception:
            return SeatTaken() if old and old.get("player_id") == player_id else NotYourSeat()

        for number in sorted(set(numbers)):
            work.update(
                self._table,
                _key(table_id, number),
                "SET round = :round, bet_round = :round, bet_by = :player",
                condition="player_id = :player AND (attribute_not_exists(bet_round)"
                " OR bet_round <> :round OR bet_by = :player)",
                values={":player": player_id, ":round": round_number},
                otherwise=refusal,
            )


def seats_at(table: Table) -> int:
    """Return how many seats a table has; 0 where everybody bets from where they are."""
    game = GAMES[table.game_id]
    return game.seats if isinstance(game, DecidedGame) else 0


def must_have_seat(table: Table, number: int) -> None:
    """Refuse a seat that a table does not have.

    Raises
    ------
    NoSuchSeat
    """
    if not 1 <= number <= seats_at(table):
        raise NoSuchSeat


def seats_taken(seats: Seats, table: Table) -> list[int] | None:
    """Return where somebody sits at a table; `None` if it has no seats."""
    seated = seats.of(table)
    return None if seated is None else [seat.number for seat in seated]


def _number(table: Table) -> int:
    return table.round.number if table.round else 0


def _key(table_id: str, number: int) -> dict[str, str]:
    return {"pk": f"SEAT#{table_id}", "sk": str(number)}
