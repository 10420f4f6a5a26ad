"""A kind of round is a script: the clock does what it says, and knows nothing else of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casino.games import GameFault
from casino.tables import Phase
from casino.tables.drawing import SeededRound
from casino.tables.rounds.drawn import DrawnRounds
from casino.tables.rounds.script import Next, NoResult
from tests.support.parts import others

RED = {"type": "red", "amount": 100}


class Patient(DrawnRounds):
    """Rounds that take their time once they are closed."""

    __slots__ = ("until",)

    def go_on(self, _table, _current, now):
        return self.until if now < self.until else Next.RESULT


class Deserted(DrawnRounds):
    __slots__ = ()

    def go_on(self, *_given):
        return Next.NOTHING


class Unfinished(DrawnRounds):
    __slots__ = ()

    def result(self, *_given):
        raise NoResult("The wheel stands still")


class Faulty(DrawnRounds):
    __slots__ = ()

    def go_on(self, *_given):
        raise GameFault("The wheel has come off")


@pytest.fixture
def closed(floor):
    """Close a bet-on round of a kind; return the floor."""

    def close(kind, bets=1):
        script = kind(floor.seeds, floor.parts.timings)
        scripts = replace(floor.parts.scripts, by_kind={SeededRound: script})
        floor.parts = others(floor.parts, scripts=scripts)
        floor.seat("ann", 1_000)
        floor.advance()
        for number in range(bets):
            floor.bet("ann", f"b-{number}", RED)
        floor.advance_to(Phase.CLOSED)
        return script

    return close


def test_a_round_that_is_not_over_is_looked_at_again_at_its_moment(floor, closed):
    script = closed(Patient)
    due_at = datetime.fromisoformat(floor.table.next_at)
    object.__setattr__(script, "until", due_at + timedelta(milliseconds=500))
    assert floor.advance() is None
    assert floor.round.phase is Phase.CLOSED
    [asked] = [each for each in floor.proposals() if "not_before" in each]
    assert datetime.fromisoformat(asked["not_before"]) == script.until
    floor.clock.now = script.until
    floor.advance()
    assert floor.round.phase is Phase.RESULT


def test_a_round_without_a_result_in_time_is_voided_for_that_reason(floor, closed):
    closed(Unfinished)
    floor.advance_to(Phase.VOIDED)
    assert floor.round.void_reason == "The wheel stands still"
    floor.settle()
    assert floor.ledger.wallet("ann").cash == 1_000


def test_a_round_that_cannot_be_played_as_promised_is_voided(floor, closed):
    closed(Faulty)
    floor.advance_to(Phase.VOIDED)
    assert "committed" in floor.round.void_reason


def test_a_round_that_nobody_bet_on_may_end_without_a_result(floor, closed):
    closed(Deserted, bets=0)
    floor.advance_to(Phase.SETTLED)
    assert floor.round.outcome is None
