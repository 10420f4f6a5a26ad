"""What dice, limbo and crash return, whatever a player chooses."""

from fractions import Fraction
from functools import cache

from casino.games.dice import DICE, MAX_CHANCE, ROLLS, DiceOutcome, Direction
from casino.games.multiplier import HUNDREDTHS, RETURNED
from casino.games.odds import ANY_STAKE


@cache
def dice_rtp(direction: Direction) -> Fraction:
    """Return the lowest RTP among all chances of one direction."""
    figures = []
    for chance in range(1, MAX_CHANCE + 1):
        stake = DICE.stake(direction, [chance], amount=ANY_STAKE)
        best = 0 if direction is Direction.UNDER else ROLLS - 1
        paid = Fraction(DICE.returned(stake, DiceOutcome(best)))
        figures.append(Fraction(chance, ROLLS) * paid / stake.amount)
    return min(figures)


def multiplier_rtp() -> Fraction:
    """Return the RTP of crash and limbo, which is that of each of their targets.

    A target T, in hundredths, is reached with probability 99 / T (`casino.games.multiplier` proves
    it) and pays T / 100: T cancels out.
    """
    return Fraction(RETURNED, HUNDREDTHS)
