"""What a WebSocket close code asks of this client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

StopReason = Literal["session_ended", "excluded", "flooded", "signed_out", "closed_by_client"]
"""Why the connection will not come back by itself."""

ABNORMAL_CLOSURE: Final = 1006
"""WebSocket's own code for "ended without a close frame"."""
NO_ANSWER: Final = 4000
"""Ours, for a connection that was given up because nothing came back over it."""
PLANNED_RECONNECT: Final = 4010
"""Ours, for a connection that is left before its time is up."""


@dataclass(frozen=True)
class Reconnect:
    """Come back, after some seconds at least."""

    at_least: float = 0.0


@dataclass(frozen=True)
class Stop:
    """Don't come back."""

    reason: StopReason


def judge_close(code: int) -> Reconnect | Stop:
    """Say what to do after a close. Codes that are not named here mean: come back."""
    match code:
        case 4001:
            return Stop("session_ended")
        case 4003:
            return Stop("excluded")
        case 1008 | 4002:
            # We were told off for what we sent; hurrying back would only repeat it.
            return Reconnect(at_least=5.0)
        case _:
            return Reconnect()


def judge_farewell(code: int) -> StopReason:
    """Say why the connection ends for good, by the code in `session.closing`.

    The gateway lets nobody choose the code of the close frame itself, so it travels in that event.
    """
    match code:
        case 4002:
            return "flooded"
        case 4003:
            return "excluded"
        case _:
            return "session_ended"
