"""How often a busy channel is heard.

The first event goes out at once. If others follow closely, the frame keeps its queue group to
itself for a while: what comes meanwhile waits in the queue and travels together. A crowd's chat is
four frames a second to each of them then, however fast they type.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

FRAME_INTERVAL: Final = 0.25
# What one frame fewer saves grows with the audience; what the wait costs does not.
LEAST_AUDIENCE: Final = 25
# As many of a group's messages as a delivery can hold: more are waiting, so nothing is gained.
FULL_BATCH: Final = 10
_REMEMBERED: Final = 4096


class Pacer:
    """When each group's last frame went out, as far as this environment knows.

    Another environment may have sent the one before. Then a frame may follow too closely, which
    costs some requests and breaks nothing; of a really busy channel each delivery holds several
    events, which tells by itself.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._last: OrderedDict[str, float] = OrderedDict()

    def rest(self, group: str, *, sent_at: float, events: int, audience: int) -> float:
        """Return for how many seconds a group should be kept after a frame.

        Parameters
        ----------
        sent_at : float
            When the frame began to go out, on the monotonic clock.
        events : int
            How many were in the delivery.
        """
        before = self._last.pop(group, 0.0)
        self._last[group] = sent_at
        if len(self._last) > _REMEMBERED:
            self._last.popitem(last=False)
        is_busy = events > 1 or sent_at - before < FRAME_INTERVAL
        if not is_busy or events >= FULL_BATCH or audience < LEAST_AUDIENCE:
            return 0.0
        return max(0.0, sent_at + FRAME_INTERVAL - self._monotonic())
