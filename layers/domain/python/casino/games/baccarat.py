"""Baccarat as punto banco: two hands, one fixed rule for drawing, nothing to decide but the bet.

Eight decks make the shoe. Cards go to the player, the banker, the player, the banker; a third card
follows by the table below. The hand nearer to nine wins.

Tens and court cards count nothing, an ace one, any other card its number; of a hand's sum only the
last digit counts.

1. With 8 or 9 in two cards on either side, a *natural*, both stand.
2. The player draws on 0 to 5 and stands on 6 and 7.
3. If the player stood, the banker draws on 0 to 5 and stands on 6 and 7. If the player drew, the
   banker goes by what the player's third card counts:

   ==============  =========================
   banker's total  draws to a third card of
   ==============  =========================
   0, 1, 2         any
   3               any but 8
   4               2 3 4 5 6 7
   5               4 5 6 7
   6               6 7
   7               none
   ==============  =========================
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, lcm
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from casino.games.cards import check_cards, shoe
from casino.games.errors import UnknownOutcome, UnknownSelection, UnknownStakeType
from casino.games.game import DrawnGame, Stake, check_amount

if TYPE_CHECKING:
    from casino.games.fairness import Draws

DECKS: Final = 8


class Side(StrEnum):
    """Whose hand a card goes to."""

    PLAYER = "player"
    BANKER = "banker"


class BaccaratStakeType(StrEnum):
    """Every kind of bet, by the name players send."""

    PLAYER = "player"
    BANKER = "banker"
    TIE = "tie"
    PLAYER_PAIR = "player_pair"
    BANKER_PAIR = "banker_pair"


TIE_PAYS: Final = 8
PAIR_PAYS: Final = 11

_VALUES: Final[Mapping[str, int]] = MappingProxyType(
    {rank: number % 10 for number, rank in enumerate("A23456789T", start=1)}
    | dict.fromkeys("JQK", 0),
)

_NATURAL: Final = 8
_DRAWS_UP_TO: Final = 5

_ANY: Final = frozenset(range(10))

_BANKER_DRAWS_TO: Final[Sequence[frozenset[int]]] = (
    _ANY,  # on 0
    _ANY,  # on 1
    _ANY,  # on 2
    _ANY - {8},  # on 3
    frozenset({2, 3, 4, 5, 6, 7}),  # on 4
    frozenset({4, 5, 6, 7}),  # on 5
    frozenset({6, 7}),  # on 6
    frozenset(),  # on 7
)
"""The third cards of the player to which the banker draws, by the banker's own total."""


@dataclass(frozen=True, slots=True)
class BaccaratOutcome:
    """A coup played out; everything follows from its cards.

    Attributes
    ----------
    player, banker : tuple of str
        Two or three cards each, in the order in which they were dealt.
    """

    player: tuple[str, ...]
    banker: tuple[str, ...]

    @property
    def player_total(self) -> int:
        """What the player's hand counts, 0 to 9."""
        return total(self.player)

    @property
    def banker_total(self) -> int:
        """What the banker's hand counts, 0 to 9."""
        return total(self.banker)

    @property
    def winner(self) -> BaccaratStakeType:
        """The bet on the result that wins: player, banker or tie."""
        if self.player_total == self.banker_total:
            return BaccaratStakeType.TIE
        if self.player_total > self.banker_total:
            return BaccaratStakeType.PLAYER
        return BaccaratStakeType.BANKER

    @property
    def player_pair(self) -> bool:
        """Whether the player's first two cards are of one rank."""
        return _is_pair(self.player)

    @property
    def banker_pair(self) -> bool:
        """Whether the banker's first two cards are of one rank."""
        return _is_pair(self.banker)

    def to_wire(self) -> dict[str, Any]:
        """Return the outcome as players receive it: the cards and what follows from them."""
        return {
            "player": list(self.player),
            "banker": list(self.banker),
            "player_total": self.player_total,
            "banker_total": self.banker_total,
            "winner": self.winner.value,
            "player_pair": self.player_pair,
            "banker_pair": self.banker_pair,
        }


