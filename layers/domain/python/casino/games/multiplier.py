"""The multiplier that crash and limbo are decided by, exact to the last hundredth.

Multipliers are whole hundredths: 231 is 2.31x. A drawn multiplier C reaches a target T with

    P(C >= T) = 99 / T        for every whole T from 101 to the cap,

so whoever names a target and is paid stake * T / 100 gets 99/100 of their stake back on average,
whatever the target. The usual formula, a division of floating-point numbers, meets that only
nearly; here it is met exactly, with whole numbers alone.

How it is drawn
---------------
Let X be at least 99 and P(X >= T) = 99 / T. For any bound *a* of the form 99 · 2^k:

1. P(X >= 2a | X >= a) = (99 / 2a) / (99 / a) = 1/2. So a fair coin says whether X is in the band
   [a, 2a) or above it; above it, the band doubles and the coin is thrown again.
2. Within the band, P(X = T | a <= X < 2a) = (a / T - a / (T + 1)) / (1/2) = 2a / (T (T + 1)).
   A candidate T = a + draw(a) is uniform over the band. It is kept if draw(T) < a and then
   draw(T + 1) < a + 1, which happens with probability a / T · (a + 1) / (T + 1): for each T the
   same multiple of what it should be. Otherwise another candidate is drawn. A try succeeds with
   probability (a + 1) / 2a, so two are needed on average.

C is X held between 100 and the cap: 99 and 100 pay nobody (`INSTANT_LOSS`), and what lies above the
cap is the cap, which leaves P(C >= T) as it was for every target in between. Every draw is over at
most 2 · cap + 1 numbers, and no draw depends on what anybody staked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from casino.games.errors import UnknownOutcome
from casino.games.game import DrawnGame, Stake, is_whole

if TYPE_CHECKING:
    from casino.games.fairness import Draws

HUNDREDTHS: Final = 100
"""1.00x."""

RETURNED: Final = 99
"""Of a hundred staked, so many come back on average."""

INSTANT_LOSS: Final = HUNDREDTHS
"""The multiplier that no target is at or below."""

MIN_TARGET: Final = INSTANT_LOSS + 1


@dataclass(frozen=True, slots=True)
class MultiplierOutcome:
    """The multiplier that was drawn, in hundredths; `INSTANT_LOSS` pays nobody."""

    multiplier: int

    def to_wire(self) -> dict[str, int]:
        """Return the outcome as players receive it."""
        return {"multiplier": self.multiplier}


class MultiplierGame(DrawnGame[MultiplierOutcome]):
    """What crash and limbo share: a multiplier is drawn, and the targets it reaches are paid.

    A stake's selection is its target in hundredths.

    Attributes
    ----------
    cap : int
        The highest multiplier, in hundredths.
    """

    cap: int

    def draw(self, draws: "Draws") -> MultiplierOutcome:
        """Draw the multiplier."""
        return MultiplierOutcome(draw_multiplier(draws, self.cap))

    def read_outcome(self, wire: Mapping[str, Any]) -> MultiplierOutcome:
        """Read the multiplier that was drawn."""
        return MultiplierOutcome(check_multiplier(wire.get("multiplier"), self.cap))

    def returned(self, stake: Stake, outcome: MultiplierOutcome) -> Fraction | int:
        """Return what a target pays that was reached."""
        drawn = check_multiplier(outcome.multiplier, self.cap)
        if not stake.selection or stake.selection[0] > drawn:
            return 0
        return pay(stake.amount, stake.selection[0])

    @property
    def longest_odds(self) -> int:
        """What the highest multiplier wins."""
        return self.cap // HUNDREDTHS - 1

    def exposure(self, stakes: Iterable[Stake]) -> int:
        """Return what the house loses if the multiplier reaches every target.

        A stake without a target may be taken out at any multiplier up to the cap.
        """
        lost = 0
        for stake in stakes:
            [target] = stake.selection or (self.cap,)
            lost += ceil(Fraction(stake.amount * target, HUNDREDTHS)) - stake.amount
        return lost


def draw_multiplier(draws: "Draws", cap: int) -> int:
    """Return a multiplier in hundredths, from `INSTANT_LOSS` to the cap; the module says how.

    Parameters
    ----------
    cap : int
        Hundredths, at least `MIN_TARGET`.
    """
    bound = RETURNED
    while draws.draw(2) == 0:
        bound *= 2
        if bound >= cap:
            return cap
    found = None
    while found is None:
        found = draw_candidate(draws, bound)
    return min(max(found, INSTANT_LOSS), cap)


def draw_candidate(draws: "Draws", bound: int) -> int | None:
    """Return a number of the band from `bound` up to twice that, or `None` for another try."""
    candidate = bound + draws.draw(bound)
    if draws.draw(candidate) < bound and draws.draw(candidate + 1) < bound + 1:
        return candidate
    return None


def pay(amount: int, multiplier: int) -> Fraction:
    """Return so many times an amount, in minor units.

    Parameters
    ----------
    amount : int
        Minor units.
    multiplier : int
        Hundredths.
    """
    return Fraction(amount * multiplier, HUNDREDTHS)


def check_multiplier(multiplier: object, cap: int) -> int:
    """Return a drawn multiplier.

    Raises
    ------
    UnknownOutcome
        If none can be drawn like that.
    """
    if not is_whole(multiplier) or not INSTANT_LOSS <= multiplier <= cap:
        raise UnknownOutcome("There is no such multiplier.")
    return multiplier
