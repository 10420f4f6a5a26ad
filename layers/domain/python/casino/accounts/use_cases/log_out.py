"""End a player's sessions."""

from casino.accounts.directory import Directory


def log_out(directory: Directory, player_id: str) -> None:
    """End every session of a player: no refresh token of theirs works any more.

    An access token that is out already lives on for its remaining minutes, because API Gateway
    checks its signature and nothing else.

    Raises
    ------
    TooManyAttempts
    Unavailable
    """
    directory.sign_out_everywhere(player_id)
