"""Tell players of what happened to their money."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from casino.channels import MAX_SOURCES, Draft, player_channel
from casino.shared.batches import batched
from casino.shared.clock import Clock
from casino.wallet import Entry, balances_of
from casino.wallet.messages import WalletUpdated

if TYPE_CHECKING:
    from casino.channels.channel_log import ChannelLog


def publish_wallet_entries(log: "ChannelLog", clock: Clock, entries: Iterable[Entry]) -> None:
    """Append ``wallet.updated`` to each player's channel for each of their entries, once.

    Called with the ledger's stream, which keeps a player's entries in order and delivers each at
    least once. Those of one player are appended together: what a batch costs depends on how many
    players it is of, and not on how much each of them plays.
    """
    by_player: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_player[entry.player_id].append(entry)
    for player_id, theirs in by_player.items():
        for some in batched(theirs, MAX_SOURCES):
            drafts = {f"entry#{entry.version}": Draft.of(_update(entry)) for entry in some}
            log.append_each_once(player_channel(player_id), drafts, clock())


def _update(entry: Entry) -> WalletUpdated:
    return WalletUpdated(
        currency=entry.currency,
        reason=entry.type,
        amount=entry.amount,
        transaction_id=entry.transaction_id,
        **balances_of(entry),
    )
