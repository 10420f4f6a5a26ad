"""The ledger's stream, at once: the books, the players and their buckets hear of every entry."""

from collections.abc import Sequence

from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start
from casino.sessions.use_cases.charge_bets import charge_bets
from casino.wallet import Entry, EntryType, entries_among
from casino.wallet.use_cases.publish_wallet_entries import publish_wallet_entries

parts = at_start(Parts.summing_queue, Parts.channel_log, Parts.sessions)


def _entries(changes: Sequence[ItemChange]) -> list[Entry]:
    return entries_among(each.after for each in changes)


def _books(entries: Sequence[Entry]) -> None:
    # They read from the ledger what the stream only says of whom (docs/decisions/0007).
    parts.summing_queue.ask_for(entry.player_id for entry in entries)


def _players(entries: Sequence[Entry]) -> None:
    publish_wallet_entries(parts.channel_log, parts.clock, entries)


def _bet_buckets(entries: Sequence[Entry]) -> None:
    # A bet is no place for one more write, so the bucket learns of it here, a moment later.
    bets = [entry for entry in entries if entry.type is EntryType.BET]
    charge_bets(parts.sessions, parts.clock, ((entry.player_id, entry.version) for entry in bets))


handler = relay_handler(
    _entries, {"books": _books, "players": _players, "bet_buckets": _bet_buckets}
)
