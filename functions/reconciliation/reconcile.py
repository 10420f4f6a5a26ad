"""Every ten minutes: begins the day's audit or goes on with it."""

from typing import Any, Final

from casino.lambdas.observability import Metric, logger, measure
from casino.parts import Parts, at_start
from casino.reconciliation.runs import Run
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
)

# A page takes a second or two; this leaves room for the slowest, and for writing down the rest.
_RESERVE_MILLISECONDS: Final = 60_000


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], context: Any) -> None:
    """Do as much of the audit as there is time for, and report it when it is done."""

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > _RESERVE_MILLISECONDS)

    try:
        run = use_case.continue_audit(parts, has_time)
    except Contention:
        logger.info("another invocation was faster")
        return
    if run is not None and run.finished_at is not None:
        _report(run)


def _report(run: Run) -> None:
    findings = run.findings
    logger.info("reconciled", day=run.day, checked=dict(findings.checked), notes=findings.notes)
    for drift in findings.drifts:
        logger.error("drift", check=drift.check, subject=drift.subject, detail=drift.detail)
    measure(Metric.LEDGER_DRIFT, findings.total)
