"""A round in a dealer's hands: every order of things, and machines that die in between."""

import pytest

from casino.betting import GameMoney, UnknownRound
from casino.channels.use_cases.announce_presence import announce_presence
from casino.channels.use_cases.join_channel import join_channel
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.tables.acts import CLOCK
from casino.tables.dealer import NO_RESULT
from casino.tables.errors import (
    BettingClosed,
    NotDealt,
    OutcomeEntered,
    RoundDecided,
    TooSoon,
    UnknownAct,
    UnusableOutcome,
    WrongPhase,
    WrongStatus,
)
from casino.tables.model import TableStatus
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.use_cases.change_status import change_status
from casino.tables.views import view_of_round, view_of_table
from tests.integration.tables.conftest import Floor
from tests.support.dealing import (
    EVA,
    OLA,
    STRAIGHT,
    DealerFloor,
    bet_on,
    cash,
    dealers_table,
    names,
)
from tests.support.overtaking import overtaken_by


@pytest.fixture
def table(aws):
    return dealers_table()


def test_a_dealer_runs_a_round_and_winners_are_paid(table):
    bet_on(table)
    table.enter(17)
    assert table.round.outcome is None
    table.advance()
    assert (table.round.phase, table.round.outcome["pocket"]) == (Phase.RESULT, 17)
    table.finish()
    assert cash(table) == [(1_000 - 100 + 3_600, 0), (0, 500)]  # 17 is black
    assert names(table) == ["round.opened", "round.closed", "round.result", "round.settled"]
    assert table.kinds() == ["round.opened", "round.closed", "round.outcome", "round.result"]
    table.open()
    assert (table.round.number, table.round.phase) == (2, Phase.OPEN)


def test_a_dealers_round_commits_to_no_seed_and_keeps_none(table):
    table.play_to_close()
    table.enter(0)
    table.finish()
    assert view_of_round(table.round, "EUR").fairness is None
    assert view_of_table(table.table).commitment is None
    assert dict(table.told())["round.opened"]["commitment"] is None
    assert dict(table.told())["round.result"]["fairness"] is None
    assert table.parts.dynamodb.scan(TableName="seeds")["Items"] == []


def test_no_round_opens_by_itself_and_a_table_that_waits_is_not_overdue(table):
    assert table.advance() is None
    table.clock.move(3_600)
    assert table.sweep() == []
    assert table.round is None


def test_who_comes_to_a_table_at_rest_right_after_another_is_counted_when_the_sweeper_comes(table):
    hall = (table.subscriptions, table.log, table.clock)
    channel = f"table:{table.table_id}"
    for name in ("ann", "ben"):
        table.connections.add(name, name, table.clock())
        join_channel(*hall, connection_id=name, channel=channel, since=None, snapshot=lambda _: {})
    assert (table.told(), table.table.players) == ([("presence.changed", {"players": 1})], 0)
    table.clock.move(1)
    assert table.sweep() == []
    [proposal] = table.proposals()
    assert advance_round(table.parts, **proposal).players == 2
    announce_presence(*hall, channel)
    assert table.told()[1:] == [("presence.changed", {"players": 2})]
    assert table.table.players == 2
    table.clock.move(60)
    assert (table.sweep(), table.proposals()) == ([], [])


def test_who_is_counted_at_a_table_at_rest_does_not_get_into_an_act_of_the_dealer(table):
    table.connections.add("ann", "ann", table.clock())
    table.subscriptions.subscribe("ann", f"table:{table.table_id}", table.clock())
    with overtaken_by(table.tables, table.open):
        advance_round(table.parts, table.table_id, None)
    assert (table.round.phase, table.table.players) == (Phase.OPEN, 1)


