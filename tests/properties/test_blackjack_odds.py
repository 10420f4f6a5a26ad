"""The odds held against brute force, where a shoe is small enough to try every order of its cards.

The oracle lays down the hole card first and then plays every hand in turn with exact fractions,
where the product never looks at the hole card and takes each hand by itself.
"""

from fractions import Fraction
from functools import cache

import pytest

from casino.games.blackjack import Rules
from casino.games.blackjack.odds import Dealer, UpCard, count, without


def draws(shoe):
    left = sum(shoe)
    assert left, "a shoe that runs out proves nothing"
    for value, there in enumerate(shoe, start=1):
        if there:
            yield value, Fraction(there, left), without(shoe, value)


def best(cards):
    return count(tuple(sorted(cards)))


def dealer_hits(cards, hits_soft_17):
    points, is_soft = best(cards)
    return points < 17 or (points == 17 and is_soft and hits_soft_17)


def dealer_ends(shoe, cards, hits_soft_17):
    if not dealer_hits(cards, hits_soft_17):
        return {min(best(cards)[0], 22): Fraction(1)}
    ends = {}
    for value, chance, after in draws(shoe):
        for end, then in dealer_ends(after, (*cards, value), hits_soft_17).items():
            ends[end] = ends.get(end, 0) + chance * then
    return ends


def holes(shoe, up):
    """Yield the hole cards that are no blackjack, with their chances given that it is none."""
    possible = [
        (value, chance, after) for value, chance, after in draws(shoe) if best((up, value))[0] != 21
    ]
    total = sum(chance for _, chance, _ in possible)
    return [(value, chance / total, after) for value, chance, after in possible]


@cache
def settle(hands, shoe, dealer, hits_soft_17):
    """Return what hands win, each given as its total and what is staked on it."""
    if dealer_hits(dealer, hits_soft_17):
        return sum(
            chance * settle(hands, after, tuple(sorted((*dealer, value))), hits_soft_17)
            for value, chance, after in draws(shoe)
        )
    theirs = best(dealer)[0]
    won = 0
    for mine, staked in hands:
        if mine > 21:
            won -= staked
        elif theirs > 21 or mine > theirs:
            won += staked
        elif mine < theirs:
            won -= staked
    return won


class SplitPlayer:
    """Plays the hands of a split one after another, as a table would, and then the dealer."""

    def __init__(self, side, value):
        self.side, self.rules, self.value = side, side.rules, value
        self.most = 2 if value == 1 else side.rules.max_hands
        self.play = cache(self._play)

    def _play(self, done, waiting, shoe, dealer):
        """Return what is won with hands that are done, and hands of two cards that wait."""
        if not waiting:
            return settle(done, shoe, dealer, self.rules.hits_soft_17)
        second, *others = waiting
        if second == self.value and len(done) + len(waiting) < self.most:
            return sum(
                one * two * self.play(done, (first, *others, last), after, dealer)
                for first, one, between in draws(shoe)
                for last, two, after in draws(between)
            )
        return sum(
            chance * self.play(tuple(sorted((*done, ended))), tuple(others), after, dealer)
            for ended, chance, after in self.ends((self.value, second), shoe)
        )

    def ends(self, cards, shoe):
        """Yield how one hand may end, as its total and its stake, with its chance."""
        points, is_soft = best(cards)
        if self.value == 1 or points > 21:
            yield (points, 1), Fraction(1), shoe
            return
        entry = self.side.chart[points, is_soft]
        if len(cards) == 2 and entry.doubles and self.rules.doubles_after_split:
            for value, chance, after in draws(shoe):
                yield (best((*cards, value))[0], 2), chance, after
        elif not entry.hits:
            yield (points, 1), Fraction(1), shoe
        else:
            for value, chance, after in draws(shoe):
                for ended, then, left in self.ends((*cards, value), after):
                    yield ended, chance * then, left


def split_by_brute_force(side, value):
    player = SplitPlayer(side, value)
    shoe = without(side.shoe, value, 2)
    return sum(
        chance * one * two * player.play((), (first, second), after, tuple(sorted((side.up, hole))))
        for hole, chance, without_hole in holes(shoe, side.up)
        for first, one, between in draws(without_hole)
        for second, two, after in draws(between)
    )


@cache
def side_against(up):
    """Return the player's side with a chart made for a whole deck; any chart would do."""
    return UpCard(Rules(decks=1), up)


@pytest.fixture(scope="module", params=[False, True], ids=["stands", "hits"])
def hits_soft_17(request):
    return request.param


@pytest.mark.parametrize("up", range(1, 11))
def test_the_dealer_ends_as_often_as_by_trying_every_order(up, hits_soft_17):
    shoe = (2, 1, 2, 1, 1, 2, 1, 1, 1, 3)
    expected = [Fraction(0)] * 6
    for hole, chance, after in holes(shoe, up):
        for end, then in dealer_ends(after, (up, hole), hits_soft_17).items():
            expected[end - 17] += chance * then
    ends = Dealer(up, hits_soft_17=hits_soft_17).ends(shoe)
    assert ends == pytest.approx([float(each) for each in expected], abs=1e-12)
    assert sum(ends) == pytest.approx(1)


@pytest.mark.parametrize(
    ("up", "value", "shoe"),
    [
        (10, 8, (1, 0, 1, 0, 0, 0, 0, 6, 0, 12)),
        (10, 9, (1, 0, 0, 0, 1, 0, 0, 0, 6, 12)),
        (10, 1, (6, 0, 0, 0, 0, 0, 1, 1, 0, 12)),
        (1, 8, (1, 0, 1, 0, 0, 0, 0, 6, 2, 12)),
        (1, 10, (1, 0, 0, 0, 0, 0, 1, 0, 1, 16)),
        (6, 8, (1, 0, 1, 0, 0, 0, 0, 6, 0, 14)),
        (6, 9, (1, 0, 1, 0, 0, 0, 0, 0, 6, 14)),
        (7, 7, (1, 0, 0, 1, 0, 0, 6, 0, 0, 14)),
        (10, 10, (2, 0, 0, 0, 0, 0, 0, 1, 0, 16)),
    ],
)
@pytest.mark.parametrize("max_hands", [2, 3, 4])
def test_a_split_wins_as_much_as_by_trying_every_order(up, value, shoe, max_hands):
    side = side_against(up)
    side.rules, side.shoe = Rules(decks=1, max_hands=max_hands), shoe
    assert side.split(value) == pytest.approx(float(split_by_brute_force(side, value)), abs=1e-12)
