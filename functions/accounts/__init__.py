"""The accounts' handlers."""
