"""What accounts hold: postings, added up."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from casino.wallet import Entry, EntryType, Totals

# The sums are written in this many places, chosen at random, so that no account is hot. A sum that
# everybody changes would otherwise hold up every writer.
SHARDS: Final = 16


@dataclass(frozen=True, slots=True, order=True)
class AccountDay:
    """What is summed apart: an account's postings in one currency on one day.

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
class AccountSum:
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
        """What the account holds of it: received, less given."""
        return self.received - self.given

    def __add__(self, other: "AccountSum") -> "AccountSum":
        return AccountSum(
            self.received + other.received,
            self.given + other.given,
            self.postings + other.postings,
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """What some entries of one currency have moved.

    Attributes
    ----------
    totals : Totals
        What came from and went to providers and games.
    bets : int
        How many stakes were taken.
    """

    totals: Totals = field(default_factory=Totals)
    bets: int = 0

    def after(self, entry: Entry) -> "Flow":
        """Return the flow with one more entry."""
        return Flow(self.totals.after(entry.postings), self.bets + (entry.type is EntryType.BET))


Sums = defaultdict[AccountDay, AccountSum]
"""Sums that entries are added to."""


def add_entry(sums: Sums, entry: Entry) -> None:
    """Add one entry's postings to sums."""
    day = entry.posted_at[:10]
    for account, amount in entry.postings.items():
        posted = AccountSum(max(amount, 0), max(-amount, 0), 1)
        sums[AccountDay(account, entry.currency, day)] += posted


def balances(sums: Mapping[AccountDay, AccountSum]) -> dict[tuple[str, str], AccountSum]:
    """Add up the days: what each account holds in each currency."""
    by_account: defaultdict[tuple[str, str], AccountSum] = defaultdict(AccountSum)
    for account_day, each in sums.items():
        by_account[account_day.account, account_day.currency] += each
    return dict(sorted(by_account.items()))
