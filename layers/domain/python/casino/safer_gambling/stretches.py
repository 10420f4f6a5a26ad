"""How the ledger's stream hears that a player has begun to play, or goes on after a reality check.

The stake that does so says it on its own entry, so that the wallets, of which each entry changes
one, need not go through the stream as well. Nobody else reads it.
"""

from collections.abc import Iterable
from typing import Final

from casino.shared.dynamodb import Item

PLAYS_SINCE: Final = "plays_since"
"""Of an entry: since when, in seconds since the epoch, a reality check will be due."""


def stretches_among(items: Iterable[Item]) -> list[tuple[str, int]]:
    """Return who plays since when, by the items of the ledger's stream that tell it, once each."""
    begun = (
        (item["pk"].removeprefix("PLAYER#"), int(item[PLAYS_SINCE]))
        for item in items
        if PLAYS_SINCE in item
    )
    return list(dict.fromkeys(begun))
