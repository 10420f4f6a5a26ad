"""Tables are opened, paused, closed and repaired, whatever their rounds are doing."""

import itertools

import pytest

from casino.betting import StakeOutOfRange
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase, TableStatus
from casino.tables.acts import Staff
from casino.tables.errors import (
    BettingClosed,
    TableClosed,
    TableExists,
    UnusableTable,
    WrongStatus,
)
from casino.tables.lifecycle import WAYS
from casino.tables.model import Limits
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.use_cases.change_status import change_status
from casino.tables.use_cases.list_tables import list_tables
from casino.tables.use_cases.set_up_table import add_table, set_limits, set_video
from casino.tables.use_cases.show_table import must_be_joinable
from tests.support.overtaking import overtaken_by

RED = {"type": "red", "amount": 500}
CHANNEL = "table:roulette-eu-1"
EVA = Staff("eva@house.example", "operator")

OPEN, PAUSED, CLOSING, MAINTENANCE, CLOSED = TableStatus
WISHES = (OPEN, PAUSED, CLOSING, MAINTENANCE)


def change(floor, wanted, reason=""):
    return change_status(floor.parts, "roulette-eu-1", wanted, by=EVA, reason=reason)


def statuses(floor):
    return [each.data["status"] for each in floor.events(CHANNEL) if each.name == "table.status"]


def acts(floor):
    return floor.acts.page("roulette-eu-1", 100).items[::-1]


def bring_into(floor, status):
    """Bring the table, in the middle of a round, into a status."""
    floor.advance()
    if status is CLOSED:
        change(floor, CLOSING)
        run_out(floor)
    elif status is not OPEN:
        change(floor, status)


def run_out(floor):
    """Let time pass until nothing comes by itself any more."""
    while floor.table.next_at:
        if floor.round.phase in (Phase.RESULT, Phase.VOIDED):
            floor.settle()
        floor.advance()


@pytest.mark.parametrize(("status", "wanted"), list(itertools.product(TableStatus, WISHES)))
def test_every_way_is_taken_and_told_once_and_every_other_is_refused(floor, status, wanted):
    bring_into(floor, status)
    told, done, version = statuses(floor), acts(floor), floor.table.version
    already = {status} | ({CLOSING} if status is CLOSED else set())
    if wanted not in WAYS[status] and wanted not in already:
        with pytest.raises(WrongStatus):
            change(floor, wanted)
        assert (floor.table.status, floor.table.version) == (status, version)
        assert (statuses(floor), acts(floor)) == (told, done)
        return
    for _ in range(2):
        assert change(floor, wanted).status in (wanted, status)
    news = [] if wanted in already else [floor.table.status]
    assert statuses(floor) == [*told, *news]
    assert [act.after["status"] for act in acts(floor)[len(done) :]] == news


# Whoever wants an open table open has their wish before the other one is carried out.
@pytest.mark.parametrize(
    ("one", "other"),
    [each for each in itertools.permutations(WISHES, 2) if each[1] is not OPEN],
)
def test_of_two_changes_at_once_the_second_is_decided_by_what_the_first_made(floor, one, other):
    floor.advance()
    with overtaken_by(floor.tables, lambda: change(floor, one)):
        change(floor, other)
    assert floor.table.status is other
    steps = [(act.before["status"], act.after["status"]) for act in acts(floor)]
    expected = [(was, becomes) for was, becomes in ((OPEN, one), (one, other)) if was != becomes]
    assert steps == expected
    assert statuses(floor) == [becomes for _, becomes in expected]


