"""The ledger's stream: tells the books and the players of what happened to their money."""

from casino.books.bootstrap import summing_queue
from casino.lambdas.records import stream_handler
from casino.realtime.bootstrap import channel_log, fanout
from casino.realtime.use_cases import publish_wallet_entries as use_case
from casino.shared.clock import utc_now
from casino.shared.dynamodb import Item
from casino.wallet import entry_from_item, is_entry


def _publish(items: list[Item]) -> None:
    entries = [entry_from_item(item) for item in items if is_entry(item)]
    # First, and for the books it is all: a stream bears two readers, so they are told by the one
    # that sees every entry (docs/decisions/0007).
    summing_queue().ask_for(entry.player_id for entry in entries)
    use_case.publish_wallet_entries(channel_log(), fanout(), utc_now, entries)


handler = stream_handler(_publish)