@dataclass(frozen=True)
class Baccarat(DrawnGame[BaccaratOutcome]):
    """One variant of baccarat. They differ in what a winning bet on the banker is paid.

    Attributes
    ----------
    game_id : str
        Its stable id in the catalogue.
    banker_pays : Fraction
        What the banker's win pays for each unit staked.
    banker_pays_on_six : Fraction
        The same where the banker wins with 6.
    """

    game_id: str
    banker_pays: Fraction
    banker_pays_on_six: Fraction

    category = "baccarat"

    @property
    def whole_steps(self) -> Mapping[str, int]:
        """The step of bets on the banker, which its odds divide; all other odds are whole."""
        step = lcm(self.banker_pays.denominator, self.banker_pays_on_six.denominator)
        return {BaccaratStakeType.BANKER.value: step}

    def stake(
        self,
        type: str,  # noqa: A002 - the wire's own word
        selection: Iterable[object] | None,
        amount: object,
        *,
        at: str = "",
    ) -> Stake:
        """Check one stake; no bet of this game leaves a choice."""
        stake_type = _check_type(type, at)
        for _ in selection or ():
            raise UnknownSelection(f"A bet on {stake_type.value} takes no selection.", at=at)
        return Stake(stake_type, (), check_amount(amount, at))

    def draw(self, draws: "Draws") -> BaccaratOutcome:
        """Shuffle a fresh shoe and deal one coup from it."""
        outcome, _ = _dealt_from(shoe(draws, DECKS))
        if outcome is None:
            raise UnknownOutcome("A shoe holds more cards than a coup takes.")
        return outcome

    def outcome_of(self, cards: Sequence[str]) -> BaccaratOutcome | None:
        """Deal the cards as a dealer turns them, each to the hand whose turn it is."""
        outcome, taken = _dealt_from(check_cards(cards))
        if taken < len(cards):
            raise UnknownOutcome("The coup was complete before the last card.")
        return outcome

    def read_outcome(self, wire: Mapping[str, Any]) -> BaccaratOutcome:
        """Read a coup from its cards; totals, winner and pairs follow from them."""
        player, banker = _cards_of(wire, Side.PLAYER), _cards_of(wire, Side.BANKER)
        if side := next_card(player, banker):
            raise UnknownOutcome(f"The {side.value} has a card to come.")
        return BaccaratOutcome(player, banker)

    @property
    def longest_odds(self) -> int:
        """What a pair pays."""
        return max(TIE_PAYS, PAIR_PAYS)

    def exposure(self, stakes: Iterable[Stake]) -> int:
        """Return what the house loses to both pairs and whichever hand, or tie, costs it most."""
        on = dict.fromkeys(BaccaratStakeType, 0)
        banker_wins = 0
        for stake in stakes:
            stake_type = _check_type(stake.type)
            on[stake_type] += stake.amount
            if stake_type is BaccaratStakeType.BANKER:
                banker_wins += ceil(stake.amount * max(self.banker_pays, self.banker_pays_on_six))
        pairs = PAIR_PAYS * (on[BaccaratStakeType.PLAYER_PAIR] + on[BaccaratStakeType.BANKER_PAIR])
        player, banker, tie = (
            on[BaccaratStakeType.PLAYER],
            on[BaccaratStakeType.BANKER],
            on[BaccaratStakeType.TIE],
        )
        return max(
            0,
            pairs + player - banker - tie,
            pairs + banker_wins - player - tie,
            pairs + TIE_PAYS * tie,
        )

    def returned(self, stake: Stake, outcome: BaccaratOutcome) -> Fraction | int:
        """Return a winning stake and its win; a bet on a hand is returned on a tie."""
        if stake.selection:
            raise UnknownSelection("No bet of this game takes a selection.")
        winner = outcome.winner
        match _check_type(stake.type):
            case BaccaratStakeType.PLAYER_PAIR:
                return stake.amount * (1 + PAIR_PAYS) if outcome.player_pair else 0
            case BaccaratStakeType.BANKER_PAIR:
                return stake.amount * (1 + PAIR_PAYS) if outcome.banker_pair else 0
            case BaccaratStakeType.TIE:
                return stake.amount * (1 + TIE_PAYS) if winner is BaccaratStakeType.TIE else 0
            case _ if winner is BaccaratStakeType.TIE:
                return stake.amount
            case BaccaratStakeType.PLAYER if winner is BaccaratStakeType.PLAYER:
                return stake.amount * 2
            case BaccaratStakeType.BANKER if winner is BaccaratStakeType.BANKER:
                six = outcome.banker_total == 6
                pays = self.banker_pays_on_six if six else self.banker_pays
                return stake.amount * (1 + pays)
            case _:
                return 0


