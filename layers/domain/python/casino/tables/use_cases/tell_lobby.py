"""Tell the lobby which tables have changed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casino.channels import LOBBY, Draft
from casino.shared.batches import batched
from casino.shared.clock import Clock
from casino.tables.lobby import TABLES_PER_EVENT, LobbyChanged, LobbyTable
from casino.tables.model import Table

if TYPE_CHECKING:
    from casino.channels.channel_log import ChannelLog


def tell_lobby(log: "ChannelLog", clock: Clock, changed: Iterable[Table]) -> None:
    """Append ``lobby.changed`` for tables that have changed: each once, as it is now.

    Called with what the tables' stream gathers for a second, so that the lobby hears one event a
    second at most, however many tables there are.

    Parameters
    ----------
    changed : iterable of Table
        In the order of their changes; a later one of a table supersedes the earlier.
    """
    newest = {each.table_id: each for each in changed}
    for some in batched(newest.values(), TABLES_PER_EVENT):
        told = LobbyChanged(tables=[LobbyTable.of(each) for each in some])
        last = some[-1]
        # A repeated delivery ends with the same change; what it tells is heard once.
        source = f"table#{last.table_id}#{last.version}"
        log.append_once(LOBBY, [Draft.of(told)], clock(), source=source)
