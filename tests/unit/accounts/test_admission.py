from datetime import UTC, date, datetime

import pytest

from casino.accounts.admission import admitted
from casino.accounts.errors import CountryNotAllowed, CurrencyNotAllowed, Underage
from casino.accounts.model import Particulars
from casino.shared.errors import Invalid
from tests.support.policies import policies_of

NOON = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


def admit(country, born, now, *, currency="EUR", served=("demo",)):
    somebody = Particulars("ada@example.com", "Ada", born, country, currency)
    return admitted(policies_of(*served, clock=lambda: now), somebody, now)


def test_somebody_is_admitted_on_their_eighteenth_birthday():
    admit("DE", date(2008, 6, 15), NOON)


def test_a_day_before_is_too_early():
    with pytest.raises(Underage) as refused:
        admit("DE", date(2008, 6, 16), NOON)
    assert refused.value.code == "underage"
    assert refused.value.errors[0].pointer == "/date_of_birth"


def test_a_birthday_counts_once_it_has_begun_everywhere():
    with pytest.raises(Underage):
        admit("BR", date(2008, 6, 15), datetime(2026, 6, 15, 11, 59, tzinfo=UTC))


@pytest.mark.parametrize("country", ["BE", "EE", "GR"])
def test_some_countries_ask_for_21_years(country):
    with pytest.raises(Underage) as refused:
        admit(country, date(2005, 6, 16), NOON)
    assert "21" in refused.value.errors[0].detail
    admit(country, date(2005, 6, 15), NOON)


@pytest.mark.parametrize("country", ["US", "FR", "KP", "XX"])
def test_other_countries_are_refused(country):
    with pytest.raises(CountryNotAllowed) as refused:
        admit(country, date(1990, 1, 1), NOON)
    assert refused.value.code == "country_not_allowed"


@pytest.mark.parametrize("born", [date(2026, 6, 16), date(1900, 1, 1), date(1, 1, 1)])
def test_an_impossible_birthday_is_a_slip_not_an_age(born):
    with pytest.raises(Invalid) as refused:
        admit("DE", born, NOON)
    assert refused.value.code == "validation_failed"


def test_who_was_born_on_the_29th_of_february_is_admitted_on_the_1st_of_march():
    leapling = date(2008, 2, 29)
    with pytest.raises(Underage):
        admit("DE", leapling, datetime(2026, 3, 1, 11, 59, tzinfo=UTC))
    admit("DE", leapling, datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
    # In a leap year it is the day itself.
    admit("BE", date(2004, 2, 29), datetime(2028, 2, 29, 12, 0, tzinfo=UTC))


def test_who_registers_comes_under_the_policy_of_their_country():
    born, served = date(1990, 1, 1), ("uk", "mga")
    assert admit("GB", born, NOON, currency="GBP", served=served).jurisdiction == "uk"
    assert admit("MT", born, NOON, served=served).jurisdiction == "mga"
    with pytest.raises(CountryNotAllowed):
        admit("BR", born, NOON, served=served)


def test_a_currency_that_the_policy_does_not_have_is_refused_with_those_that_it_has():
    with pytest.raises(CurrencyNotAllowed) as refused:
        admit("GB", date(1990, 1, 1), NOON, currency="EUR", served=("uk",))
    [error] = refused.value.errors
    assert (error.pointer, error.detail) == (
        "/currency",
        "From this country, one can play in GBP",
    )
