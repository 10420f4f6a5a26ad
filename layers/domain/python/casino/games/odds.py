"""The exact mathematics behind the figures the catalogue shows.

Everything is enumerated, never typed in: each game says which outcomes there are and how often
they come (`roulette_odds`, `baccarat_odds`), and its own payout says the rest. This is kept apart
from the games themselves because a bet's hot path needs none of it.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from casino.games.game import Game, O, Stake

PLACES: Final = 8
"""How many decimal places published figures have."""

ANY_STAKE: Final = 100
"""A stake like any other: the return is the same at each."""


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


def rtp(game: Game[O], stake: Stake, chances: Mapping[O, int]) -> Fraction:
    """Return the share of a stake that comes back on average.

    Parameters
    ----------
    stake : Stake
        One of any amount.
    chances : mapping of Outcome to int
        Every outcome that the bets of the game tell apart, with the number of equally likely
        cases that lead to it.

    Raises
    ------
    StakeError
        If the stake is not one of this game.
    """
    returned = sum(count * game.returned(stake, outcome) for outcome, count in chances.items())
    return Fraction(returned) / (sum(chances.values()) * stake.amount)


def rtp_by_type(
    game: Game[O],
    bets: Iterable[tuple[str, tuple[int, ...]]],
    chances: Mapping[O, int],
) -> Mapping[str, Fraction]:
    """Return the RTP of each kind of bet, in the order in which the kinds first appear.

    Where the bets of one kind differ, the lowest stands for the kind: a player is never promised
    more than the bet they pick returns.

    Parameters
    ----------
    bets : iterable of (type, selection)
        Every bet of the game.
    chances : mapping of Outcome to int
        As for `rtp`.
    """
    figures: dict[str, Fraction] = {}
    for stake_type, selection in bets:
        figure = rtp(game, game.stake(stake_type, selection, ANY_STAKE), chances)
        figures[stake_type] = min(figure, figures.get(stake_type, figure))
    return figures
