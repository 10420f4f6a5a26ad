"""The tables' stream: the lobby hears which tables have changed."""

from collections.abc import Sequence

from casino.channels.bootstrap import channel_log
from casino.lambdas.records import ItemChange, relay_handler
from casino.shared.clock import utc_now
from casino.tables import table_from_item
from casino.tables.use_cases import tell_lobby as use_case


def _lobby(changes: Sequence[ItemChange]) -> None:
    use_case.tell_lobby(channel_log(), utc_now, (table_from_item(each.after) for each in changes))


handler = relay_handler({"lobby": _lobby})
