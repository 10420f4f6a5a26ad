"""The exact mathematics of blackjack: basic strategy, and what it returns.

``python -m scripts.blackjack_figures`` computes both for each variant and writes them into
``figures.json``; it takes a minute or two.

What is computed is the first round of a freshly shuffled shoe, for one player who bets on one seat
and plays by a chart: one cell for each total, hard or soft, and each pair, against each up card.

*The dealer.* Every multiset of cards that ends the dealer's hand is listed once, with the number of
orders in which it can come; its chance is that number times falling factorials of what the shoe
still holds. Under an ace or a ten all chances are given that the dealer has no blackjack, also the
chances of the player's own cards: the hole card lies on the table before they are drawn.

*The player.* A hand's return is computed for its very cards, by recursion, with all of them taken
out of the shoe. The chart is made from the highest totals downwards. For each total the choice is
the one with the best mean over the two-card hands of that total that are not pairs, each weighted
by its chance, and whatever follows is played by the chart made so far.

*Splits.* Which hands a split comes to depends on how many cards of the pair's value come. All
unseen cards are alike in law, so a hand's return, given that some other cards are of that value and
some are not, follows by inclusion and exclusion from its returns with that many more of them taken
out. That is exact for a player who looks at one hand at a time, as one with a chart does.

No approximation is made beside binary floating point, whose error here is below 1e-10. Not in the
figures is what a cut card changes: rounds in which many small cards come take more cards, so that
there are fewer rounds in the shoes in which they come early. It is of the order of 0.02 % of a bet.

The return is per unit bet on the seat, as is usual for blackjack: what is added by doubling and
splitting counts as won or lost, not as staked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import comb
from typing import Any, Final

from casino.games.blackjack.game import INSURANCE_RETURNS
from casino.games.blackjack.hands import ACE, BEST, TEN
from casino.games.blackjack.play import DEALER_STANDS
from casino.games.blackjack.rules import Rules
from casino.games.odds import decimal_string

VALUES: Final = range(ACE, TEN + 1)
_RANKS_OF_TEN: Final = 4
_SUITS: Final = 4
_SURRENDER: Final = -0.5
_BLACKJACK: Final = 1.5

Composition = tuple[int, ...]
"""How many cards of each value are left, from aces to tens."""

CardValues = tuple[int, ...]
"""The values of a hand's cards, in rising order."""

HandTotal = tuple[int, bool]
"""What a hand counts, and whether an ace counts 11 in it."""

_HARD_HIGH: Final = [(points, False) for points in range(BEST, 11, -1)]
_SOFT: Final = [(points, True) for points in range(BEST, 11, -1)]
_HARD_LOW: Final = [(points, False) for points in range(11, 3, -1)]


@dataclass(frozen=True, slots=True)
class ChartCell:
    """What the chart says about one total.

    Attributes
    ----------
    hits : bool
        Take a card, else stand.
    doubles, surrenders : bool
        Better still, where it is allowed.
    """

    hits: bool
    doubles: bool = False
    surrenders: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What the mathematics of one variant comes to.

    Attributes
    ----------
    rtp : float
        What comes back of each unit bet on a seat.
    insurance : Fraction
        What comes back of each unit of insurance, to one who knows the up card and nothing else.
    chart : mapping
        By hand, such as ``hard 16``, ``soft 18`` or ``pair 8``, ten letters for the up cards two to
        ten and ace: H hit, S stand, P split; D double, else hit; E double, else stand; R surrender,
        else hit; T surrender, else stand; Q surrender, else split.
    """

    rtp: float
    insurance: Fraction
    chart: Mapping[str, str]


def count(cards: CardValues) -> HandTotal:
    """Count a hand's values as `casino.games.blackjack.hands.total_of` counts its cards."""
    least = sum(cards)
    is_soft = cards[0] == ACE and least + 10 <= BEST
    return (least + 10 if is_soft else least), is_soft


def full_shoe(decks: int) -> Composition:
    """Return how many cards of each value a new shoe holds."""
    each = decks * _SUITS
    return (each,) * 9 + (each * _RANKS_OF_TEN,)


def without(shoe: Composition, value: int, times: int = 1) -> Composition:
    """Take cards of one value out of a shoe."""
    return (*shoe[: value - 1], shoe[value - 1] - times, *shoe[value:])


