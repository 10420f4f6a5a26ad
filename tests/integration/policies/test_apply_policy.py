"""Policies are added version by version; of operators at once one is first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casino.policies import InvalidPolicy, PolicyChanged, UnknownJurisdiction
from casino.policies.model import StakeCap
from casino.policies.policies import LEAD
from casino.policies.use_cases.apply_policy import apply_policy
from casino.shared.aws import client
from casino.shared.clock import from_rfc3339, to_rfc3339
from tests.integration.policies.conftest import overtaken
from tests.support.parts import some_parts
from tests.support.policies import shipped

MINUTE = timedelta(minutes=1)


def dearer(amount, number=0, jurisdiction="uk"):
    """Return a policy that takes deposits of another amount at most, made from a version."""
    policy = shipped(jurisdiction)
    figures = {
        currency: replace(each, max_deposit=amount) for currency, each in policy.cashier.items()
    }
    return replace(policy, version=number, cashier=figures)


def apply(parts, policy, *, effective_at=None, actor="ann"):
    return apply_policy(parts, policy, effective_at=effective_at, actor=actor, reason="a test")


def kept():
    """Every item of the table, as it stands there."""
    return client("dynamodb").scan(TableName="catalogue")["Items"]


class TestAVersion:
    def test_says_who_made_it_when_why_and_what_it_replaced(self, parts, clock):
        version = apply(parts, dearer(1_000))
        now = to_rfc3339(clock())
        assert (version.number, version.replaces, version.applied_at) == (1, 0, now)
        assert (version.actor, version.reason) == ("ann", "a test")
        [newest, before] = parts.policy_versions.newest_first("uk")
        assert newest == version
        # What the release shipped is kept with the first one, whatever the next release ships.
        assert (before.policy, before.number) == (shipped("uk"), 0)
        assert len(kept()) == 2

    def test_holds_as_soon_as_every_process_knows_of_it(self, parts, function, clock):
        function.policies.at("uk", clock())
        version = apply(parts, dearer(1_000))
        begins_at = from_rfc3339(version.effective_at)
        assert begins_at == clock() + LEAD
        clock.now = begins_at + MINUTE
        just_before = function.policies.at("uk", begins_at - timedelta(microseconds=1))
        assert just_before == shipped("uk")
        assert function.policies.at("uk", begins_at) == version.policy

    def test_can_be_said_long_before_it_holds(self, parts, clock):
        version = apply(parts, dearer(1_000), effective_at=clock() + timedelta(days=30))
        assert parts.policies.at("uk", clock()) == shipped("uk")
        clock.now += timedelta(days=30)
        assert parts.policies.at("uk", clock()) == version.policy

    def test_is_refused_where_some_process_could_not_know_of_it_in_time(self, parts, clock):
        with pytest.raises(InvalidPolicy) as refused:
            apply(parts, dearer(1_000), effective_at=clock() + LEAD - timedelta(microseconds=1))
        assert refused.value.errors[0].pointer == "/effective_at"
        assert kept() == []

    def test_of_one_that_is_to_come_goes_before_it(self, parts, clock):
        """So what was said wrongly for later can be put right now."""
        apply(parts, dearer(1_000), effective_at=clock() + timedelta(days=30))
        urgent = apply(parts, dearer(2_000, number=1))
        clock.now += timedelta(days=31)
        assert parts.policies.at("uk", clock()) == urgent.policy

    def test_of_a_jurisdiction_that_the_release_does_not_know_is_its_first(self, aws, parts, clock):
        ontario = replace(shipped("mga"), jurisdiction="ontario", countries={"CA": 19})
        with pytest.raises(UnknownJurisdiction):
            apply(parts, ontario)
        parts = some_parts({"JURISDICTIONS": "mga,ontario"}, clock=clock)
        version = apply(parts, ontario)
        assert (version.number, version.replaces) == (1, None)
        clock.move(LEAD.total_seconds())
        assert parts.policies.of_country("CA", clock()) == version.policy


class TestOfTwoOperators:
    def test_the_second_is_told_of_the_first(self, parts):
        apply(parts, dearer(1_000), actor="ann")
        with pytest.raises(PolicyChanged, match=r"version of uk is 1, which ann applied.*from 0"):
            apply(parts, dearer(2_000), actor="ben")
        assert apply(parts, dearer(2_000, number=1), actor="ben").number == 2

    def test_at_the_same_moment_one_is_first(self, parts):
        bens = overtaken(parts, by=lambda: apply(parts, dearer(1_000), actor="ann"))
        with pytest.raises(PolicyChanged, match="ann applied version 1 of uk"):
            apply(bens, dearer(2_000), actor="ben")
        assert parts.policy_versions.newest("uk").actor == "ann"
        assert len(kept()) == 2

    def test_neither_gives_a_country_to_two_jurisdictions_at_the_same_moment(self, parts):
        uk, mga = shipped("uk"), shipped("mga")
        uk_too = replace(uk, countries=uk.countries | {"IS": 18})
        mga_too = replace(mga, countries=mga.countries | {"IS": 18})
        bens = overtaken(parts, by=lambda: apply(parts, mga_too))
        with pytest.raises(InvalidPolicy) as refused:
            apply(bens, uk_too)
        assert [each.pointer for each in refused.value.errors] == ["/countries/IS"]
        assert parts.policy_versions.newest("uk").number == 0


class TestACountry:
    def moved(self, number=0):
        uk = shipped("uk")
        return replace(uk, version=number, countries=uk.countries | {"IE": 18})

    def test_is_not_taken_from_another_jurisdiction(self, parts):
        with pytest.raises(InvalidPolicy) as refused:
            apply(parts, self.moved())
        [error] = refused.value.errors
        assert (error.pointer, "mga has it" in error.detail) == ("/countries/IE", True)

    def test_moves_at_one_moment(self, parts, clock):
        mga = shipped("mga")
        without = {country: age for country, age in mga.countries.items() if country != "IE"}
        moment = clock() + timedelta(days=1)
        apply(parts, replace(mga, countries=without), effective_at=moment)
        # A moment before, both would have it.
        with pytest.raises(InvalidPolicy):
            apply(parts, self.moved(), effective_at=moment - timedelta(microseconds=1))
        apply(parts, self.moved(), effective_at=moment)
        clock.now = moment
        assert (
            parts.policies.of_country("IE", moment - timedelta(microseconds=1)).jurisdiction
            == "mga"
        )
        assert parts.policies.of_country("IE", moment).jurisdiction == "uk"


def test_what_contradicts_itself_or_changes_nothing_is_refused(parts):
    wrong = replace(shipped("uk"), time_zone="Atlantis", name="")
    with pytest.raises(InvalidPolicy) as refused:
        apply(parts, wrong)
    assert {each.pointer for each in refused.value.errors} == {"/time_zone", "/name"}
    with pytest.raises(InvalidPolicy, match="what version 0 says already"):
        apply(parts, shipped("uk"))
    assert kept() == []


def test_a_version_is_read_anew_as_it_was_applied(parts):
    caps = (StakeCap(18, {"GBP": 100}), StakeCap(21, {"GBP": 300}))
    uk = shipped("uk")
    slots = replace(uk.games["slots"], stake_caps=caps)
    wanted = replace(uk, games={**uk.games, "slots": slots}, refused_games=frozenset({"dice"}))
    apply(parts, wanted)
    assert parts.policy_versions.newest("uk").policy == replace(wanted, version=1)
