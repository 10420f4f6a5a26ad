"""Forget what FIFO queues were sent, without going through all of it each time.

A FIFO queue remembers for five minutes what it was sent, and takes none of it twice. MiniStack
looks through the whole memory with each message, which at a busy house becomes most of its work.
What was sent first is forgotten first, so only the oldest need be looked at.
"""

import time
from typing import Any

from scripts.local_cloud.emulator import sqs


def apply() -> None:
    """Forget the oldest, up to the first that is to be remembered."""
    sqs._prune_dedup = _forget  # noqa: SLF001


def _forget(queue: dict[str, Any]) -> None:
    sent, now = queue["dedup_cache"], time.time()
    # It is kept in the order of sending, and all of it for the same time.
    while sent and sent[oldest := next(iter(sent))]["expire"] <= now:
        del sent[oldest]