@pytest.mark.parametrize("wanted", [PAUSED, CLOSING, MAINTENANCE])
@pytest.mark.parametrize("arrived", [False, True], ids=["before", "after"])
def test_a_crash_around_the_commit_is_made_good_by_asking_again_and_by_the_sweeper(
    floor, monkeypatch, wanted, arrived
):
    floor.advance()
    commit = UnitOfWork.commit

    def crash(work):
        if arrived:
            commit(work)
        raise ConnectionError("the environment died")

    monkeypatch.setattr(UnitOfWork, "commit", crash)
    with pytest.raises(ConnectionError):
        change(floor, wanted)
    monkeypatch.undo()
    change(floor, wanted)
    assert statuses(floor) == [wanted]
    assert len(acts(floor)) == 1
    while floor.table.next_at:
        floor.clock.move(30)
        assert floor.sweep() == ["roulette-eu-1"]
        advance_round(floor.parts, "roulette-eu-1", floor.table.version)
    assert floor.round.phase is (Phase.VOIDED if wanted is MAINTENANCE else Phase.SETTLED)
    floor.clock.move(3600)
    assert floor.sweep() == []


def test_a_change_loses_against_the_round_clock_and_is_decided_anew(floor):
    floor.advance()
    with overtaken_by(floor.tables, floor.advance):
        change(floor, PAUSED)
    assert (floor.table.status, floor.round.phase) == (PAUSED, Phase.CLOSING)


def test_a_paused_table_plays_its_round_to_the_end_and_opens_no_other(floor):
    floor.seat("ann", 1000)
    floor.advance()
    change(floor, PAUSED, "The wheel is cleaned")
    floor.bet("ann", "b-1", RED)
    run_out(floor)
    assert (floor.round.phase, floor.round.number) == (Phase.SETTLED, 1)
    assert floor.advance() is None
    change(floor, OPEN)
    floor.advance()
    assert (floor.round.phase, floor.round.number) == (Phase.OPEN, 2)
    [paused, _] = [each for each in floor.events(CHANNEL) if each.name == "table.status"]
    assert paused.data == {"status": "paused", "reason": "The wheel is cleaned"}


def test_a_closing_table_announces_its_last_round_and_is_closed_after_it(floor):
    floor.advance()
    change(floor, CLOSING)
    must_be_joinable(floor.tables, "roulette-eu-1")
    assert floor.table.status is CLOSING
    run_out(floor)
    assert floor.table.status is CLOSED
    assert statuses(floor) == ["closing", "closed"]
    with pytest.raises(TableClosed):
        must_be_joinable(floor.tables, "roulette-eu-1")
    assert list_tables(floor.tables, 10, None).items == []


def test_a_table_at_rest_is_closed_at_once(floor):
    floor.advance()
    change(floor, PAUSED)
    run_out(floor)
    assert change(floor, CLOSING).status is CLOSED
    assert statuses(floor) == ["paused", "closed"]


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSING, Phase.CLOSED])
def test_maintenance_voids_a_round_without_result_and_returns_every_stake(floor, phase):
    floor.seat("ann", 300, bonus=700)
    floor.advance()
    floor.bet("ann", "b-1", RED)
    floor.advance_to(phase)
    change(floor, MAINTENANCE, "The wheel is stuck")
    with pytest.raises(BettingClosed):
        floor.bet("ann", "late", RED)
    assert advance_round(floor.parts, "roulette-eu-1", floor.table.version) is not None
    assert floor.round.phase is Phase.VOIDED  # at once: the clock has not moved
    floor.settle()
    wallet = floor.ledger.wallet("ann")
    assert (wallet.cash, wallet.bonus) == (300, 700)
    assert floor.shown("ann", "b-1").status == "void"
    run_out(floor)
    assert floor.advance() is None
    names = [each.name for each in floor.events(CHANNEL)]
    assert names.count("round.closed") == names.count("round.voided") == 1
    assert floor.round.void_reason == "The wheel is stuck"
    assert floor.round.turnover.bets == 1


def test_maintenance_leaves_a_result_that_is_known_and_pays_it(floor):
    floor.seat("ann", 1000)
    floor.advance()
    floor.bet("ann", "b-1", RED, {"type": "black", "amount": 500})
    floor.advance_to(Phase.RESULT)
    change(floor, MAINTENANCE)
    run_out(floor)
    assert (floor.round.phase, floor.table.status) == (Phase.SETTLED, MAINTENANCE)


