"""The ledger's stream, at once: the books, the players and their buckets hear of every entry."""

from collections.abc import Iterator, Sequence

from casino.books.bootstrap import summing_queue
from casino.channels.bootstrap import channel_log
from casino.lambdas.records import ItemChange, relay_handler
from casino.sessions.bootstrap import sessions
from casino.sessions.use_cases.charge_bets import charge_bets
from casino.shared.clock import utc_now
from casino.wallet import Entry, EntryType, entry_from_item, is_entry
from casino.wallet.use_cases.publish_wallet_entries import publish_wallet_entries


def _entries(changes: Sequence[ItemChange]) -> Iterator[Entry]:
    return (entry_from_item(each.after) for each in changes if is_entry(each.after))


def _books(changes: Sequence[ItemChange]) -> None:
    # They read from the ledger what the stream only says of whom (docs/decisions/0007).
    summing_queue().ask_for(entry.player_id for entry in _entries(changes))


def _players(changes: Sequence[ItemChange]) -> None:
    publish_wallet_entries(channel_log(), utc_now, _entries(changes))


def _bet_buckets(changes: Sequence[ItemChange]) -> None:
    # A bet is no place for one more write, so the bucket learns of it here, a moment later.
    bets = [entry for entry in _entries(changes) if entry.type is EntryType.BET]
    charge_bets(sessions(), utc_now, ((entry.player_id, entry.version) for entry in bets))


handler = relay_handler({"books": _books, "players": _players, "bet_buckets": _bet_buckets})
