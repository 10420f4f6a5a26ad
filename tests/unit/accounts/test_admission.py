from datetime import UTC, date, datetime

import pytest

from casino.accounts.admission import MINIMUM_AGES, age_on, must_admit
from casino.accounts.errors import CountryNotAllowed, Underage
from casino.shared.errors import Invalid

NOON = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "born", "age"),
    [
        (date(2026, 6, 15), date(2008, 6, 15), 18),
        (date(2026, 6, 14), date(2008, 6, 15), 17),
        (date(2026, 2, 28), date(2008, 2, 29), 17),
        (date(2026, 3, 1), date(2008, 2, 29), 18),
        (date(2028, 2, 29), date(2008, 2, 29), 20),
    ],
)
def test_age_counts_full_years(day, born, age):
    assert age_on(day, born) == age


def test_somebody_is_admitted_on_their_eighteenth_birthday():
    must_admit("DE", date(2008, 6, 15), NOON)


def test_a_day_before_is_too_early():
    with pytest.raises(Underage) as refused:
        must_admit("DE", date(2008, 6, 16), NOON)
    assert refused.value.code == "underage"
    assert refused.value.errors[0].pointer == "/date_of_birth"


def test_a_birthday_counts_once_it_has_begun_everywhere():
    with pytest.raises(Underage):
        must_admit("BR", date(2008, 6, 15), datetime(2026, 6, 15, 11, 59, tzinfo=UTC))


@pytest.mark.parametrize("country", ["BE", "EE", "GR"])
def test_some_countries_ask_for_21_years(country):
    with pytest.raises(Underage) as refused:
        must_admit(country, date(2005, 6, 16), NOON)
    assert "21" in refused.value.errors[0].detail
    must_admit(country, date(2005, 6, 15), NOON)


@pytest.mark.parametrize("country", ["US", "FR", "KP", "XX"])
def test_other_countries_are_refused(country):
    with pytest.raises(CountryNotAllowed) as refused:
        must_admit(country, date(1990, 1, 1), NOON)
    assert refused.value.code == "country_not_allowed"


@pytest.mark.parametrize("born", [date(2026, 6, 16), date(1900, 1, 1), date(1, 1, 1)])
def test_an_impossible_birthday_is_a_slip_not_an_age(born):
    with pytest.raises(Invalid) as refused:
        must_admit("DE", born, NOON)
    assert refused.value.code == "validation_failed"


def test_nobody_under_eighteen_plays_anywhere():
    assert min(MINIMUM_AGES.values()) == 18
