"""Safer gambling's handlers."""
