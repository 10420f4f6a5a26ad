"""Who may register: by the policy of where they come from."""

from datetime import UTC, datetime
from typing import Final

from casino.accounts.errors import (
    CountryNotAllowed,
    CurrencyNotAllowed,
    ExcludedElsewhere,
    Underage,
)
from casino.accounts.model import Particulars
from casino.policies import ExclusionRules, Policies, Policy, age_at
from casino.safer_gambling import Resemblance
from casino.shared.errors import FieldError, Invalid

# Nobody has lived longer than 122 years, so an earlier date is a slip of the keyboard.
_MAX_AGE: Final = 123


def admitted(policies: Policies, particulars: Particulars, now: datetime) -> Policy:
    """Return the policy that somebody comes under as they register, if they may.

    Raises
    ------
    Invalid
        If nobody alive can be born on that day.
    CountryNotAllowed
    Underage
    CurrencyNotAllowed
    """
    age = age_at(now, particulars.date_of_birth)
    if particulars.date_of_birth > now.astimezone(UTC).date() or age > _MAX_AGE:
        raise Invalid(errors=[FieldError("/date_of_birth", "Nobody alive was born on this day")])
    policy = policies.of_country(particulars.country, now)
    if policy is None:
        raise CountryNotAllowed
    minimum_age = policy.countries[particulars.country]
    if age < minimum_age:
        raise Underage(minimum_age)
    if particulars.currency not in policy.cashier:
        raise CurrencyNotAllowed(sorted(policy.cashier))
    return policy


def must_not_resemble(resemblance: Resemblance, rules: ExclusionRules) -> None:
    """Refuse whoever has excluded themselves under another address.

    Raises
    ------
    ExcludedElsewhere
    """
    if any(each in rules.refused_likenesses for each in resemblance.players):
        raise ExcludedElsewhere
