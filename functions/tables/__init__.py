"""The tables' handlers."""
