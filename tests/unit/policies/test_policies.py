"""Which policy holds: by the moment that is asked about, and the same in every process."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.policies import UnknownJurisdiction
from casino.policies.policies import LEAD, REFRESH
from tests.support.clock import Clock
from tests.support.policies import VersionsInMemory, policies_of, shipped, version

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock():
    return Clock()


def number_at(policies, moment, jurisdiction="uk"):
    return policies.at(jurisdiction, moment).version


def test_what_is_shipped_holds_until_somebody_says_otherwise(clock):
    assert policies_of("uk", clock=clock).at("uk", NOON) == shipped("uk")


def test_who_has_no_jurisdiction_comes_under_the_stages_first(clock):
    policies = policies_of("mga", "uk", clock=clock)
    assert policies.at("", NOON).jurisdiction == "mga"


def test_where_nobody_said_what_holds_nothing_does(clock):
    policies = policies_of("atlantis", clock=clock)
    with pytest.raises(UnknownJurisdiction, match="'atlantis'"):
        policies.at("atlantis", NOON)
    with pytest.raises(UnknownJurisdiction):
        policies.at("", NOON)
    assert policies.of_country("GB", NOON) is None


def test_a_jurisdiction_that_has_no_policy_yet_keeps_nobody_elsewhere_out(clock):
    policies = policies_of("atlantis", "uk", clock=clock)
    policy = policies.of_country("GB", NOON)
    assert policy is not None
    assert policy.jurisdiction == "uk"


def test_a_version_holds_from_its_moment_on_and_not_before(clock):
    switch = NOON + timedelta(minutes=30)
    policies = policies_of(
        "uk", clock=clock, versions=VersionsInMemory(version(shipped("uk"), 1, switch))
    )
    clock.now = switch
    assert number_at(policies, switch - timedelta(microseconds=1)) == 0
    assert number_at(policies, switch) == 1


def test_of_versions_whose_time_has_come_the_newest_holds(clock):
    """So whoever wants something else sooner applies it after, and what was to come is void."""
    later, sooner = NOON + 60 * MINUTE, NOON + 30 * MINUTE
    versions = VersionsInMemory(version(shipped("uk"), 1, later), version(shipped("uk"), 2, sooner))
    clock.now = later
    policies = policies_of("uk", clock=clock, versions=versions)
    held = [number_at(policies, moment) for moment in (NOON, sooner, later)]
    assert held == [0, 2, 2]


def test_it_is_read_once_a_minute_however_often_it_is_asked(clock):
    versions = VersionsInMemory()
    policies = policies_of("uk", clock=clock, versions=versions)
    for second in range(121):
        clock.now = NOON + timedelta(seconds=second)
        policies.at("uk", clock.now)
    assert versions.reads == 3


def test_a_moment_of_long_ago_is_judged_by_what_held_then(clock):
    first, second = NOON - timedelta(days=9), NOON - timedelta(days=2)
    versions = VersionsInMemory(version(shipped("uk"), 1, first), version(shipped("uk"), 2, second))
    policies = policies_of("uk", clock=clock, versions=versions)
    days_ago = [number_at(policies, NOON - timedelta(days=days)) for days in (0, 3, 10)]
    assert days_ago == [2, 1, 0]


@given(
    read_before=st.lists(st.integers(0, int(LEAD.total_seconds())), min_size=1, max_size=6),
    asked=st.integers(-300, 300),
)
def test_every_process_gives_one_answer_about_one_moment(read_before, asked):
    """Whenever each of them has read last, as long as the version was applied in time."""
    clock, versions = Clock(), VersionsInMemory()
    switch = NOON + LEAD
    moment = switch + timedelta(seconds=asked)
    processes = [policies_of("uk", clock=clock, versions=versions) for _ in read_before]
    # Each has asked at some time before the switch, the first ones before the version was there.
    for process, seconds in zip(processes, read_before, strict=True):
        clock.now = NOON - REFRESH + timedelta(seconds=1)
        process.at("uk", clock.now)
        versions.versions = [version(shipped("uk"), 1, switch)]
        clock.now = NOON + timedelta(seconds=seconds)
        process.at("uk", clock.now)
    # Whoever decides by a moment asks at that moment, or soon after it.
    clock.now = moment + timedelta(seconds=2)
    assert {number_at(each, moment) for each in processes} == {int(asked >= 0)}
