"""Rounds that players decide, as steps of the round: what is dealt, and when it is due.

::

    closed ──> playing ──> playing ──> … ──> playing ──> result
          dealt      decided, or              nothing is left
                     timed out                to be decided

Pure, as `casino.tables.model`: the seed is handed in, and the cards that follow from it are in none
of the values that come out, but for those that have been turned.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from casino.games import GAMES, DecidedGame, Decision, Fairness, Link, Play, Stake
from casino.shared.clock import from_rfc3339
from casino.tables import model
from casino.tables.drawing import SeededRound
from casino.tables.model import (
    Phase,
    Table,
    Timings,
    Turnover,
    moved,
    next_number,
    next_round_id,
    resulted,
)
from casino.tables.shoes import Shoe


@dataclass(frozen=True, slots=True)
class Seated:
    """Who decides at a seat in one round.

    Attributes
    ----------
    bet_id : str
        The first bet on the seat, after which what is added to it is named.
    staked : int
        What was bet on the seat to begin with, in minor units of the player's currency.
    """

    seat: int
    player_id: str
    bet_id: str
    staked: int


@dataclass(frozen=True, slots=True)
class DecidedRound(SeededRound):
    """A round that its players decide, dealt from the table's shoe, whose seed is its own.

    Attributes
    ----------
    play : mapping or None
        How it stands, as its game writes it for clients; `None` before the deal.
    seated : tuple of Seated or None
        Who decides at which seat; players are not shown it. `None` before the deal.
    """

    play: Mapping[str, Any] | None = None
    seated: tuple[Seated, ...] | None = None

    @property
    def game(self) -> DecidedGame[Any, Any]:
        """The rules it is played by."""
        return cast("DecidedGame[Any, Any]", GAMES[self.game_id])


def opened(table: Table, timings: Timings, now: datetime) -> tuple[Table, DecidedRound]:
    """Open the table's next round on its shoe, which may be new or have served others before."""
    shoe = shoe_of(table)
    return model.opened(table, DecidedRound, timings, now, fairness=shoe.fairness, link=shoe.link)


def opened_on_new_shoe(
    table: Table, server_seed: str, link: Link, timings: Timings, now: datetime
) -> tuple[Table, DecidedRound]:
    """Open the table's next round on a shoe that nobody has seen a card of."""
    number = next_number(table)
    fairness = Fairness.committed(server_seed, client_seed=table.table_id, nonce=number)
    shoe = Shoe(next_round_id(table), fairness, link)
    return opened(replace(table, shoe=shoe), timings, now)


def seated_by(bets: Iterable[tuple[str, str, Sequence[Stake]]]) -> tuple[Seated, ...]:
    """Return who sits where, by what was bet.

    Parameters
    ----------
    bets : iterable of (player_id, bet_id, stakes)

    Returns
    -------
    tuple of Seated
        In the order of the seats. What a player bet on a seat in several bets is taken together.
    """
    seats: dict[int, Seated] = {}
    for player_id, bet_id, stakes in sorted(bets, key=lambda bet: bet[:2]):
        for stake in stakes:
            [number] = stake.selection
            before = seats.get(number, Seated(number, player_id, bet_id, 0))
            seats[number] = replace(before, staked=before.staked + stake.amount)
    return tuple(seats[number] for number in sorted(seats))


def dealt(
    table: Table,
    current: DecidedRound,
    seated: tuple[Seated, ...],
    server_seed: str,
    timings: Timings,
    now: datetime,
) -> tuple[Table, DecidedRound]:
    """Deal to the seats that were bet on.

    Raises
    ------
    GameFault
        If it is not the seed that was committed, or the shoe has run out.
    """
    game, shoe = current.game, shoe_of(table)
    play = game.deal([each.seat for each in seated], _cards(current, server_seed), shoe.position)
    return _played(table, replace(current, seated=seated), play, now + timings.turn, now)


def decided(
    table: Table,
    current: DecidedRound,
    decision: Decision,
    server_seed: str,
    timings: Timings,
    now: datetime,
) -> tuple[Table, DecidedRound]:
    """Carry out a player's decision.

    Who decides about a hand gets a whole turn for the next one. What all decide together is due
    when it was due.

    Raises
    ------
    DecisionError, GameFault
    """
    game, before = current.game, play_of(current)
    after = game.decide(before, decision, _cards(current, server_seed))
    same_question = before.is_shared and after.is_shared
    next_at = from_rfc3339(table.next_at) if same_question else now + timings.turn
    return _played(table, current, after, next_at, now)


def timed_out(
    table: Table, current: DecidedRound, server_seed: str, timings: Timings, now: datetime
) -> tuple[Table, DecidedRound]:
    """Decide for those who let the time run out.

    Raises
    ------
    GameFault
    """
    play = current.game.time_out(play_of(current), _cards(current, server_seed))
    return _played(table, current, play, now + timings.turn, now)


def ended(
    table: Table,
    current: DecidedRound,
    server_seed: str,
    turnover: Turnover,
    timings: Timings,
    now: datetime,
) -> tuple[Table, DecidedRound]:
    """Give a round its result once nothing is left to be decided.

    The table keeps its shoe, with the round's cards gone, unless the cut card is out.

    Raises
    ------
    CommitmentMismatch
        If it is not the seed that was committed.
    """
    game, play = current.game, play_of(current)
    position = play.next_position
    shoe = None if game.is_spent(position) else replace(shoe_of(table), position=position)
    outcome = game.outcome(play).to_wire()
    revealed = current.fairness.revealed(server_seed)
    current = replace(current, rounding_seed=revealed.rounding_seed(current.number))
    return resulted(replace(table, shoe=shoe), current, outcome, turnover, timings, now)


def play_of(current: DecidedRound) -> Play:
    """Return how a round that has been dealt stands."""
    if current.play is None:
        raise ValueError(f"round {current.round_id} has not been dealt")
    play: Play = current.game.read_play(current.play)
    return play


def shoe_of(table: Table) -> Shoe:
    """Return the shoe of a table whose round is on."""
    if table.shoe is None:
        raise ValueError(f"table {table.table_id} has no shoe")
    return table.shoe


def _cards(current: DecidedRound, server_seed: str) -> list[str]:
    return current.game.shoe(current.fairness.revealed(server_seed).draws())


def _played(
    table: Table, current: DecidedRound, play: Play, next_at: datetime, now: datetime
) -> tuple[Table, DecidedRound]:
    current = replace(current, phase=Phase.PLAYING, play=play.to_wire())
    return moved(table, current, now if play.is_over else next_at), current
