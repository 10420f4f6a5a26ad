"""Conduct: what no ordinary player does, noticed and kept for operators."""

from casino.conduct.repository import Alert, Alerts

__all__ = ["Alert", "Alerts"]
