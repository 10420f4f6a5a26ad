"""What players have said of their limits, in DynamoDB: kept for ever, never changed.

==========================  =========================  =============================================
item                        key                        attributes
==========================  =========================  =============================================
a change of a limit         PLAYER#id, LIMIT#standing  ``kind``, ``period``, ``act``, ``at``; what
                                                       it was before and is since
==========================  =========================  =============================================

What holds now is said by the player's wallet alone, in the same transaction; these tell how it came
to be, and the table's stream tells the player's devices and the bus.
"""

from dataclasses import dataclass
from enum import StrEnum

from casino.policies import LimitKind, LimitPeriod
from casino.safer_gambling.repository import StandingHistory
from casino.shared.codec import Codec


class LimitAct(StrEnum):
    """What a player did."""

    ASKED = "asked"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class LimitChange:
    """What a player said of a limit, and what came of it.

    Attributes
    ----------
    standing : int
        The wallet's, since it.
    at : str
        When, RFC 3339.
    before, value : int or None
        What the limit was, and is since: minor units, or minutes of play; `None` for none.
    pending : bool
        Whether something waits to be confirmed since.
    pending_value : int or None
        What that is, likewise.
    effective_at : str or None
        From when on it can be confirmed, RFC 3339.
    policy_version : int
        Of the policy by which it was decided.
    """

    player_id: str
    standing: int
    kind: LimitKind
    period: LimitPeriod
    act: LimitAct
    at: str
    policy_version: int
    before: int | None = None
    value: int | None = None
    pending: bool = False
    pending_value: int | None = None
    effective_at: str | None = None


class LimitChanges(StandingHistory[LimitChange]):
    """The history of players' limits."""

    prefix = "LIMIT#"
    codec = Codec(LimitChange, keys=("player_id", "standing"))
