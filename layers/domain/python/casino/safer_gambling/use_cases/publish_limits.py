"""Tell players' devices, and by their channels the bus, of limits that have changed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casino.channels import Draft, player_channel
from casino.safer_gambling.changes import LimitChange
from casino.safer_gambling.limit_messages import LimitChanged, PendingLimitView
from casino.shared.clock import Clock

if TYPE_CHECKING:
    from casino.channels.channel_log import ChannelLog


def publish_limits(log: "ChannelLog", clock: Clock, changes: Iterable[LimitChange]) -> None:
    """Append ``limits.changed`` to each player's channel for each change, once.

    Raises
    ------
    Contention
    """
    for change in changes:
        log.append_once(
            player_channel(change.player_id),
            [Draft.of(_news(change))],
            clock(),
            source=f"limit#{change.standing}",
        )


def _news(change: LimitChange) -> LimitChanged:
    pending = None
    if change.pending and change.effective_at:
        pending = PendingLimitView(value=change.pending_value, effective_at=change.effective_at)
    return LimitChanged(kind=change.kind, period=change.period, value=change.value, pending=pending)
