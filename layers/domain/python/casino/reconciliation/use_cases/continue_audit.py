"""Carry the day's audit on for a while."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from casino.reconciliation.model import Findings
from casino.reconciliation.runs import AuditStage, Run
from casino.reconciliation.stages import AuditStep, Stages
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casino.parts import Parts

# By then all that belongs to yesterday has arrived.
BEGINS_AFTER: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AuditProgress:
    """What one invocation did.

    Attributes
    ----------
    found : Findings
        What it found itself; what the audit has found so far is in the run.
    """

    run: Run
    found: Findings


def continue_audit(parts: "Parts", has_time: Callable[[], bool]) -> AuditProgress | None:
    """Begin the day's audit, go on with it, or find that it is done.

    An audit reads what has happened since the one before: entries behind their players'
    checkpoints, and the payments, rounds and account sums of the days that are over. Beside that it
    proves one slice of everything again, from the beginning, and whatever was wrong the last time.

    Each call takes as many steps as it has time for. What a step found and changed is written
    together with where the audit goes on, so an audit of any length is made of short invocations,
    and one that died is gone on with by the next.

    Parameters
    ----------
    has_time : callable
        Whether another step may be begun.

    Returns
    -------
    AuditProgress or None
        `None` if there is nothing to do now.

    Raises
    ------
    ProviderUnavailable
        The audit waits for the provider.
    Contention
        If another invocation was faster.
    """
    run, saved = _present_run(parts)
    if run is None:
        return None
    stages, found = Stages(parts), Findings()
    while run.stage is not AuditStage.DONE and has_time():
        names = stages.names(run)
        step = AuditStep()
        if run.part < len(names):
            run = stages.look(run, names[run.part], step)
        else:
            run = run.at_next_stage()
        if run.stage is AuditStage.DONE:
            run = run.finished(parts.clock())
        # Pages with nothing on them are written down with the next one that has something.
        if not step.is_empty or run.stage is AuditStage.DONE:
            run = saved = _save(parts, saved, run, step)
            found.merge(step.findings)
    if run != saved:
        run = _save(parts, saved, run, AuditStep())
    return AuditProgress(run, found)


def _present_run(parts: "Parts") -> tuple[Run | None, Run | None]:
    """Return the day's audit, if there is anything to do about it, and as it is written down."""
    now = parts.clock()
    day = to_rfc3339(now)[:10]
    saved = parts.audit_runs.of(day)
    if saved is None and now - from_rfc3339(f"{day}T00:00:00Z") < BEGINS_AFTER:
        return None, None
    coverage = parts.proofs.coverage(day)
    if saved is None or saved.coverage.series != coverage.series:
        return Run(day, to_rfc3339(now), coverage, parts.proofs.doubted_days()), saved
    return (None if saved.stage is AuditStage.DONE else saved), saved


def _save(parts: "Parts", before: Run | None, after: Run, step: AuditStep) -> Run:
    """Write where the audit is, and what a step has found and changed, together."""
    findings = Findings()
    findings.merge(after.findings)
    findings.merge(step.findings)
    work = UnitOfWork(parts.dynamodb)
    run = parts.audit_runs.save(work, before, replace(after, findings=findings))
    proofs, coverage = parts.proofs, run.coverage
    if run.stage is AuditStage.DONE:
        proofs.cover(work, coverage, coverage.with_days_until(run.day))
    for was, reached in step.seals:
        proofs.seal(work, coverage.series, was, reached)
    proofs.count(work, coverage.series, step.sums)
    for subject in dict.fromkeys(step.doubted):
        proofs.doubt(work, subject)
    for subject in step.trusted:
        proofs.trust(work, subject)
    work.commit()
    return run