class Dealer:
    """What the dealer's hand comes to under one up card."""

    def __init__(self, up: int, *, hits_soft_17: bool) -> None:
        self.up = up
        self.forbidden = {ACE: TEN, TEN: ACE}.get(up)
        """The hole card that would make blackjack."""
        self._hits_soft_17 = hits_soft_17
        self._steps = self._compiled(self._orders())
        self._known: dict[Composition, tuple[float, ...]] = {}

    def ends(self, shoe: Composition) -> tuple[float, ...]:
        """Return the chances of 17, 18, 19, 20, 21 and more, given that there is no blackjack.

        Parameters
        ----------
        shoe : Composition
            What is left in it once the up card is dealt; the hole card is still there.
        """
        known = self._known.get(shoe)
        if known is None:
            known = self._known[shoe] = self._ends(shoe)
        return known

    def _ends(self, shoe: Composition) -> tuple[float, ...]:
        left = sum(shoe)
        chances = [1.0] * len(self._steps)
        ends = [0.0] * 6
        for place, (before, value, taken, drawn, orders, end) in enumerate(self._steps):
            # Where no card is left to be drawn, the chance is nothing by nothing: there is none.
            chance = chances[before] * (shoe[value] - taken) / (left - drawn or 1)
            chances[place] = chance
            if orders:
                ends[end] += orders * chance
        if self.forbidden is None:
            return tuple(ends)
        no_blackjack = 1 - shoe[self.forbidden - 1] / left
        return tuple(end / no_blackjack for end in ends)

    def _orders(self) -> dict[CardValues, int]:
        """Return in how many orders each set of cards ends the hand, without the up card."""
        ended: dict[CardValues, int] = {}
        drawing: dict[CardValues, int] = {(): 1}
        while drawing:
            following: dict[CardValues, int] = {}
            for cards, orders in drawing.items():
                for value in VALUES:
                    if not cards and value == self.forbidden:
                        continue
                    longer = tuple(sorted((*cards, value)))
                    goes_on = self._hits(tuple(sorted((*longer, self.up))))
                    kind = following if goes_on else ended
                    kind[longer] = kind.get(longer, 0) + orders
            drawing = following
        return ended

    def _hits(self, cards: CardValues) -> bool:
        points, is_soft = count(cards)
        return points < DEALER_STANDS or (
            points == DEALER_STANDS and is_soft and self._hits_soft_17
        )

    def _compiled(
        self, orders: Mapping[CardValues, int]
    ) -> list[tuple[int, int, int, int, int, int]]:
        """Put the sets into a tree, so that what two have in common is multiplied once.

        Each step is its parent's place, the value's index, how many of that value and how many
        cards came before, its orders and where it ends. The last place of all stands for no cards.
        """
        prefixes = {cards[:length] for cards in orders for length in range(1, len(cards) + 1)}
        in_order = sorted(prefixes)
        places = {cards: place for place, cards in enumerate(in_order)} | {(): -1}
        steps = []
        for cards in in_order:
            points, _ = count(tuple(sorted((*cards, self.up))))
            before, value = cards[:-1], cards[-1]
            end = min(points, BEST + 1) - DEALER_STANDS
            steps.append(
                (
                    places[before],
                    value - 1,
                    before.count(value),
                    len(before),
                    orders.get(cards, 0),
                    end,
                )
            )
        # One more chance at the end, which stays 1: the root's, at place -1.
        steps.append((-1, 0, 0, 0, 0, 0))
        return steps


