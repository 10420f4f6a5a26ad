"""Seeds that nobody can foresee, from the operating system."""

import secrets
from typing import Final

from casino.games import SERVER_SEED_BYTES, server_seed_from

_CLIENT_SEED_BYTES: Final = 8


def new_server_seed() -> str:
    """Return a server seed that nobody has seen."""
    return server_seed_from(secrets.token_bytes(SERVER_SEED_BYTES))


def new_client_seed() -> str:
    """Return a client seed for a player who has not chosen one."""
    return secrets.token_hex(_CLIENT_SEED_BYTES)
