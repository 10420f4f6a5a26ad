"""The ledger's stream of bets and cash-outs, a second at a time: tables hear how much came in.

A newer summary replaces an older one here, before either has a number. Players, who hear of their
entries by the relay beside this (`functions.streams.wallet`), would wait for that second.
"""

from collections.abc import Sequence

from casino.betting import BetKind, kind_of
from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start
from casino.tables import is_cash_out
from casino.tables.use_cases import summarise_bets as use_case
from casino.wallet import Entry, EntryType, entries_among

parts = at_start(Parts.live_tables, Parts.gates, Parts.channel_log)


def _entries(changes: Sequence[ItemChange]) -> list[Entry]:
    return entries_among(each.after for each in changes)


def _tables(entries: Sequence[Entry]) -> None:
    round_ids = [
        each.reference["round_id"]
        for each in entries
        if (each.type is EntryType.BET and kind_of(each) is BetKind.LIVE) or is_cash_out(each)
    ]
    use_case.summarise_bets(parts, round_ids)


handler = relay_handler(_entries, {"tables": _tables})
