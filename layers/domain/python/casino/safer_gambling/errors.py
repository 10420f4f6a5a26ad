"""What can go wrong where players keep themselves from playing.

::

    Invalid
    └── NotOffered          nobody can be kept away for so long, or so short
    Conflict
    ├── NotExcluded         there is no self-exclusion to be ended
    └── StillExcluded       … and it has not come to its end

What is refused because of a time-out or a self-exclusion is refused by the wallet's bars:
`casino.wallet.TimedOut` and `SelfExcluded`.
"""

from casino.shared.errors import Conflict, FieldError, Invalid


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
