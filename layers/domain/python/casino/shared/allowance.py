"""What somebody may still ask for before they have to wait."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """A bucket as its owner sees it.

    Attributes
    ----------
    name : str
        What is counted in it.
    quota : int
        How many there are when it is full.
    window_seconds : int
        How long an empty one takes to fill.
    remaining : int
        How many are left.
    wait_seconds : int
        How long until it is full again; if it is empty, until there is one.
    """

    name: str
    quota: int
    window_seconds: int
    remaining: int
    wait_seconds: int
