"""Prolong a session."""

from typing import TYPE_CHECKING

from casino.accounts.messages import Refresh, Tokens, view_of_session
from casino.accounts.restriction import restriction_of

if TYPE_CHECKING:
    from casino.parts import Parts


def refresh_session(parts: "Parts", given: Refresh) -> Tokens:
    """Return new tokens for a refresh token.

    Raises
    ------
    SessionEnded
        If the token is not one of ours, has expired, or its owner has logged out since.
    TooManyAttempts
    Unavailable
    """
    session = parts.directory.refresh(given.refresh_token)
    return view_of_session(session, restriction_of(parts.ledger, session.player_id, parts.clock()))
