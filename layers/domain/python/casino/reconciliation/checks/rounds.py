"""Settled rounds against their bets."""

from collections.abc import Iterable

from casino.reconciliation.auditor import Auditor
from casino.reconciliation.model import Check, Findings
from casino.tables import Round


def check_rounds(auditor: Auditor, rounds: Iterable[Round], findings: Findings) -> None:
    """Recompute what each round's bets have won and compare it with what they were paid."""
    now = auditor.clock()
    for current in rounds:
        findings.checked[Check.ROUNDS] += 1
        for fault in auditor.rounds.faults(current, now):
            findings.add(Check.ROUNDS, current.round_id, fault)
