"""Reconciliation's handlers."""
