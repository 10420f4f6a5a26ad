"""Shoes that several rounds are dealt from.

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