def test_a_voided_round_of_a_table_that_stands_still_is_asked_to_be_settled_until_it_is(floor):
    floor.seat("ann", 1000)
    floor.advance()
    floor.bet("ann", "b-1", RED)
    change(floor, MAINTENANCE)
    floor.advance()
    for _ in range(3):  # every settlement message gets lost
        floor.clock.move(60)
        assert floor.sweep() == ["roulette-eu-1"]
        assert advance_round(floor.parts, "roulette-eu-1", floor.table.version) is None
    floor.settle()
    floor.advance()
    assert floor.table.next_at == ""
    assert floor.ledger.wallet("ann").cash == 1000


def test_limits_hold_from_the_next_round_on(floor):
    floor.seat("ann", 10_000)
    floor.advance()
    set_limits(floor.parts, "roulette-eu-1", Limits(1_000, 2_000, 4_000), by=EVA)
    floor.bet("ann", "b-1", RED)
    floor.advance_to(Phase.RESULT)
    floor.settle()
    floor.advance_to(Phase.OPEN)
    with pytest.raises(StakeOutOfRange):
        floor.bet("ann", "b-2", RED)


def test_setting_the_same_again_is_no_act(floor):
    for _ in range(2):
        set_limits(floor.parts, "roulette-eu-1", Limits(1, 2, 3), by=EVA)
        set_video(floor.parts, "roulette-eu-1", "https://video.example/1.m3u8", by=EVA)
    assert [act.kind for act in acts(floor)] == ["table.limits", "table.video"]
    assert floor.table.video_url == "https://video.example/1.m3u8"


@pytest.mark.parametrize("limits", [(0, 1, 1), (2, 1, 1), (1, 2, 1), (-1, 1, 1), (1, 1, 2**63)])
def test_limits_that_nobody_could_keep_are_refused(floor, limits):
    with pytest.raises(UnusableTable):
        set_limits(floor.parts, "roulette-eu-1", Limits(*limits), by=EVA)


@pytest.mark.parametrize(
    "limits",
    [
        {"max_player_exposure": 2, "max_exposure": 1},
        {"max_player_exposure": -1},
        {"max_exposure": 2**53},
        {"max_seats": 0},
    ],
)
def test_exposures_that_make_no_sense_are_refused(floor, limits):
    with pytest.raises(UnusableTable):
        set_limits(floor.parts, "roulette-eu-1", Limits(1, 2, 3, **limits), by=EVA)


def test_an_operator_states_what_the_house_may_lose_from_the_next_round_on(floor):
    floor.seat("ann", 100_000)
    floor.advance()
    limits = Limits(10, 1_000, 5_000, max_player_exposure=3_500, max_exposure=70_000)
    set_limits(floor.parts, "roulette-eu-1", limits, by=EVA)
    assert floor.table.limits == limits
    assert acts(floor)[-1].after["max_player_exposure"] == 3_500
    seven = {"type": "straight", "selection": [7], "amount": 101}
    floor.bet("ann", "b-1", seven)
    floor.run_out()
    floor.advance()
    with pytest.raises(StakeOutOfRange):
        floor.bet("ann", "b-2", seven)


def test_a_table_is_added_once(floor):
    add_table(floor.parts, DEMO_TABLES[1], by=EVA)
    with pytest.raises(TableExists):
        add_table(floor.parts, DEMO_TABLES[1], by=EVA)
    [act] = floor.acts.page(DEMO_TABLES[1].table_id, 10).items
    assert (act.kind, act.by) == ("table.added", EVA)


def test_a_table_that_never_stands_still_ends_in_a_retryable_refusal(floor, monkeypatch):
    def always_first(_work):
        raise Contention

    floor.advance()
    monkeypatch.setattr(UnitOfWork, "commit", always_first)
    monkeypatch.setattr("casino.shared.dynamodb.time.sleep", lambda _seconds: None)
    ticks = iter(range(1000))
    monkeypatch.setattr("casino.shared.dynamodb.time.monotonic", lambda: float(next(ticks)))
    with pytest.raises(Contention):
        change(floor, PAUSED)