class UpCard:
    """The player's side against one up card."""

    def __init__(self, rules: Rules, up: int) -> None:
        self.rules = rules
        self.up = up
        self.shoe = without(full_shoe(rules.decks), up)
        self.dealer = Dealer(up, hits_soft_17=rules.hits_soft_17)
        self.chart: dict[HandTotal, ChartCell] = {}
        self.splits: dict[int, bool] = {}
        self.surrenders_pair: dict[int, bool] = {}
        self._played: dict[tuple[CardValues, Composition], float] = {}
        for total in (*_HARD_HIGH, *_SOFT, *_HARD_LOW):
            self.chart[total] = self._cell(total)
        for value in VALUES:
            self._decide_pair(value)

    def chances(self, shoe: Composition) -> Iterator[tuple[int, float, Composition]]:
        """Yield each value a player may draw, its chance, and the shoe without it."""
        left = sum(shoe)
        forbidden = self.dealer.forbidden
        for value, there in zip(VALUES, shoe, strict=True):
            if not there:
                continue
            chance = there / left
            if forbidden is not None:
                # Of the cards that the hole card may be, one fewer than without this draw, unless
                # this draw is of those that it can't be.
                may_be = left - shoe[forbidden - 1]
                others = may_be if value == forbidden else may_be - 1
                chance *= others / (left - 1) / (may_be / left)
            yield value, chance, without(shoe, value)

    def stand(self, cards: CardValues, shoe: Composition) -> float:
        """Return what standing wins on average, per unit."""
        points, _ = count(cards)
        if points > BEST:
            return -1.0
        ends = self.dealer.ends(shoe)
        won = ends[-1]
        for theirs, chance in enumerate(ends[:-1], start=DEALER_STANDS):
            won += chance if points > theirs else -chance if points < theirs else 0.0
        return won

    def hit(self, cards: CardValues, shoe: Composition) -> float:
        """Return what taking a card wins on average, if the chart is followed from there."""
        return sum(
            chance * self.play(tuple(sorted((*cards, value))), after)
            for value, chance, after in self.chances(shoe)
        )

    def double(self, cards: CardValues, shoe: Composition) -> float:
        """Return what doubling wins on average, per unit of the bet on the seat."""
        return 2 * sum(
            chance * self.stand(tuple(sorted((*cards, value))), after)
            for value, chance, after in self.chances(shoe)
        )

    def play(self, cards: CardValues, shoe: Composition) -> float:
        """Return what a hand of any number of cards wins if it is hit and stood by the chart."""
        total = count(cards)
        if total[0] > BEST:
            return -1.0
        if not self.chart[total].hits:
            return self.stand(cards, shoe)
        known = self._played.get((cards, shoe))
        if known is None:
            known = self._played[cards, shoe] = self.hit(cards, shoe)
        return known

    def two_cards(self, cards: CardValues, shoe: Composition, *, doubles: bool = True) -> float:
        """Return what two cards win if they are neither split nor surrendered."""
        if doubles and self.chart[count(cards)].doubles:
            return self.double(cards, shoe)
        return self.play(cards, shoe)

    def split(self, value: int) -> float:
        """Return what a pair wins if it is split, and split again as often as it may be."""
        most_hands = 2 if value == ACE else self.rules.max_hands
        none_left = without(self.shoe, value, 2)

        @cache
        def all_of_it(count_of: int) -> float:
            """Return the chance that so many unseen cards are all of the pair's value."""
            if not count_of:
                return 1.0
            fewer = without(none_left, value, count_of - 1)
            one = next((c for v, c, _ in self.chances(fewer) if v == value), 0.0)
            return all_of_it(count_of - 1) * one

        @cache
        def hand(missing: int) -> tuple[float, float]:
            """Return a hand's part with another second card, and with the pair's value."""
            other = same = 0.0
            for second, chance, after in self.chances(without(none_left, value, missing)):
                cards = tuple(sorted((value, second)))
                won = chance * self._split_hand(value, cards, after)
                if second == value:
                    same += won
                else:
                    other += won
            return other, same

        def expected(drawn: int, not_drawn: int, *, any_second: bool) -> float:
            """Return a hand's mean, where other cards are and are not of the pair's value."""
            total = 0.0
            for more in range(not_drawn + 1):
                other, same = hand(drawn + more)
                won = other + same if any_second else other
                total += (-1) ** more * comb(not_drawn, more) * all_of_it(drawn + more) * won
            return total

        won = 0.0
        for splits, others, any_cards in _ways_to_split(most_hands):
            if others:
                won += others * expected(splits, others - 1, any_second=False)
            if any_cards:
                won += any_cards * expected(splits, others, any_second=True)
        return won

    def best(self, cards: CardValues) -> float:
        """Return what the chart makes of a player's first two cards."""
        shoe = without(without(self.shoe, cards[0]), cards[1])
        low, high = cards
        if low == high:
            if self.surrenders_pair[low]:
                return _SURRENDER
            if self.splits[low]:
                return self.split(low)
        elif self.chart[count(cards)].surrenders:
            return _SURRENDER
        return self.two_cards(cards, shoe)

    def letter(self, total: HandTotal) -> str:
        """Write the chart's cell for a total."""
        cell = self.chart[total]
        return _letter(cell, surrenders=cell.surrenders)

    def pair_letter(self, value: int) -> str:
        """Write the chart's cell for a pair."""
        surrenders = self.surrenders_pair[value]
        if self.splits[value]:
            return "Q" if surrenders else "P"
        return _letter(self.chart[count((value, value))], surrenders=surrenders)

    def _cell(self, total: HandTotal) -> ChartCell:
        hands = list(self._hands_of(total))
        if not hands:  # 21 is more than two cards, and nobody need decide about it
            return ChartCell(hits=False)
        weight = sum(chance for chance, _, _ in hands)

        def mean(of: Any) -> float:
            won: float = sum(chance * of(cards, shoe) for chance, cards, shoe in hands)
            return won / weight

        stand, hit, double = mean(self.stand), mean(self.hit), mean(self.double)
        best = max(stand, hit)
        return ChartCell(
            hits=hit > stand,
            doubles=double > best,
            surrenders=self.rules.surrenders and max(double, best) < _SURRENDER,
        )

    def _hands_of(self, total: HandTotal) -> Iterator[tuple[float, CardValues, Composition]]:
        """Yield the two-card hands of a total with their chances; pairs only if there is no other.

        A cell for four, twenty and soft twelve is for pairs that are not split.
        """
        pairs: list[tuple[float, CardValues, Composition]] = []
        others: list[tuple[float, CardValues, Composition]] = []
        for first, one, after in self.chances(self.shoe):
            for second, two, shoe in self.chances(after):
                cards = (first, second)
                if first <= second and count(cards) == total and cards != (ACE, TEN):
                    kind = pairs if first == second else others
                    kind.append((one * two * (1 if first == second else 2), cards, shoe))
        yield from others or pairs

    def _decide_pair(self, value: int) -> None:
        cards = (value, value)
        shoe = without(self.shoe, value, 2)
        whole = self.two_cards(cards, shoe)
        split = self.split(value)
        self.splits[value] = split > whole
        self.surrenders_pair[value] = self.rules.surrenders and max(split, whole) < _SURRENDER

    def _split_hand(self, value: int, cards: CardValues, shoe: Composition) -> float:
        """Return what one hand of a split wins, from its second card on."""
        if value == ACE:
            return self.stand(cards, shoe)
        return self.two_cards(cards, shoe, doubles=self.rules.doubles_after_split)


