"""Entries of games: stakes, wins, and stakes that go back, which `casino.wallet.post` refuses.

For `casino.betting` alone, as an import contract holds: nobody else can say that money went into a
game or came out of it.
"""

from casino.wallet.model import posted as post_game_entry

__all__ = ["post_game_entry"]
