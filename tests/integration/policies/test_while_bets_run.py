"""A policy changes while rounds are played: each is judged by one moment, its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casino.betting import GameNotAllowed, StakeOutOfRange
from casino.policies.model import StakeCap
from casino.policies.policies import LEAD
from casino.policies.use_cases.apply_policy import apply_policy
from tests.integration.instant.conftest import Room, conflict
from tests.support.parts import some_parts
from tests.support.policies import shipped


@pytest.fixture
def room(aws):
    """A room in which somebody plays who may stake five pounds on a slot machine."""
    room = Room("uk")
    room.seat("gwen", 1_000_000, "GBP", jurisdiction="uk", born_on=date(1980, 1, 1))
    return room


def spin(room, stake=500):
    key = f"at-{room.clock()}"
    return room.play(key, stake, None, game_id="grand-harbour", player_id="gwen")


def apply(room, policy):
    """Let an operator apply a policy, at a terminal of their own."""
    terminal = some_parts({"JURISDICTIONS": "uk"}, clock=room.clock)
    apply_policy(terminal, policy, effective_at=None, actor="ann", reason="a test")


def with_slots(**changes):
    uk = shipped("uk")
    return replace(uk, games={**uk.games, "slots": replace(uk.games["slots"], **changes)})


LOWER = with_slots(stake_caps=(StakeCap(18, {"GBP": 100}),))


def test_rounds_are_judged_by_what_holds_at_their_moment(room):
    spin(room)
    switch = room.clock() + LEAD
    apply(room, LOWER)
    taken, refused = [], []
    # Every three seconds, from a minute before until a minute after.
    room.clock.now = switch - timedelta(seconds=61.5)
    while room.clock() < switch + timedelta(minutes=1):
        try:
            spin(room)
            taken.append(room.clock())
        except StakeOutOfRange as error:
            refused.append(error.details["remaining"])
        room.clock.move(3)
    assert len(taken) == 21
    assert max(taken) == switch - timedelta(seconds=1.5)
    assert refused == [100] * 20
    spin(room, 100)


def test_a_round_that_met_contention_is_judged_anew_by_the_moment_at_which_it_is_tried_again(room):
    spin(room)
    switch = room.clock() + LEAD
    apply(room, LOWER)
    room.clock.now = switch - timedelta(milliseconds=1)
    before = room.ledger.wallet("gwen")

    def overtaken():
        room.clock.now = switch
        conflict()

    room.wire.before_commit = overtaken
    with pytest.raises(StakeOutOfRange):
        spin(room)
    assert room.ledger.wallet("gwen") == before


def test_a_game_can_be_taken_out_and_what_was_played_finds_its_answer_all_the_same(room):
    played = room.play("k-1", 100, None, game_id="grand-harbour", player_id="gwen")
    apply(room, replace(shipped("uk"), refused_games=frozenset({"grand-harbour"})))
    room.clock.move(LEAD.total_seconds())
    with pytest.raises(GameNotAllowed):
        spin(room, 100)
    again = room.play("k-1", 100, None, game_id="grand-harbour", player_id="gwen")
    assert (again.replayed, again.bet) == (True, played.bet)
