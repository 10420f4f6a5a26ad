"""Payouts in whole minor units that are exact on average, whatever was staked.

Odds such as 3 to 2, a commission of 5 % or a target of 1.09 pay fractions of a minor unit, and
there is no such coin. Rounding down would return less than the game promises, most of all to the
least stakes. So a draw decides: of an exact payout of *w* and *k*/*n*, *w* + 1 is paid if one of
*n*, drawn from the round's own seeds, is below *k*, and *w* otherwise. The mean is the exact
payout.

*n* is 100 wherever hundredths can tell the fraction, so that of two payouts of one bet the greater
is never rounded to less; else it is the fraction's own least denominator, as at dice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

HUNDREDTHS: Final = 100

Draw = Callable[[int], int]
"""Returns one of ``0 … n - 1``, as `casino.games.Draws.draw` does."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A payout, and what decided its fraction.

    Attributes
    ----------
    payout : int
        Minor units.
    drawn, of : int or None
        What was drawn, of how many; `None` where the exact payout was whole.
    """

    payout: int
    drawn: int | None = None
    of: int | None = None


def rounded(returned: Iterable[Fraction | int], draw: Draw | None) -> Rounded:
    """Round what the stakes of a bet return exactly, all together, by a draw.

    Nothing is drawn for what is whole.

    Parameters
    ----------
    draw : callable or None
        `None` where there is nothing to draw from: then what each stake returns is rounded down.

    Examples
    --------
    >>> rounded([Fraction(39, 2)], lambda of: 49)
    Rounded(payout=20, drawn=49, of=100)
    >>> rounded([Fraction(39, 2)], lambda of: 50)
    Rounded(payout=19, drawn=50, of=100)
    >>> rounded([Fraction(39, 2), Fraction(1, 2)], lambda of: 50)
    Rounded(payout=20, drawn=None, of=None)
    >>> rounded([Fraction(39, 2), Fraction(1, 2)], None)
    Rounded(payout=19, drawn=None, of=None)
    """
    if draw is None:
        return Rounded(sum(map(floor, returned)))
    exact = sum(returned, Fraction())
    whole, rest = divmod(exact.numerator, exact.denominator)
    if not rest:
        return Rounded(whole)
    of = exact.denominator if HUNDREDTHS % exact.denominator else HUNDREDTHS
    drawn = draw(of)
    return Rounded(whole + (drawn < rest * of // exact.denominator), drawn, of)
