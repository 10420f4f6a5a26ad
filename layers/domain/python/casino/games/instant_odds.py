"""The exact returns of games whose players choose their own odds: dice, limbo, crash."""

from fractions import Fraction
from functools import cache

from casino.games.dice import DICE, MAX_CHANCE, ROLLS, DiceOutcome, Direction
from casino.games.multiplier import HUNDREDTHS, MIN_TARGET, RETURNED, pay


@cache
def dice_rtp(direction: Direction) -> Fraction:
    """Return the lowest RTP among all chances of one direction, over every roll.

    It is of what the odds promise; a win is then rounded down to a whole minor unit.
    """
    figures = []
    for chance in range(1, MAX_CHANCE + 1):
        # A stake that its odds divide, so that nothing is rounded away.
        stake = DICE.stake(direction, [chance], amount=chance)
        best = 0 if direction is Direction.UNDER else ROLLS - 1
        paid = DICE.payout([stake], DiceOutcome(best))
        figures.append(Fraction(chance, ROLLS) * Fraction(paid, stake.amount))
    return min(figures)


@cache
def multiplier_rtp(cap: int) -> Fraction:
    """Return the lowest RTP among all targets of crash or limbo, up to a cap in hundredths.

    A target T is reached with probability 99 / T (`casino.games.multiplier` proves it).
    """
    return min(
        Fraction(RETURNED, target) * Fraction(pay(HUNDREDTHS, target), HUNDREDTHS)
        for target in range(MIN_TARGET, cap + 1)
    )
