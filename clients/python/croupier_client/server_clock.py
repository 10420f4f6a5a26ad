"""The server's clock as seen from here."""

from __future__ import annotations

import math
import time
from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# A sample is trusted until a better one comes or it is this old; clocks drift slowly.
_SAMPLE_LIFETIME: Final = 120.0


class ServerClock:
    """Tells the server's time, learned from exchanges with it.

    Parameters
    ----------
    now : callable
        Seconds since the epoch by this machine's own clock.
    """

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self._offset = 0.0
        self._best_round_trip = math.inf
        self._sampled_at = 0.0

    def observe(self, server_time: str, sent_at: float, received_at: float) -> None:
        """Learn from one exchange.

        Of several, the fastest says most: the server read its clock somewhere within the round
        trip, and halfway is wrong by at most half of it.
        """
        try:
            server = datetime.fromisoformat(server_time).timestamp()
        except ValueError:
            return
        round_trip = received_at - sent_at
        expired = received_at - self._sampled_at > _SAMPLE_LIFETIME
        if round_trip > self._best_round_trip and not expired:
            return
        self._offset = server - (sent_at + round_trip / 2)
        self._best_round_trip = round_trip
        self._sampled_at = received_at

    def time(self) -> float:
        """Return seconds since the epoch, by the server's clock."""
        return self.now() + self._offset
