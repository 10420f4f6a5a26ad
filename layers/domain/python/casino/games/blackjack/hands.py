"""Blackjack hands: what they count, and how they end."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

ACE: Final = 1
TEN: Final = 10
BEST: Final = 21

_POINTS: Final = {"A": ACE, "T": TEN, "J": TEN, "Q": TEN, "K": TEN}


class Result(StrEnum):
    """How a hand ends."""

    BLACKJACK = "blackjack"
    WIN = "win"
    PUSH = "push"
    SURRENDER = "surrender"
    LOSE = "lose"
    BUST = "bust"


@dataclass(frozen=True, slots=True)
class Total:
    """What a hand counts.

    Attributes
    ----------
    points : int
        The best that is not over 21, or the least.
    is_soft : bool
        Whether an ace counts 11 in it.
    """

    points: int
    is_soft: bool

    @property
    def is_bust(self) -> bool:
        """Whether it is over 21, however its aces are counted."""
        return self.points > BEST


def points_of(card: str) -> int:
    """Return what a card counts, an ace as 1."""
    rank = card[0]
    return _POINTS.get(rank) or int(rank)


def total_of(cards: Iterable[str]) -> Total:
    """Count a hand."""
    points = [points_of(card) for card in cards]
    least = sum(points)
    is_soft = ACE in points and least + 10 <= BEST
    return Total(least + 10 if is_soft else least, is_soft)


def is_blackjack(cards: tuple[str, ...]) -> bool:
    """Tell an ace and a ten; after a split they are 21 like any other."""
    return len(cards) == 2 and total_of(cards).points == BEST


@dataclass(frozen=True, slots=True)
class Hand:
    """A player's hand.

    Attributes
    ----------
    doubled : bool
        Whether its stake is doubled, and it has had its one card.
    stood : bool
        Whether it takes no more cards, by its player's choice or because a split ace takes but one.
    """

    cards: tuple[str, ...]
    doubled: bool = False
    surrendered: bool = False
    stood: bool = False

    @property
    def total(self) -> Total:
        """What it counts."""
        return total_of(self.cards)

    @property
    def is_pair(self) -> bool:
        """Whether it is two cards that count the same."""
        return len(self.cards) == 2 and points_of(self.cards[0]) == points_of(self.cards[1])

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be decided about it; nobody needs to stand on 21."""
        return self.stood or self.doubled or self.surrendered or self.total.points >= BEST

    def result(self, dealer: tuple[str, ...], *, is_split: bool) -> Result:
        """Return how it ends against all of the dealer's cards.

        Parameters
        ----------
        is_split : bool
            Whether it came of a split, so that it is no blackjack.
        """
        own, others = self.total, total_of(dealer)
        if self.surrendered:
            return Result.SURRENDER
        if own.is_bust:
            return Result.BUST
        natural = is_blackjack(self.cards) and not is_split
        if natural or is_blackjack(dealer):
            if natural and is_blackjack(dealer):
                return Result.PUSH
            return Result.BLACKJACK if natural else Result.LOSE
        if others.is_bust or own.points > others.points:
            return Result.WIN
        return Result.PUSH if own.points == others.points else Result.LOSE

    def to_wire(self) -> dict[str, Any]:
        """Return the hand as players see it while it is played."""
        total = self.total
        return {
            "cards": list(self.cards),
            "total": total.points,
            "soft": total.is_soft,
            "doubled": self.doubled,
            "surrendered": self.surrendered,
            "stood": self.stood,
            "done": self.is_done,
        }
