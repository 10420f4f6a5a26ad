"""The exact mathematics behind the figures the catalogue shows.

Everything is enumerated, never typed in. It is kept apart from the games themselves because a
bet's hot path needs none of it.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Final

from casino.games.dice import DICE, MAX_CHANCE, ROLLS, DiceOutcome, Direction
from casino.games.game import Stake
from casino.games.multiplier import HUNDREDTHS, MIN_TARGET, RETURNED, pay
from casino.games.roulette import Roulette, StakeType

PLACES: Final = 8
"""How many decimal places published figures have."""

_WHOLE: Final = 100
"""A stake of which no game rounds anything away, so that the figure is that of the odds."""


def decimal_string(value: Fraction) -> str:
    """Write a fraction with 8 decimal places, rounded half to even.

    Only whole numbers are computed with, so the last digit is right for any fraction.

    Examples
    --------
    >>> decimal_string(Fraction(36, 37))
    '0.97297297'
    """
    scaled = round(value * 10**PLACES)
    whole, decimals = divmod(abs(scaled), 10**PLACES)
    return f"{'-' if scaled < 0 else ''}{whole}.{decimals:0{PLACES}d}"


def rtp(game: Roulette, stake: Stake) -> Fraction:
    """Return the share of a stake that comes back on average, over every pocket of the wheel.

    Raises
    ------
    UnknownSelection
        If the stake is not on this layout.
    """
    returned = sum(game.payout([stake], game.outcome(pocket)) for pocket in game.wheel)
    return Fraction(returned, len(game.wheel) * stake.amount)


def rtp_by_type(game: Roulette) -> Mapping[StakeType, Fraction]:
    """Return the RTP of each kind of bet, in the order players know them.

    Where the bets of one kind differ, the lowest stands for the kind: a player is never promised
    more than the bet they pick returns.
    """
    figures: dict[StakeType, Fraction] = {}
    for stake_type, selection in sorted(game.spots, key=_by_kind):
        figure = rtp(game, game.stake(stake_type, selection, amount=_WHOLE))
        figures[stake_type] = min(figure, figures.get(stake_type, figure))
    return figures


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


def _by_kind(spot: tuple[StakeType, tuple[int, ...]]) -> int:
    return list(StakeType).index(spot[0])
