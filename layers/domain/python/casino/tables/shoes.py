"""Shoes that several rounds are dealt from, and who sits at those rounds.

One seed stands for a whole shoe. It is committed before the shoe's first round takes a bet, and
revealed when the last of its rounds is over: sooner, it would show cards that are still to come. A
round keeps the position from which it was dealt, so that each can be dealt again afterwards.
"""

from dataclasses import dataclass

from casino.games import Fairness, Link


@dataclass(frozen=True, slots=True)
class Shoe:
    """The cards that a table deals from.

    Attributes
    ----------
    round_id : str
        The round that opened it, under which its seed is kept.
    fairness : Fairness
        The commitment to its order; the nonce is the number of the round that opened it.
    link : Link
        Where its seed stands in the table's chain.
    position : int
        Where the next card to be dealt is.
    """

    round_id: str
    fairness: Fairness
    link: Link
    position: int = 0


@dataclass(frozen=True, slots=True)
class Seated:
    """Who decides at a seat in one round.

    Attributes
    ----------
    bet_id : str
        The first bet on the seat, after which what is added to it is named.
    staked : int
        What was bet on the seat to begin with, in minor units of the player's currency.
    """

    seat: int
    player_id: str
    bet_id: str
    staked: int
