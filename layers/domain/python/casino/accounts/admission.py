"""Who may register: countries and ages, as data.

An operator's licences decide this table, and lawyers check it. The one here is a plausible start,
not legal advice: countries where online casino games can be licensed, at 18 years except where the
law says 21. Others are refused until somebody adds them.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from casino.accounts.errors import CountryNotAllowed, Underage
from casino.shared.errors import FieldError, Invalid

DEFAULT_MINIMUM_AGE: Final = 18

_HIGHER_AGES: Final = {"BE": 21, "EE": 21, "GR": 21, "LT": 21, "LV": 21}
_COUNTRIES: Final = """
AT BE BG BR CA CH CY CZ DE DK EE ES FI GB GR HR HU IE IT LI LT LU LV MT NL NZ PL PT RO SE SI SK
"""

MINIMUM_AGES: Final = {
    country: _HIGHER_AGES.get(country, DEFAULT_MINIMUM_AGE) for country in _COUNTRIES.split()
}

# Nobody has lived longer than 122 years, so an earlier date is a slip of the keyboard.
_MAX_AGE: Final = 123

# The last place on earth where a day begins is twelve hours behind UTC.
_LAST_TIME_ZONE: Final = timedelta(hours=12)


def must_admit(country: str, date_of_birth: date, now: datetime) -> None:
    """Refuse whoever may not play.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-2.
    now : datetime
        The birthday counts once it has begun everywhere on earth, so that nobody is let in a day
        early for living west of the servers.

    Raises
    ------
    Invalid
        If nobody alive can be born on that day.
    CountryNotAllowed
    Underage
    """
    age = age_on((now.astimezone(UTC) - _LAST_TIME_ZONE).date(), date_of_birth)
    if date_of_birth > now.astimezone(UTC).date() or age > _MAX_AGE:
        raise Invalid(errors=[FieldError("/date_of_birth", "Nobody alive was born on this day")])
    minimum_age = MINIMUM_AGES.get(country)
    if minimum_age is None:
        raise CountryNotAllowed
    if age < minimum_age:
        raise Underage(minimum_age)


def age_on(day: date, date_of_birth: date) -> int:
    """Return somebody's age in full years; who was born on 29 February turns on 1 March."""
    birthday_passed = (day.month, day.day) >= (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - (0 if birthday_passed else 1)
