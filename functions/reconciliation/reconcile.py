"""Every ten minutes: begins the day's audit or goes on with it."""

from typing import Any, Final

from casino.lambdas.observability import Metric, logger, measure, measure_all
from casino.parts import Parts, at_start
from casino.reconciliation.use_cases import continue_audit as use_case
from casino.shared.errors import Contention

parts = at_start(
    Parts.ledger_reader,
    Parts.books,
    Parts.payment_audit,
    Parts.round_audit,
    Parts.reversals,
    Parts.psp,
    Parts.audit_runs,
    Parts.proofs,
)

# A step takes a second or two; this leaves room for the slowest, and for writing down the rest.
_RESERVE_MILLISECONDS: Final = 60_000


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], context: Any) -> None:
    """Do as much of the audit as there is time for, and report what was found."""

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > _RESERVE_MILLISECONDS)

    try:
        progress = use_case.continue_audit(parts, has_time)
    except Contention:
        logger.info("another invocation was faster")
        return
    if progress is not None:
        _report(progress)


def _report(progress: use_case.AuditProgress) -> None:
    run, found = progress.run, progress.found
    for drift in found.drifts:
        logger.error("drift", check=drift.check, subject=drift.subject, detail=drift.detail)
    # At once and not at the end: an audit that finds something may be one that never ends.
    measure(Metric.LEDGER_DRIFT, found.total)
    if run.finished_at is not None:
        findings = run.findings
        checked = dict(findings.checked)
        logger.info("reconciled", day=run.day, checked=checked, notes=findings.notes)
        measure_all({Metric.AUDITS_FINISHED: 1, Metric.LONGEST_LEDGER: findings.longest})
