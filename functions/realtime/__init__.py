"""Realtime's handlers."""
