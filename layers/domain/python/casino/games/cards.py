"""Playing cards, and the shoes they are dealt from.

A card is written as players of every language read it on a screen: rank, then suit, such as
``"AS"`` for the ace of spades, ``"TD"`` for the ten of diamonds.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from casino.games.errors import UnknownCard

if TYPE_CHECKING:
    from casino.games.fairness import Draws

RANKS: Final = "A23456789TJQK"
SUITS: Final = "CDHS"

DECK: Final = tuple(rank + suit for suit in SUITS for rank in RANKS)
"""The 52 cards in the order in which a fresh deck is laid down: ace to king, suit by suit."""

_CARDS: Final = frozenset(DECK)


def shoe(draws: "Draws", decks: int) -> list[str]:
    """Return so many decks shuffled together, the first card to be dealt first.

    The decks are laid down one after another and shuffled as one (`Draws.shuffle`).
    """
    return draws.shuffle(DECK * decks)


def check_cards(cards: Iterable[object]) -> tuple[str, ...]:
    """Return what was written, if all of it is cards.

    Raises
    ------
    UnknownCard
    """
    checked = []
    for card in cards:
        if not isinstance(card, str) or card not in _CARDS:
            raise UnknownCard(f"There is no card {card!r}.")
        checked.append(card)
    return tuple(checked)
