"""The catalogue's handlers."""
