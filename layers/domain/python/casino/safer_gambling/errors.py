"""What can go wrong where players keep themselves from playing.

::

    NotFound
    └── UnknownLimit         there is no such limit, or not for this player
    Invalid
    ├── NotOffered           nobody can be kept away for so long, or so short
    └── PlayerLimitReached   more than a limit of the player's own leaves
    Forbidden
    └── SessionLimitReached  they have played for as long as they may without a break
    Conflict
    ├── NotExcluded          there is no self-exclusion to be ended
    ├── StillExcluded        … and it has not come to its end
    ├── RealityCheckDue      they have to say first that they know how long they have played
    ├── TooSoonToConfirm     a higher limit has not waited for long enough
    └── NothingToConfirm     no higher limit waits

What is refused because of a time-out or a self-exclusion is refused by the wallet's bars:
`casino.wallet.TimedOut` and `SelfExcluded`.
"""

from collections.abc import Mapping

from casino.shared.errors import Conflict, FieldError, Forbidden, Invalid, NotFound


class NotOffered(Invalid):
    """A duration that is not on offer."""

    code = "duration_not_offered"
    title = "This duration is not on offer"

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/duration", self.title)])


class NotExcluded(Conflict):
    """There is no self-exclusion to be ended."""

    code = "not_excluded"
    title = "There is no self-exclusion to be ended"


class StillExcluded(Conflict):
    """A self-exclusion has not come to its end.

    Parameters
    ----------
    until : str
        When it does, RFC 3339.
    """

    code = "still_excluded"
    title = "A self-exclusion can't be ended before its time"

    def __init__(self, until: str) -> None:
        super().__init__(details={"until": until})


class UnknownLimit(NotFound):
    """There is no such limit, or it is not offered where the player comes from."""

    title = "There is no such limit"


def _details(
    kind: str, period: str, remaining: int, resets_at: str | None
) -> Mapping[str, str | int | None]:
    return {"kind": kind, "period": period, "remaining": remaining, "resets_at": resets_at}


class PlayerLimitReached(Invalid):
    """It is more than a limit of the player's own leaves.

    Parameters
    ----------
    remaining : int
        What it leaves, in minor units.
    resets_at : str or None
        When its period is over, RFC 3339.
    """

    code = "limit_reached"
    title = "A limit that you have set does not leave that much"

    def __init__(self, kind: str, period: str, remaining: int, resets_at: str | None) -> None:
        super().__init__(
            f"Your {kind} limit by {period} leaves {remaining} minor units",
            details=_details(kind, period, remaining, resets_at),
        )


class SessionLimitReached(Forbidden):
    """The player has played for as long as they may without a break.

    Parameters
    ----------
    resets_at : str
        When a break from now on is long enough, RFC 3339.
    """

    code = "session_limit_reached"
    title = "You have played for as long as you may without a break"

    def __init__(self, resets_at: str) -> None:
        super().__init__(details=_details("play", "session", 0, resets_at))


class RealityCheckDue(Conflict):
    """The player has to say first that they know how long they have played, and what it cost.

    Parameters
    ----------
    facts : mapping
        What `session.reality_check` tells.
    """

    code = "reality_check_due"
    title = "Acknowledge first how long you have played, and what came of it"

    def __init__(self, facts: Mapping[str, int]) -> None:
        super().__init__(details=facts)


class TooSoonToConfirm(Conflict):
    """A higher limit has not waited for long enough.

    Parameters
    ----------
    effective_at : str
        From when on it can be confirmed, RFC 3339.
    """

    code = "cooling_off"
    title = "A higher limit can be confirmed only after a while"

    def __init__(self, effective_at: str) -> None:
        super().__init__(details={"effective_at": effective_at})


class NothingToConfirm(Conflict):
    """No higher limit waits to be confirmed."""

    code = "nothing_pending"
    title = "There is no change of this limit to confirm"
