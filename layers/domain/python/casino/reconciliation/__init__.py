"""Reconciliation: the proof that everything which holds money says the same."""

from casino.reconciliation.model import Check, Drift, Findings

__all__ = ["Check", "Drift", "Findings"]
