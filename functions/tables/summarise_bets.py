"""The ledger's stream of bets and cash-outs: tells tables how much came in, and went out."""

from casino.lambdas.records import stream_handler
from casino.realtime.bootstrap import channel_log, fanout
from casino.shared.clock import utc_now
from casino.shared.dynamodb import Item
from casino.tables.bets import is_cash_out, is_instant
from casino.tables.bootstrap import gates, live_tables
from casino.tables.use_cases import summarise_bets as use_case
from casino.wallet import EntryType, entry_from_item, is_entry


def _summarise(items: list[Item]) -> None:
    entries = [entry_from_item(item) for item in items if is_entry(item)]
    round_ids = [
        each.reference["round_id"]
        for each in entries
        if (each.type is EntryType.BET and not is_instant(each)) or is_cash_out(each)
    ]
    use_case.summarise_bets(live_tables(), gates(), channel_log(), fanout(), utc_now, round_ids)


handler = stream_handler(_summarise)