def next_card(player: Sequence[str], banker: Sequence[str]) -> Side | None:
    """Tell which hand is dealt the next card.

    Parameters
    ----------
    player, banker : sequence of str
        The cards dealt so far to each, in the order in which they came.

    Returns
    -------
    Side or None
        `None` when the coup is complete.

    Raises
    ------
    UnknownCard
        If one of them is no card.
    UnknownOutcome
        If a hand holds a card that the rules do not deal it.
    """
    given = {Side.PLAYER: check_cards(player), Side.BANKER: check_cards(banker)}
    dealt: dict[Side, tuple[str, ...]] = {Side.PLAYER: (), Side.BANKER: ()}
    # Dealt once more, card by card: what the cards then known did not call for is refused.
    while side := _whose_turn(dealt[Side.PLAYER], dealt[Side.BANKER]):
        count = len(dealt[side])
        if count == len(given[side]):
            break
        dealt[side] = given[side][: count + 1]
    if dealt != given:
        raise UnknownOutcome("A hand holds a card that the rules do not deal it.")
    return side


def _dealt_from(cards: Sequence[str]) -> tuple[BaccaratOutcome | None, int]:
    """Return what the first cards make, if they are enough for a coup, and how many they were."""
    hands: dict[Side, list[str]] = {side: [] for side in Side}
    for taken, card in enumerate(cards):
        side = next_card(hands[Side.PLAYER], hands[Side.BANKER])
        if side is None:
            return BaccaratOutcome(tuple(hands[Side.PLAYER]), tuple(hands[Side.BANKER])), taken
        hands[side].append(card)
    if next_card(hands[Side.PLAYER], hands[Side.BANKER]) is not None:
        return None, len(cards)
    return BaccaratOutcome(tuple(hands[Side.PLAYER]), tuple(hands[Side.BANKER])), len(cards)


def total(cards: Iterable[str]) -> int:
    """Return what a hand counts, 0 to 9."""
    return sum(value(card) for card in cards) % 10


def value(card: str) -> int:
    """Return what a card counts, 0 to 9."""
    return _VALUES[card[0]]


def _whose_turn(player: tuple[str, ...], banker: tuple[str, ...]) -> Side | None:
    """Tell which hand is dealt the next card, of hands that were dealt by these rules."""
    if len(banker) < 2:
        return Side.PLAYER if len(player) == len(banker) else Side.BANKER
    if len(banker) == 3:
        return None
    player_total, banker_total = total(player), total(banker)
    if len(player) == 3:
        draws = value(player[2]) in _BANKER_DRAWS_TO[banker_total]
        return Side.BANKER if draws else None
    if max(player_total, banker_total) >= _NATURAL:
        return None
    if player_total <= _DRAWS_UP_TO:
        return Side.PLAYER
    return Side.BANKER if banker_total <= _DRAWS_UP_TO else None


def _is_pair(cards: tuple[str, ...]) -> bool:
    return cards[0][0] == cards[1][0]


def _check_type(type_: str, at: str = "") -> BaccaratStakeType:
    try:
        return BaccaratStakeType(type_)
    except ValueError:
        raise UnknownStakeType("There is no such bet on this layout.", at=at) from None


def _cards_of(wire: Mapping[str, Any], side: Side) -> tuple[str, ...]:
    cards = wire.get(side.value)
    if not isinstance(cards, list | tuple):
        raise UnknownOutcome(f"A coup lists the cards of the {side.value}.")
    return check_cards(cards)


_AT_FIVE_PERCENT: Final = Fraction(95, 100)

PUNTO_BANCO: Final = Baccarat(
    "baccarat",
    banker_pays=_AT_FIVE_PERCENT,
    banker_pays_on_six=_AT_FIVE_PERCENT,
)
"""The classic game: the banker pays even money less a commission of 5 %."""

NO_COMMISSION: Final = Baccarat(
    "baccarat-no-commission",
    banker_pays=Fraction(1),
    banker_pays_on_six=Fraction(1, 2),
)
"""The banker pays even money, but only half of it on winning with 6."""
