from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.policies import GameRules, age_at
from casino.policies.model import StakeCap
from tests.support.policies import shipped


@pytest.mark.parametrize(
    ("moment", "born_on", "age"),
    [
        ("2026-06-15T12:00Z", date(2008, 6, 15), 18),
        # The day has not begun everywhere yet.
        ("2026-06-15T11:59Z", date(2008, 6, 15), 17),
        ("2026-02-28T23:59Z", date(2008, 2, 29), 17),
        ("2026-03-01T11:59Z", date(2008, 2, 29), 17),
        ("2026-03-01T12:00Z", date(2008, 2, 29), 18),
        ("2028-02-29T12:00Z", date(2008, 2, 29), 20),
    ],
)
def test_age_counts_full_years(moment, born_on, age):
    assert age_at(datetime.fromisoformat(moment), born_on) == age


@given(
    st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    st.integers(1_600_000_000, 4_000_000_000),
    st.timedeltas(timedelta(), timedelta(days=400)),
)
def test_nobody_gets_younger(born_on, seconds, later):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert age_at(moment, born_on) <= age_at(moment + later, born_on)


CAPS = GameRules(
    stake_caps=(StakeCap(18, {"GBP": 200}), StakeCap(25, {"GBP": 500}), StakeCap(60, {"GBP": 100}))
)


NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "most"), [(17, 200), (18, 200), (24, 200), (25, 500), (59, 500), (60, 100)]
)
def test_a_cap_on_stakes_holds_from_its_birthday_on_until_the_next_ones(age, most):
    assert CAPS.most_stake(date(2026 - age, 6, 15), NOON, "GBP") == most
    assert CAPS.most_stake(date(2025 - age, 6, 16), NOON, "GBP") == most


def test_who_has_no_known_birthday_may_stake_what_the_youngest_may():
    assert CAPS.most_stake(None, NOON, "GBP") == 200


def test_without_caps_stakes_are_not_capped():
    assert GameRules().most_stake(None, NOON, "GBP") is None


def test_under_caps_nothing_is_staked_in_a_currency_that_has_none():
    assert CAPS.most_stake(date(1980, 1, 1), NOON, "EUR") == 0


def test_british_game_cycles():
    uk = shipped("uk")
    assert uk.rules_of("lucky-lemons", "slots").cycle == timedelta(seconds=2.5)
    assert uk.rules_of("dice", "dice").cycle == timedelta(seconds=5)


def test_what_is_in_no_category_may_not_be_played():
    policy = shipped("uk", games={"slots": GameRules()})
    assert policy.rules_of("lucky-lemons", "slots") == GameRules()
    assert policy.rules_of("dice", "dice") is None


def test_a_game_may_be_refused_whatever_its_category():
    policy = shipped("uk", refused_games=frozenset({"lucky-lemons"}))
    assert policy.rules_of("lucky-lemons", "slots") is None
    assert policy.rules_of("grand-harbour", "slots") is not None


def test_a_policys_zone_is_one_that_there_is():
    assert str(shipped("uk").zone) == "Europe/London"