def _letter(cell: ChartCell, *, surrenders: bool) -> str:
    if surrenders:
        return "R" if cell.hits else "T"
    if cell.doubles:
        return "D" if cell.hits else "E"
    return "H" if cell.hits else "S"


def _ways_to_split(
    most_hands: int, waiting: int = 2, done: int = 0
) -> Iterator[tuple[int, int, int]]:
    """Yield every order in which second cards can come, up to the last that can be split.

    Cards come to the hands one by one. One of the pair's value makes another hand, as long as there
    may be more; any other completes a hand. The order in which a table deals them does not matter.

    Yields
    ------
    splits : int
        How many cards of the pair's value were split again.
    others : int
        How many hands have another second card.
    any_cards : int
        How many hands, no more being allowed, take whatever comes.
    """
    hands = waiting + done
    if hands == most_hands:
        yield hands - 2, done, waiting
    elif not waiting:
        yield hands - 2, done, 0
    else:
        yield from _ways_to_split(most_hands, waiting - 1, done + 1)
        yield from _ways_to_split(most_hands, waiting + 1, done)


def figures(rules: Rules) -> Figures:
    """Return basic strategy under some rules, and what it returns."""
    ups = {value: UpCard(rules, value) for value in VALUES}
    in_order = [ups[value] for value in (*VALUES[1:], ACE)]
    chart = {
        f"{'soft' if is_soft else 'hard'} {points}": "".join(
            up.letter((points, is_soft)) for up in in_order
        )
        for points, is_soft in [*_HARD_LOW[::-1], *_HARD_HIGH[:0:-1], *_SOFT[:1:-1], *_SOFT[1:2]]
    }
    chart |= {
        f"pair {'A' if value == ACE else 'T' if value == TEN else value}": "".join(
            up.pair_letter(value) for up in in_order
        )
        for value in (*VALUES[1:], ACE)
    }
    return Figures(
        rtp=1 + sum(map(_won_against, ups.values())),
        insurance=_insurance(rules.decks),
        chart=chart,
    )


def _won_against(up: UpCard) -> float:
    """Return what the chart wins against one up card, times the chance of that card."""
    shoe = full_shoe(up.rules.decks)
    cards_in_all = sum(shoe)
    chance_of_up = shoe[up.up - 1] / cards_in_all
    forbidden = up.dealer.forbidden
    won = 0.0
    for first in VALUES:
        for second in range(first, TEN + 1):
            one = up.shoe[first - 1] / (cards_in_all - 1)
            after = without(up.shoe, first)
            two = after[second - 1] / (cards_in_all - 2)
            after = without(after, second)
            chance = one * two * (1 if first == second else 2)
            dealer = after[forbidden - 1] / (cards_in_all - 3) if forbidden else 0.0
            natural = (first, second) == (ACE, TEN)
            best = _BLACKJACK if natural else up.best((first, second))
            won += chance * ((1 - dealer) * best - (0 if natural else dealer))
    return chance_of_up * won


def _insurance(decks: int) -> Fraction:
    """Return what insurance returns if of all cards no more than the up card, an ace, is known."""
    shoe = full_shoe(decks)
    return Fraction(INSURANCE_RETURNS * shoe[TEN - 1], sum(shoe) - 1)


def published(found: Figures) -> dict[str, Any]:
    """Write figures as they are published, with 8 decimal places."""
    return {
        "rtp": decimal_string(Fraction(found.rtp)),
        "insurance": decimal_string(found.insurance),
        "chart": found.chart,
    }