def test_the_last_bets_are_called_and_the_betting_closes_by_itself(table):
    table.open()
    table.advance()
    assert table.round.phase is Phase.CLOSING
    table.clock.move(2.9)
    table.bet("ann", "in-time", STRAIGHT)
    table.clock.move(0.1)
    with pytest.raises(BettingClosed):
        table.bet("ann", "late", STRAIGHT)
    table.advance()
    assert table.round.phase is Phase.CLOSED
    assert table.close().act_id is None  # the dealer comes late, and finds it done
    assert [act.by for act in table.acts.page(table.table_id, 9).items] == [CLOCK, EVA]


def test_a_dealer_shuts_the_gate_at_once(table):
    table.open()
    table.clock.move(5)
    table.close()
    with pytest.raises(BettingClosed):
        table.bet("ann", "late", STRAIGHT)
    assert cash(table)[0] == (1_000, 0)


def test_a_bet_on_its_way_while_the_dealer_closes_is_refused_or_counted(table, monkeypatch):
    table.open()
    table.clock.move(5)
    fetch = GameMoney.fetch

    def overtaken(*asked):
        fetch(*asked)
        monkeypatch.undo()
        table.close()

    monkeypatch.setattr(GameMoney, "fetch", overtaken)
    with pytest.raises(BettingClosed):
        table.bet("ann", "slow", STRAIGHT)
    assert cash(table)[0] == (1_000, 0)


def test_players_have_the_least_time_to_bet(table):
    table.open()
    table.clock.move(4.9)
    with pytest.raises(TooSoon) as refusal:
        table.close()
    assert refusal.value.retryable
    assert table.round.phase is Phase.OPEN


def test_without_a_result_in_time_the_round_is_voided_and_every_stake_returned(table):
    bet_on(table)
    table.clock.move(59.9)
    assert advance_round(table.parts, table.table_id, table.table.version) is None
    table.advance()
    assert (table.round.phase, table.round.void_reason) == (Phase.VOIDED, NO_RESULT)
    with pytest.raises(WrongPhase):
        table.open()  # while a stake is out
    table.finish()
    assert cash(table) == [(1_000, 0), (300, 700)]
    assert table.shown("ann", "a").status == "void"
    table.open()
    assert table.round.number == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda table: table.open(),
        lambda table: table.open(1),
        lambda table: table.close(),
        lambda table: table.enter(17),
        lambda table: table.correct(17),
        lambda table: table.void(),
    ],
    ids=["open", "open by number", "close", "outcome", "correct", "void"],
)
@pytest.mark.parametrize("way", ["twice", "crash before", "crash after", "overtaken by itself"])
def test_an_act_that_is_repeated_is_done_once(table, monkeypatch, act, way, request):
    name = request.node.callspec.id.split("-")[-1]
    if name not in ("open", "open by number"):
        table.open()
        table.clock.move(5)
    if name in ("outcome", "correct"):
        table.close()
    if name == "correct":
        table.enter(4)
    before = len(table.kinds())
    commit = UnitOfWork.commit
    if way.startswith("crash"):

        def crash(work):
            if way == "crash after":
                commit(work)
            raise ConnectionError("the environment died")

        monkeypatch.setattr(UnitOfWork, "commit", crash)
        with pytest.raises(ConnectionError):
            act(table)
        monkeypatch.undo()
    elif way == "overtaken by itself":
        with overtaken_by(table.tables, lambda: act(table)):
            act(table)
    else:
        act(table)
    told = names(table)
    state = table.table
    answer = act(table)
    if way == "crash before":
        assert len(table.kinds()) == before + 1
        return
    assert (table.table, names(table)) == (state, told)
    assert len(table.kinds()) == before + 1
    assert answer.round.round_id == table.round.round_id
    if name in ("correct", "void"):
        assert answer.act_id == table.round.dealing.asked.act_id


def test_a_round_is_not_opened_a_second_time_by_a_late_repetition(table):
    table.open(1)
    table.clock.move(5)
    table.close()
    table.enter(17)
    table.finish()
    with pytest.raises(WrongPhase):
        table.open(1)
    assert table.round.phase is Phase.SETTLED
    table.open(2)


