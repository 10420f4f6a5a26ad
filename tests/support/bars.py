"""Bars as staff would put them up, for a reason that no use case has."""

from casino.wallet import Bar

REASON = "looked_into"


def bar_on(*activities, reason=REASON, until=None):
    return Bar(reason, frozenset(map(str, activities)), until=until)
