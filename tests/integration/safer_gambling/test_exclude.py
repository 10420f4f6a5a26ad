"""Players keep themselves away, for as long as they said and no shorter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casino.policies import ExclusionRules
from casino.sessions import Kind
from casino.wallet import SelfExcluded, TimedOut

BY_TIME_OUT = {"play": "timed_out", "deposit": "timed_out", "chat": "timed_out"}
BY_EXCLUSION = dict.fromkeys(("play", "deposit", "chat", "marketing"), "self_excluded")


def chat(desk):
    desk.parts.sessions.admit("ann", 1, Kind.CHAT, desk.clock())


def test_a_time_out_holds_from_the_answer_on_and_ends_by_itself(desk):
    answer = desk.time_out("P7D")
    assert (answer.status, answer.body) == (201, {"until": "2026-11-30T12:00:00.000000Z"})
    assert desk.barred() == BY_TIME_OUT
    desk.clock.now += timedelta(days=7, microseconds=-1)
    assert desk.barred() == BY_TIME_OUT
    desk.clock.move(0.000001)
    assert desk.barred() == {}


def test_a_self_exclusion_stands_until_the_player_asks_and_a_day_has_passed(desk):
    answer = desk.exclude("P6M")
    assert (answer.status, answer.body) == (201, {"until": "2027-05-23T12:00:00.000000Z"})
    assert desk.barred() == BY_EXCLUSION
    early = desk.reinstate()
    assert (early.status, early.body["code"]) == (409, "still_excluded")
    assert early.body["details"] == {"until": "2027-05-23T12:00:00.000000Z"}
    desk.clock.now += timedelta(days=400)
    assert desk.barred() == BY_EXCLUSION
    opens_at = {"opens_at": "2027-12-29T12:00:00.000000Z"}
    assert (desk.reinstate().status, desk.barred()) == (201, BY_EXCLUSION)
    desk.clock.now += timedelta(hours=23)
    again = desk.reinstate()
    assert (again.status, again.body, desk.barred()) == (201, opens_at, BY_EXCLUSION)
    desk.clock.now += timedelta(hours=1)
    assert desk.barred() == {}
    over = desk.reinstate()
    assert (over.status, over.body["code"]) == (409, "not_excluded")
    assert [each[0] for each in desk.asked()] == ["self_exclusion", "reinstatement"]


def test_who_is_not_excluded_has_nothing_to_end(desk):
    desk.time_out("P1D")
    answer = desk.reinstate()
    assert (answer.status, answer.body["code"]) == (409, "not_excluded")


def test_a_shorter_one_changes_nothing_and_is_answered_with_the_end_that_holds(desk):
    until = desk.exclude("P5Y").body
    desk.clock.now += timedelta(days=1)
    for duration in ("P6M", "P1Y"):
        answer = desk.exclude(duration)
        assert (answer.status, answer.body) == (201, until)
    assert len(desk.asked()) == 1
    longer = desk.exclude("P100Y")
    assert longer.body == {"until": "2126-11-24T12:00:00.000000Z"}
    assert len(desk.asked()) == 2


def test_the_same_request_again_has_one_effect(desk):
    until = desk.time_out("P1D").body
    desk.clock.move(599)
    assert desk.time_out("P1D").body == until
    assert len(desk.asked()) == 1
    # Tomorrow the same words mean another day.
    desk.clock.move(2)
    assert desk.time_out("P1D").body == {"until": "2026-11-24T12:10:01.000000Z"}
    assert len(desk.asked()) == 2


def test_a_time_out_and_a_self_exclusion_stand_beside_each_other(desk):
    desk.time_out("P42D")
    desk.exclude("P6M")
    assert desk.barred() == BY_EXCLUSION
    desk.clock.now += timedelta(days=183)
    desk.time_out("P42D")
    desk.reinstate()
    desk.clock.now += timedelta(days=1)
    assert desk.barred() == BY_TIME_OUT


@pytest.mark.parametrize("duration", ["P0D", "P43D", "P6M", "P1Y", "P100D", "P9999D"])
def test_a_time_out_that_is_not_on_offer_changes_nothing(desk, duration):
    answer = desk.time_out(duration)
    assert (answer.status, answer.body["errors"][0]["pointer"]) == (422, "/duration")
    assert (desk.barred(), desk.asked()) == ({}, [])


@pytest.mark.parametrize("duration", ["P1D", "P5M", "P2Y", "P12M", "P1000Y", "", "p6m", "P6M ", 6])
def test_a_self_exclusion_that_is_not_on_offer_changes_nothing(desk, duration):
    answer = desk.exclude(duration)
    assert (answer.status, answer.body["errors"][0]["pointer"]) == (422, "/duration")
    assert (desk.barred(), desk.asked()) == ({}, [])


def test_a_line_of_chat_is_refused_by_the_write_that_would_admit_it(desk):
    chat(desk)
    until = desk.time_out("P1D").body
    with pytest.raises(TimedOut) as refused:
        chat(desk)
    assert refused.value.details == until
    # Other frames are let in: an open round may be watched to its end.
    desk.parts.sessions.admit("ann", 1, Kind.QUERY, desk.clock())
    desk.exclude("P6M")
    desk.clock.now += timedelta(days=300)
    with pytest.raises(SelfExcluded):
        chat(desk)
    desk.reinstate()
    desk.clock.now += timedelta(days=1, microseconds=-1)
    with pytest.raises(SelfExcluded):
        chat(desk)
    desk.clock.move(0.001)
    chat(desk)


def test_who_is_suspended_may_keep_themselves_away_all_the_same(desk):
    desk.parts.sessions.suspend("ann", desk.clock() + timedelta(hours=1))
    assert desk.time_out("P1D").status == 201
    assert desk.exclude("P1Y").status == 201


def test_the_players_jurisdiction_says_what_is_on_offer(desk, monkeypatch):
    at = desk.parts.policies.at
    rules = ExclusionRules(2, 10, ("P13W", "P1Y"), reinstatement_wait_hours=168)
    monkeypatch.setattr(
        desk.parts.policies, "at", lambda *asked: replace(at(*asked), exclusion=rules)
    )
    assert [desk.time_out(each).status for each in ("P1D", "P2D", "P10D", "P11D")] == [
        422,
        201,
        201,
        422,
    ]
    assert [desk.exclude(each).status for each in ("P6M", "P1W", "P13W")] == [422, 422, 201]
    desk.clock.now += timedelta(weeks=13)
    assert desk.reinstate().body == {"opens_at": "2027-03-01T12:00:00.000000Z"}
