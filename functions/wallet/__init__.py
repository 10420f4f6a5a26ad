"""The wallet's handlers."""
