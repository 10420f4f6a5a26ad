"""Prolong a session."""

from casino.accounts.directory import Directory
from casino.accounts.messages import Refresh, Tokens, view_of_session


def refresh_session(directory: Directory, given: Refresh) -> Tokens:
    """Return new tokens for a refresh token.

    Raises
    ------
    SessionEnded
        If the token is not one of ours, has expired, or its owner has logged out since.
    TooManyAttempts
    Unavailable
    """
    return view_of_session(directory.refresh(given.refresh_token))
