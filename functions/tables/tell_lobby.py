"""The tables' stream: tells the lobby which tables have changed."""

from casino.lambdas.records import stream_handler
from casino.realtime.bootstrap import channel_log, fanout
from casino.shared.clock import utc_now
from casino.shared.dynamodb import Item
from casino.tables.live_tables import table_from_item
from casino.tables.use_cases import tell_lobby as use_case


def _tell(items: list[Item]) -> None:
    use_case.tell_lobby(channel_log(), fanout(), utc_now, map(table_from_item, items))


handler = stream_handler(_tell)
