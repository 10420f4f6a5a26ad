"""Tell from where one can register."""

from datetime import datetime

from casino.policies.messages import Countries, CountryView
from casino.policies.policies import Policies


def list_countries(policies: Policies, now: datetime) -> Countries:
    """Return every country from which players are taken, in the order of their codes."""
    views = {
        country: CountryView(
            country=country, minimum_age=minimum_age, currencies=sorted(policy.cashier)
        )
        # Of a country in two jurisdictions the first counts, as when somebody registers.
        for policy in reversed(policies.all_at(now))
        for country, minimum_age in policy.countries.items()
    }
    return Countries(items=[views[each] for each in sorted(views)])
