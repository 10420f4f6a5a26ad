"""The books' handlers."""
