"""Carry the day's audit on for a while."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.books import AccountDay, AccountSum, Sums
from casino.reconciliation.checks.accounts import check_accounts
from casino.reconciliation.checks.payments import check_payments
from casino.reconciliation.checks.players import check_players
from casino.reconciliation.checks.provider import check_provider
from casino.reconciliation.checks.rounds import check_rounds
from casino.reconciliation.model import Check, Findings
from casino.reconciliation.runs import AuditStage, Run
from casino.reconciliation.use_cases.reconcile import REBUILT
from casino.shared.clock import from_rfc3339, to_rfc3339

if TYPE_CHECKING:
    from casino.parts import Parts

# By then all that belongs to yesterday has arrived.
BEGINS_AFTER: Final = timedelta(hours=1)
# How far back the provider's list is compared every day.
PROVIDER_PERIOD: Final = timedelta(days=3)


def continue_audit(parts: "Parts", has_time: Callable[[], bool]) -> Run | None:
    """Begin the day's audit, go on with it, or find that it is done.

    Each call does as many pages as it has time for and writes down where it stopped, so an audit
    of any length is made of short invocations, and one that died is gone on with by the next. Of
    the account sums, the days before are compared: they do not change any more.

    Parameters
    ----------
    has_time : callable
        Whether another page may be begun.

    Returns
    -------
    Run or None
        `None` if there is nothing to do now.

    Raises
    ------
    ProviderUnavailable
        The audit waits for the provider.
    Contention
        If another invocation was faster.
    """
    now, runs = parts.clock(), parts.audit_runs
    day = to_rfc3339(now)[:10]
    before = runs.of(day)
    if before is None:
        if now - from_rfc3339(f"{day}T00:00:00Z") < BEGINS_AFTER:
            return None
        before = runs.save(None, Run(day, to_rfc3339(now), parts.books.generations().serving), {})
    if before.stage is AuditStage.DONE:
        return None
    walk = _Walk(parts, before)
    while walk.run.stage not in (AuditStage.ACCOUNTS, AuditStage.DONE) and has_time():
        walk.take_a_page()
    run = runs.save(before, walk.run, walk.sums)
    if run.stage is not AuditStage.ACCOUNTS:
        return run
    _compare_accounts(parts, run)
    return runs.save(run, run.finished(parts.clock()), {})


class _Walk:
    """One invocation's part of an audit."""

    def __init__(self, parts: "Parts", run: Run) -> None:
        self.run = run
        self.sums = Sums(AccountSum)
        self._parts = parts
        self._known: set[str] | None = None

    def take_a_page(self) -> None:
        parts, run = self._parts, self.run
        match run.stage:
            case AuditStage.PLAYERS:
                wallets = next(parts.ledger_reader.pages(run.cursor))
                check_players(parts, wallets, run.generation, run.findings, self.sums)
                self.run = run.at(run.stage, wallets.next)
            case AuditStage.PAYMENTS:
                since = from_rfc3339(run.started_at) - PROVIDER_PERIOD
                if self._known is None:
                    self._known = self._references(since)
                payments = next(parts.payment_audit.pages(run.cursor))
                check_payments(parts, payments.found, self._known, since, run.findings)
                self.run = run.at(run.stage, payments.next)
            case AuditStage.ROUNDS:
                rounds = next(parts.round_audit.pages(run.cursor))
                check_rounds(parts, rounds.found, run.findings)
                self.run = run.at(run.stage, rounds.next)
            case _:
                raise ValueError(f"{run.stage} has no pages")

    def _references(self, since: datetime) -> set[str]:
        # An invocation that goes on in the middle of our payments needs the references again, but
        # what the list says has been compared by then.
        findings = self.run.findings if self.run.cursor is None else Findings()
        parts = self._parts
        return check_provider(parts, parts.psp.settlement_report, since, findings)


def _compare_accounts(parts: "Parts", run: Run) -> None:
    if parts.books.generations().serving != run.generation:
        run.findings.leave_out(Check.ACCOUNTS, REBUILT)
        return

    def of_past_days(sums: dict[AccountDay, AccountSum]) -> dict[AccountDay, AccountSum]:
        return {key: each for key, each in sums.items() if key.day < run.day}

    summed = of_past_days(parts.books.sums(run.generation))
    check_accounts(summed, of_past_days(parts.audit_runs.sums(run.day)), (), run.findings)
