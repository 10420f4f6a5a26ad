"""What accounts hold: postings, added up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from casino.wallet import Entry

# The sums are written in this many places, chosen at random, so that no account is hot. A sum that
# everybody changes would otherwise hold up every writer.
SHARDS: Final = 16


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What is summed apart.

    Attributes
    ----------
    account : str
        As postings name it: ``game:roulette-european``, ``psp:stripe``, ``house:adjustments``;
        ``player:cash`` and its like for all players together.
    day : str
        UTC day of posting, ``2026-11-23``.
    """

    account: str
    currency: str
    day: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What has been posted to an account, in minor units.

    Attributes
    ----------
    received, given : int
        Both never below zero. Of a game: stakes and payouts.
    postings : int
        How many. It only ever rises, so sums with the same number are the same sums.
    """

    received: int = 0
    given: int = 0
    postings: int = 0

    @property
    def balance(self) -> int:
        """What is left of it."""
        return self.received - self.given

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.received + other.received,
            self.given + other.given,
            self.postings + other.postings,
        )


def totals_of(entries: Iterable[Entry]) -> dict[Line, Totals]:
    """Add up the postings of some entries."""
    totals: defaultdict[Line, Totals] = defaultdict(Totals)
    for entry in entries:
        add_entry(totals, entry)
    return dict(totals)


def add_entry(totals: defaultdict[Line, Totals], entry: Entry) -> None:
    """Add one entry's postings to sums."""
    day = entry.posted_at[:10]
    for account, amount in entry.postings.items():
        totals[Line(account, entry.currency, day)] += Totals(max(amount, 0), max(-amount, 0), 1)


def balances(totals: Mapping[Line, Totals]) -> dict[tuple[str, str], Totals]:
    """Add up the days: what each account holds in each currency."""
    by_account: defaultdict[tuple[str, str], Totals] = defaultdict(Totals)
    for line, each in totals.items():
        by_account[line.account, line.currency] += each
    return dict(sorted(by_account.items()))
