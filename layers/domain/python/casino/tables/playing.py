"""Rounds that players decide, as steps of the round: what is dealt, and when it is due.

::

    closed ──> playing ──> playing ──> … ──> playing ──> result
          dealt      decided, or              nothing is left
                     timed out                to be decided

Pure, as `casino.tables.model`: the seed is handed in, and the cards that follow from it are in none
of the values that come out, but for those that have been turned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from casino.games import DecidedGame, Decision, Fairness, Link, Play, Stake
from casino.shared.clock import from_rfc3339
from casino.tables.model import (
    Phase,
    Round,
    Table,
    Timings,
    Turnover,
    moved,
    next_number,
    next_round,
    next_round_id,
    resulted,
)
from casino.tables.shoes import Seated, Shoe

# The only kind of stake that is on a seat before the cards are dealt.
SEAT = "seat"


def opened(table: Table, timings: Timings, now: datetime) -> tuple[Table, Round]:
    """Open the table's next round on its shoe, which may be new or have served others before."""
    shoe = shoe_of(table)
    current = next_round(table, closes_at=now + timings.betting + timings.closing, now=now)
    current = replace(current, fairness=shoe.fairness, link=shoe.link)
    return moved(table, current, now + timings.betting), current


def opened_on_new_shoe(
    table: Table, server_seed: str, link: Link, timings: Timings, now: datetime
) -> tuple[Table, Round]:
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
    current: Round,
    seated: tuple[Seated, ...],
    server_seed: str,
    timings: Timings,
    now: datetime,
) -> tuple[Table, Round]:
    """Deal to the seats that were bet on.

    Raises
    ------
    GameFault
        If it is not the seed that was committed, or the shoe has run out.
    """
    game, shoe = game_of(current), shoe_of(table)
    play = game.deal([each.seat for each in seated], _cards(current, server_seed), shoe.position)
    return _played(table, replace(current, seated=seated), play, now + timings.turn, now)


def decided(
    table: Table,
    current: Round,
    decision: Decision,
    server_seed: str,
    timings: Timings,
    now: datetime,
) -> tuple[Table, Round]:
    """Carry out a player's decision.

    Who decides about a hand gets a whole turn for the next one. What all decide together is due
    when it was due.

    Raises
    ------
    DecisionError, GameFault
    """
    game, before = game_of(current), play_of(current)
    after = game.decide(before, decision, _cards(current, server_seed))
    same_question = before.is_shared and after.is_shared
    next_at = from_rfc3339(table.next_at) if same_question else now + timings.turn
    return _played(table, current, after, next_at, now)


def timed_out(
    table: Table, current: Round, server_seed: str, timings: Timings, now: datetime
) -> tuple[Table, Round]:
    """Decide for those who let the time run out.

    Raises
    ------
    GameFault
    """
    play = game_of(current).time_out(play_of(current), _cards(current, server_seed))
    return _played(table, current, play, now + timings.turn, now)


def ended(
    table: Table,
    current: Round,
    server_seed: str,
    turnover: Turnover,
    timings: Timings,
    now: datetime,
) -> tuple[Table, Round]:
    """Give a round its result once nothing is left to be decided.

    The table keeps its shoe, with the round's cards gone, unless the cut card is out.

    Raises
    ------
    CommitmentMismatch
        If it is not the seed that was committed.
    """
    game, play = game_of(current), play_of(current)
    position = play.next_position
    shoe = None if game.is_spent(position) else replace(shoe_of(table), position=position)
    outcome = game.outcome(play).to_wire()
    revealed = fairness_of(current).revealed(server_seed)
    current = replace(current, rounding_seed=revealed.rounding_seed(current.number))
    return resulted(replace(table, shoe=shoe), current, outcome, turnover, timings, now)


def game_of(current: Round) -> DecidedGame[Any, Any]:
    """Return the rules of a round that players decide."""
    game = current.game
    if not isinstance(game, DecidedGame):
        raise TypeError(f"round {current.round_id} is not decided by its players")
    return game


def play_of(current: Round) -> Play:
    """Return how a round that has been dealt stands."""
    if current.play is None:
        raise ValueError(f"round {current.round_id} has not been dealt")
    play: Play = game_of(current).read_play(current.play)
    return play


def shoe_of(table: Table) -> Shoe:
    """Return the shoe of a table whose round is on."""
    if table.shoe is None:
        raise ValueError(f"table {table.table_id} has no shoe")
    return table.shoe


def fairness_of(current: Round) -> Fairness:
    """Return what a round was committed to."""
    if current.fairness is None:
        raise TypeError(f"round {current.round_id} is not dealt from a seed")
    return current.fairness


def _cards(current: Round, server_seed: str) -> list[str]:
    return game_of(current).shoe(fairness_of(current).revealed(server_seed).draws())


def _played(
    table: Table, current: Round, play: Play, next_at: datetime, now: datetime
) -> tuple[Table, Round]:
    current = replace(current, phase=Phase.PLAYING, play=play.to_wire())
    return moved(table, current, now if play.is_over else next_at), current
