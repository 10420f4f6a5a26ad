"""What can go wrong with policies.

::

    NotFound
    └── UnknownJurisdiction     nobody has said what holds there

For operators alone:

::

    Invalid
    └── InvalidPolicy           a policy contradicts itself, or another jurisdiction's
    Conflict
    └── PolicyChanged           somebody else has applied a version meanwhile
"""

from casino.shared.errors import Conflict, Invalid, NotFound


class UnknownJurisdiction(NotFound):
    """Nobody has said what holds there, so nothing is allowed."""

    code = "unknown_jurisdiction"
    title = "There are no rules for this jurisdiction"

    def __init__(self, jurisdiction: str) -> None:
        super().__init__(f"There are no rules for the jurisdiction {jurisdiction!r}")


class InvalidPolicy(Invalid):
    """A policy contradicts itself, or another jurisdiction's."""

    code = "invalid_policy"
    title = "This policy can't be applied"


class PolicyChanged(Conflict):
    """Somebody else has applied a version meanwhile."""

    code = "policy_changed"
    title = "Another version was applied meanwhile"
