"""How long to wait before trying again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class BackoffPolicy:
    """The first ceiling and the highest one, in seconds."""

    base: float
    cap: float


RECONNECT_BACKOFF: Final = BackoffPolicy(base=0.4, cap=15.0)
RETRY_BACKOFF: Final = BackoffPolicy(base=0.15, cap=2.0)


def full_jitter(policy: BackoffPolicy, attempt: int, random: Callable[[], float]) -> float:
    """Return a uniformly random wait below an exponentially rising ceiling, in seconds.

    When a server goes away, all its clients notice in the same instant; anything less random brings
    them back in the same instant too.

    Parameters
    ----------
    attempt : int
        0 for the first wait.
    random : callable
        Returns a number in [0, 1).
    """
    return random() * min(policy.cap, policy.base * 2.0 ** min(attempt, 30))
