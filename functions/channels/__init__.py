"""The channels' handlers."""
