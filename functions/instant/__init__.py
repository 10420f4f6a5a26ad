"""The instant games' handlers."""
