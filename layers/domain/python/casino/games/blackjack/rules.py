"""The rules that blackjack tables differ in."""

from dataclasses import dataclass
from typing import Final

SEATS: Final = 7
DECK_SIZE: Final = 52


@dataclass(frozen=True, slots=True)
class Rules:
    """How a table plays.

    Everywhere the same: the dealer takes a hole card and looks at it for blackjack under an ace or
    a ten before anybody plays, offers insurance at 2 to 1 under an ace, pays blackjack 3 to 2. Any
    two cards may be doubled, any two of one value split. Split aces take one card each, and are
    neither split again nor blackjack with a ten.

    Attributes
    ----------
    decks : int
        How many are shuffled together.
    hits_soft_17 : bool
        The dealer takes a card to 17 with an ace that counts 11.
    max_hands : int
        How many hands a seat may come to by splitting.
    surrenders : bool
        Two cards may be given up for half the stake, once the dealer is known to have no blackjack.
    penetration : int
        Where the cut card is, in per cent of the shoe. A round that begins before it is played to
        its end; the next begins with a new shoe.
    """

    decks: int = 6
    hits_soft_17: bool = False
    doubles_after_split: bool = True
    max_hands: int = 4
    surrenders: bool = True
    penetration: int = 75

    def is_spent(self, position: int) -> bool:
        """Tell whether the cut card comes before that position of the shoe."""
        return 100 * position >= self.penetration * self.decks * DECK_SIZE
