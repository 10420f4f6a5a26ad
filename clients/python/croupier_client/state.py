"""What the client is doing.

::

    idle ─ start() ─> connecting ──> online <──> reconnecting
                           └────────────┴─────────────┴──> stopped
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from croupier_client.close_codes import StopReason


@dataclass(frozen=True)
class ConnectionState:
    """One state of the connection.

    `online` means: greeted, caught up on every channel, and unanswered bets are sent again.
    `stopped` is for good; a new sign-in makes a new client.

    Attributes
    ----------
    attempt : int
        How often coming back has failed so far; only while `reconnecting`.
    reason : str or None
        Why the client has `stopped`.
    """

    kind: Literal["idle", "connecting", "online", "reconnecting", "stopped"]
    attempt: int = 0
    reason: StopReason | None = None