def test_nothing_is_entered_while_bets_are_taken(table):
    table.open()
    with pytest.raises(WrongPhase):
        table.enter(17)
    with pytest.raises(WrongPhase):
        table.open(2)
    assert table.round.dealing.outcome is None


def test_another_outcome_needs_a_correction(table):
    table.play_to_close()
    table.enter(17)
    with pytest.raises(OutcomeEntered):
        table.enter(4)
    assert table.round.dealing.outcome["pocket"] == 17


@pytest.mark.parametrize(
    "outcome",
    [
        {"pocket": 37},
        {"pocket": -1},
        {"pocket": "17"},
        {"pocket": True},
        {"number": 3},
        {"pocket": None},
    ],
    ids=repr,
)
def test_an_outcome_that_the_wheel_does_not_have_is_refused(table, outcome):
    table.play_to_close()
    version = table.table.version
    with pytest.raises(UnusableOutcome):
        table.enter(outcome)
    assert (table.table.version, table.kinds()[-1]) == (version, "round.closed")


def test_another_round_than_the_present_one_is_unknown(table):
    table.open()
    for act in (table.close, table.enter, table.void):
        with pytest.raises(UnknownRound):
            act(round_id="roulette-live-1.99")


@pytest.mark.parametrize("ended", ["result", "settled", "voided"])
def test_after_a_result_or_a_void_nothing_is_done_to_a_round_any_more(table, ended):
    bet_on(table)
    if ended != "voided":
        table.enter(17)
    table.advance()
    if ended == "settled":
        table.settle()
        table.advance()
    state = table.table
    for act in (table.close, table.enter, table.void, lambda: table.correct(19)):
        with pytest.raises(RoundDecided) as refusal:
            act()
        assert "adjustment" in refusal.value.detail
    with pytest.raises(UnknownAct):
        table.decide("act_unknown")
    assert table.table == state


def test_a_dealer_has_nothing_to_say_at_a_table_that_deals_by_itself(aws):
    floor = Floor()
    floor.advance()
    state = floor.table
    by_itself = DealerFloor.__new__(DealerFloor)
    by_itself.__dict__ |= floor.__dict__
    for act in (
        by_itself.open,
        by_itself.close,
        by_itself.enter,
        by_itself.void,
        lambda: by_itself.decide("act_1"),
    ):
        with pytest.raises(NotDealt):
            act()
    assert floor.table == state


@pytest.mark.parametrize("status", [TableStatus.PAUSED, TableStatus.CLOSING])
def test_a_table_that_is_paused_or_closing_finishes_its_round_and_opens_no_other(table, status):
    table.open()
    change_status(table.parts, table.table_id, status, by=OLA)
    table.clock.move(5)
    table.close()
    table.enter(17)
    table.finish()
    assert table.round.phase is Phase.SETTLED
    with pytest.raises(WrongStatus):
        table.open()


def test_maintenance_takes_a_round_out_of_the_dealers_hands(table):
    bet_on(table)
    table.enter(17)
    change_status(table.parts, table.table_id, TableStatus.MAINTENANCE, by=OLA)
    with pytest.raises(RoundDecided):
        table.correct(19)
    table.finish()
    assert table.round.phase is Phase.VOIDED
    assert cash(table) == [(1_000, 0), (300, 700)]


def test_consoles_hear_of_every_act_and_players_of_none(table):
    table.play_to_close()
    table.enter(17)
    table.decide(table.correct(19).act_id)
    table.finish()
    heard = table.events(f"console:{table.table_id}")
    assert [each.data["kind"] for each in heard] == table.kinds()
    assert [each.data["act_id"] for each in heard] == [
        act.act_id for act in table.acts.page(table.table_id, 99).items[::-1]
    ]
    assert "console.act" not in names(table)
    assert all("pocket" not in repr(data) or name == "round.result" for name, data in table.told())
