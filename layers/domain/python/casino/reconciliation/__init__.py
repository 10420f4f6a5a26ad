"""Reconciliation: the proof that everything which holds money says the same."""

from casino.reconciliation.model import CLAIMS, Check, Drift, Findings

__all__ = [
    "CLAIMS",
    "Check",
    "Drift",
    "Findings",
]
