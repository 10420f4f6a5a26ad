"""Settled rounds against their bets."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casino.reconciliation.model import Check, Findings
from casino.tables import Round

if TYPE_CHECKING:
    from casino.parts import Parts


def check_rounds(parts: "Parts", rounds: Iterable[Round], findings: Findings) -> None:
    """Recompute what each round's bets have won and compare it with what they were paid."""
    now = parts.clock()
    for current in rounds:
        findings.checked[Check.ROUNDS] += 1
        for fault in parts.round_audit.faults(current, now):
            findings.add(Check.ROUNDS, current.round_id, fault)
