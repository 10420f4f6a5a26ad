"""Conduct's handlers."""
