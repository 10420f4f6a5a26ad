"""The ledger's stream, at once: the books, the players and their buckets hear of every entry.

And of those that a player begins to play by, whoever looks when they have to be told how long.
"""

from collections.abc import Sequence

from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start
from casino.safer_gambling import stretches_among
from casino.sessions.use_cases.charge_bets import charge_bets
from casino.wallet import Entry, EntryType, entries_among
from casino.wallet.use_cases.publish_wallet_entries import publish_wallet_entries

parts = at_start(Parts.summing_queue, Parts.channel_log, Parts.sessions, Parts.reality_checks)


class _Batch:
    """What the stream tells: entries, and since when those play who have just begun to."""

    def __init__(self, changes: Sequence[ItemChange]) -> None:
        items = [each.after for each in changes]
        self.entries: list[Entry] = entries_among(items)
        self.begun = stretches_among(items)


def _books(batch: _Batch) -> None:
    # They read from the ledger what the stream only says of whom (docs/decisions/0007).
    parts.summing_queue.ask_for(entry.player_id for entry in batch.entries)


def _players(batch: _Batch) -> None:
    publish_wallet_entries(parts.channel_log, parts.clock, batch.entries)


def _bet_buckets(batch: _Batch) -> None:
    # A bet is no place for one more write, so the bucket learns of it here, a moment later.
    bets = [entry for entry in batch.entries if entry.type is EntryType.BET]
    charge_bets(parts.sessions, parts.clock, ((entry.player_id, entry.version) for entry in bets))


def _reality_checks(batch: _Batch) -> None:
    for player_id, since in batch.begun:
        parts.reality_checks.propose(player_id, since)


handler = relay_handler(
    _Batch,
    {
        "books": _books,
        "players": _players,
        "bet_buckets": _bet_buckets,
        "reality_checks": _reality_checks,
    },
)
