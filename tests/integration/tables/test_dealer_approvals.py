"""Corrections and voids: what a dealer asks for, and a second person decides."""

import pytest

from casino.tables import Phase
from casino.tables.dealer import NO_DECISION
from casino.tables.errors import (
    ActDecided,
    ApprovalPending,
    BettingClosed,
    OwnAct,
    RoundDecided,
    WrongPhase,
)
from casino.tables.use_cases.advance_round import advance_round
from tests.support.dealing import (
    EVA,
    MAX,
    OLA,
    STRAIGHT,
    bet_on,
    cash,
    dealers_table,
    names,
)
from tests.support.overtaking import overtaken_by


@pytest.fixture
def table(aws):
    return dealers_table()


def test_a_correction_that_is_approved_pays_by_the_right_outcome(table):
    bet_on(table)
    table.enter(17)
    asked = table.correct(19).act_id
    table.clock.move(20)  # longer than an outcome has to be confirmed: the clock waits
    assert advance_round(table.parts, table.table_id, None) is None
    table.decide(asked)
    assert table.round.dealing.outcome["pocket"] == 19
    assert table.round.phase is Phase.CLOSED  # and can be corrected once more
    table.finish()
    assert cash(table) == [(900, 0), (600, 900)]  # 19 is red: 300 of cash and 200 of bonus, twice
    [approval] = [act for act in table.acts.page(table.table_id, 99).items if act.decides]
    assert (approval.kind, approval.by, approval.decides) == ("round.correct_approved", MAX, asked)
    assert (approval.before["outcome"]["pocket"], approval.after["outcome"]["pocket"]) == (17, 19)
    assert approval.reason == "I was wrong about this: correct"


def test_a_correction_that_is_refused_leaves_the_outcome_and_gives_it_its_time_again(table):
    bet_on(table)
    table.enter(17)
    table.decide(table.correct(19).act_id, approved=False)
    assert advance_round(table.parts, table.table_id, None) is None
    table.finish()
    assert table.round.outcome["pocket"] == 17


def test_a_correction_about_which_nobody_decides_ends_in_a_void(table):
    bet_on(table)
    table.enter(17)
    table.correct(19)
    table.advance()
    assert (table.round.phase, table.round.void_reason) == (Phase.VOIDED, NO_DECISION)
    table.finish()
    assert cash(table) == [(1_000, 0), (300, 700)]


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSING, Phase.CLOSED])
def test_a_void_that_is_approved_returns_every_stake(table, phase):
    table.open()
    table.bet("ann", "a", STRAIGHT)
    while table.round.phase is not phase:
        table.advance()
    asked = table.void(reason="The ball flew off").act_id
    with pytest.raises(BettingClosed):
        table.bet("ann", "late", STRAIGHT)
    table.decide(asked, by=OLA)
    assert advance_round(table.parts, table.table_id, table.table.version) is not None
    assert (table.round.phase, table.round.void_reason) == (Phase.VOIDED, "The ball flew off")
    table.finish()
    assert cash(table)[0] == (1_000, 0)
    assert names(table).count("round.closed") == 1


def test_a_void_that_is_refused_lets_the_round_go_on_without_more_bets(table):
    table.open()
    table.decide(table.void().act_id, approved=False)
    with pytest.raises(BettingClosed):
        table.bet("ann", "late", STRAIGHT)
    table.enter(17)
    table.finish()
    assert table.round.phase is Phase.SETTLED


def test_nobody_decides_about_what_they_asked_for_themselves(table):
    table.play_to_close()
    asked = table.void().act_id
    for approved in (True, False):
        with pytest.raises(OwnAct):
            table.decide(asked, approved=approved, by=EVA)
    assert table.round.dealing.asked.act_id == asked


def test_while_something_waits_nothing_else_is_done(table):
    table.play_to_close()
    table.enter(17)
    table.correct(19)
    for act in (
        lambda: table.enter(4),
        table.void,
        lambda: table.correct(20),
        lambda: table.correct(19, by=MAX),
    ):
        with pytest.raises(ApprovalPending):
            act()


def test_there_is_nothing_to_correct_before_something_was_entered(table):
    table.play_to_close()
    with pytest.raises(WrongPhase):
        table.correct(17)


def test_approving_twice_is_approving_once_and_nobody_decides_anew(table):
    table.play_to_close()
    table.enter(17)
    asked = table.correct(19).act_id
    table.decide(asked)
    state = table.table
    assert table.decide(asked).act_id is None
    for another in ({"approved": False}, {"by": OLA}, {"approved": False, "by": OLA}):
        with pytest.raises(ActDecided):
            table.decide(asked, **another)
    assert table.table == state
    assert table.kinds().count("round.correct_approved") == 1


def test_of_two_who_decide_at_once_the_first_is_heard(table):
    table.play_to_close()
    table.enter(17)
    asked = table.correct(19).act_id
    with (
        overtaken_by(table.tables, lambda: table.decide(asked, approved=False, by=OLA)),
        pytest.raises(ActDecided),
    ):
        table.decide(asked)
    assert table.round.dealing.outcome["pocket"] == 17


def test_an_approval_that_meets_the_end_of_its_time_finds_the_round_voided(table):
    table.play_to_close()
    table.enter(17)
    asked = table.correct(19).act_id
    with overtaken_by(table.tables, table.advance), pytest.raises(RoundDecided):
        table.decide(asked)
    assert table.round.phase is Phase.VOIDED


def test_a_correction_that_meets_the_end_of_its_time_is_too_late(table):
    bet_on(table)
    table.enter(17)
    with overtaken_by(table.tables, table.advance), pytest.raises(RoundDecided):
        table.correct(19)
    table.finish()
    assert cash(table)[0] == (4_500, 0)


def test_the_round_clock_that_meets_a_correction_waits_for_it(table):
    bet_on(table)
    table.enter(17)
    table.clock.move(5)
    with overtaken_by(table.tables, lambda: table.correct(19)):
        assert advance_round(table.parts, table.table_id, None) is None
    assert table.round.phase is Phase.CLOSED
    assert table.round.dealing.asked.outcome["pocket"] == 19
