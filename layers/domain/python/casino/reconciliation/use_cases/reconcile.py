"""Prove the whole of the books at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from casino.books import AccountDay, AccountSum, Sums
from casino.payments import SettlementReport
from casino.reconciliation.checks.accounts import check_accounts
from casino.reconciliation.checks.payments import check_payments
from casino.reconciliation.checks.players import check_players
from casino.reconciliation.checks.provider import check_provider
from casino.reconciliation.checks.rounds import check_rounds
from casino.reconciliation.model import REBUILT, Check, Findings

if TYPE_CHECKING:
    from casino.parts import Parts


@dataclass(slots=True)
class _Part:
    """What one walk has found."""

    findings: Findings = field(default_factory=Findings)
    sums: Sums = field(default_factory=lambda: Sums(AccountSum))


def reconcile(
    parts: "Parts",
    *,
    report: SettlementReport | None = None,
    since: datetime | None = None,
    segments: int = 4,
    progress: Callable[[str, int], None] = lambda _what, _number: None,
) -> Findings:
    """Walk everything that holds money, from the beginning, and return what does not agree.

    What the daily audits have proved is proved again, and compared with their checkpoints; none is
    moved. Nothing stands still meanwhile and nothing is locked: each check reads in an order in
    which what it compares belongs together, and says so where it can't.

    Parameters
    ----------
    report : SettlementReport, optional
        The provider's list, if it is to be compared.
    since : datetime, optional
        From when on it is; by default all of it.
    segments : int
        How many parts of a table are walked side by side.
    progress : callable
        Told what has been looked at and how many, possibly from several threads.

    Raises
    ------
    ProviderUnavailable
    """
    generation = parts.books.generations().serving
    series = parts.proofs.series()
    before = parts.books.sums(generation)
    findings = Findings()
    known = None
    if report is not None:
        # Before our own payments: what is ours by then must be in the list, unless it is recent.
        known = check_provider(parts, report, since, findings)

    def walk(segment: int) -> _Part:
        part = _Part()
        for wallets in parts.ledger_reader.pages(segment=segment, segments=segments):
            check_players(parts, wallets, generation, series, part.findings, part.sums)
            progress("players", len(wallets.wallets))
        for payments in parts.payment_audit.pages(segment=segment, segments=segments):
            check_payments(parts, payments.found, known, since, part.findings)
            progress("payments", len(payments.found))
        for rounds in parts.round_audit.pages(segment=segment, segments=segments):
            check_rounds(parts, rounds.found, part.findings)
            progress("rounds", len(rounds.found))
        return part

    by_ledger: dict[AccountDay, AccountSum] = {}
    for part in _side_by_side(walk, segments):
        findings.merge(part.findings)
        for key, each in part.sums.items():
            by_ledger[key] = by_ledger.get(key, AccountSum()) + each
    after = parts.books.sums(generation)
    if parts.books.generations().serving != generation:
        findings.leave_out(Check.ACCOUNTS, REBUILT)
    else:
        # Postings are only ever added, so a sum that is the same has been the same in between.
        summed = before.keys() | after.keys()
        moving = {key for key in summed if before.get(key) != after.get(key)}
        check_accounts(after, by_ledger, moving, findings)
    return findings


def _side_by_side(walk: Callable[[int], _Part], segments: int) -> Iterator[_Part]:
    with ThreadPoolExecutor(segments) as threads:
        yield from threads.map(walk, range(segments))
