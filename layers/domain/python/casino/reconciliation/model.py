"""What an audit looks at and what it finds."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

# What happened so lately may still be on its way from one book to the next.
SETTLING_TIME: Final = timedelta(minutes=15)

REBUILT: Final = "the sums were rebuilt during the audit; run it again"

# So many are kept by name; however many there are, all are counted.
MAX_NAMED: Final = 500


class Check(StrEnum):
    """What an audit proves."""

    ENTRIES = "entries"
    WALLETS = "wallets"
    CHECKPOINTS = "checkpoints"
    HOLDS = "holds"
    ACCOUNTS = "accounts"
    PAYMENTS = "payments"
    PROVIDER = "provider"
    ROUNDS = "rounds"


CLAIMS: Final = {
    Check.ENTRIES: "every entry's postings sum to zero and lead to its balances, none below zero",
    Check.WALLETS: "every wallet is the sum of its entries, which have no gap",
    Check.CHECKPOINTS: "what was proved before is what the ledger still says",
    Check.HOLDS: "what is held is what withdrawals under way come to",
    Check.ACCOUNTS: "house, provider and game accounts are the sums of the ledger's postings",
    Check.PAYMENTS: "every payment has its entry and every paid entry its payment",
    Check.PROVIDER: "our payments are the provider's",
    Check.ROUNDS: "every winning bet was paid exactly once, and gates count their bets",
}


@dataclass(frozen=True, slots=True)
class Drift:
    """Something that does not agree.

    Attributes
    ----------
    subject : str
        Whose it is, or which: a player, an account, a payment, a round.
    detail : str
        What differs, in minor units.
    """

    check: Check
    subject: str
    detail: str


@dataclass(slots=True)
class Findings:
    """What was looked at, and what was wrong with it.

    Attributes
    ----------
    checked : Counter
        How many things, by check.
    drifting : Counter
        How many drifts, by check.
    drifts : list of Drift
        The first of them.
    notes : list of str
        What could not be compared, and why that is no drift.
    longest : int
        The most entries that a player has, of those who were looked at.
    """

    checked: Counter[Check] = field(default_factory=Counter)
    drifting: Counter[Check] = field(default_factory=Counter)
    drifts: list[Drift] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    longest: int = 0

    @property
    def total(self) -> int:
        """How many drifts there are."""
        return self.drifting.total()

    def add(self, check: Check, subject: str, detail: str) -> None:
        """Write down a drift."""
        self.drifting[check] += 1
        if len(self.drifts) < MAX_NAMED:
            self.drifts.append(Drift(check, subject, detail))

    def leave_out(self, check: Check, why: str) -> None:
        """Take back what a check found, because it could not be carried out."""
        del self.checked[check], self.drifting[check]
        self.drifts = [drift for drift in self.drifts if drift.check is not check]
        self.notes.append(f"{check}: {why}")

    def merge(self, other: "Findings") -> None:
        """Take over what another part of the audit found."""
        self.checked.update(other.checked)
        self.drifting.update(other.drifting)
        self.drifts += other.drifts[: MAX_NAMED - len(self.drifts)]
        self.notes += other.notes
        self.longest = max(self.longest, other.longest)
