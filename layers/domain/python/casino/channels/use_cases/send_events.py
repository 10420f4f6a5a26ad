"""Deliver events to one shard of a channel's audience."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from casino.channels.frames import pack
from casino.channels.pacing import Pacer
from casino.channels.sender import Delivery, Sender
from casino.channels.subscriptions import Subscriptions
from casino.shared.clock import Clock

_ENDED: Final = frozenset({Delivery.GONE, Delivery.STALLED})


async def send_events(
    subscriptions: Subscriptions,
    sender: Sender,
    pacer: Pacer,
    clock: Clock,
    close: Callable[[str], None],
    *,
    channel: str,
    shard: int,
    events: Sequence[Mapping[str, Any]],
    seconds: float,
) -> Counter[Delivery]:
    """Send events, in as few frames as they fit in, to everyone in a shard.

    When this returns, the shard's next events may go out; a busy channel's are held back for a
    while, so that they travel together.

    Parameters
    ----------
    close : callable
        Forgets a connection that turned out to have gone. It may block.
    events : sequence of mapping
        As clients receive them, oldest first.
    seconds : float
        How long it may take.

    Returns
    -------
    Counter
        How many deliveries ended how.
    """
    until = time.monotonic() + seconds
    audience = await asyncio.to_thread(subscriptions.subscribers, channel, shard, clock())
    outcomes: Counter[Delivery] = Counter()
    ended: dict[str, Delivery] = {}
    sent_at = time.monotonic()
    for frame in pack(events):
        waiting = [each for each in audience if each not in ended]
        if not waiting:
            break
        deliveries = await sender.send(waiting, frame, seconds=until - time.monotonic())
        outcomes.update(deliveries.values())
        ended |= {each: what for each, what in deliveries.items() if what in _ENDED}
    rest = pacer.rest(
        f"{channel}/{shard}", sent_at=sent_at, events=len(events), audience=len(audience)
    )
    await asyncio.gather(
        asyncio.sleep(max(0.0, min(rest, until - time.monotonic()))),
        _part_with(sender, close, ended, until),
    )
    return outcomes


async def _part_with(
    sender: Sender, close: Callable[[str], None], ended: Mapping[str, Delivery], until: float
) -> None:
    # One after another: each is taken off the same count of players.
    for connection_id, delivery in ended.items():
        if time.monotonic() >= until:
            return  # The next frame finds the others gone again.
        if delivery is Delivery.STALLED:
            await sender.disconnect(connection_id)
        await asyncio.to_thread(close, connection_id)
