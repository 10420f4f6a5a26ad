"""Tell players of what happened to their money."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casino.channels import Draft, player_channel
from casino.shared.clock import Clock
from casino.wallet import Entry, balances_of
from casino.wallet.messages import WalletUpdated

if TYPE_CHECKING:
    from casino.channels.channel_log import ChannelLog


def publish_wallet_entries(log: "ChannelLog", clock: Clock, entries: Iterable[Entry]) -> None:
    """Append ``wallet.updated`` to the player's channel for each entry, once.

    Called with the ledger's stream, which keeps a player's entries in order and delivers each at
    least once.
    """
    for entry in entries:
        update = WalletUpdated(
            currency=entry.currency,
            reason=entry.type,
            amount=entry.amount,
            transaction_id=entry.transaction_id,
            **balances_of(entry),
        )
        channel = player_channel(entry.player_id)
        drafts = [Draft.of(update)]
        source = f"entry#{entry.version}"
        log.append_once(channel, drafts, clock(), source=source)
