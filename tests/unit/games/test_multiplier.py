from collections import Counter
from fractions import Fraction

import pytest

from casino.games import Draws, UnknownOutcome
from casino.games.multiplier import (
    MIN_TARGET,
    check_multiplier,
    draw_candidate,
    draw_multiplier,
    pay,
)


class OutOfScript(Exception):
    def __init__(self, outcomes):
        self.outcomes = outcomes


class Script:
    """Draws that are written down beforehand, and the probability of just these."""

    def __init__(self, drawn):
        self._drawn = list(drawn)
        self.probability = Fraction(1)

    def draw(self, outcomes):
        if not self._drawn:
            raise OutOfScript(outcomes)
        self.probability /= outcomes
        return self._drawn.pop(0)


def distribution(of):
    """Return the exact probability of every result, by going through all draws there can be."""
    found, scripts = Counter(), [()]
    while scripts:
        written = scripts.pop()
        script = Script(written)
        try:
            found[of(script)] += script.probability
        except OutOfScript as more:
            scripts.extend((*written, drawn) for drawn in range(more.outcomes))
    return found


class CoinsOf:
    """Draws that throw the coins as told, and then accept the first candidate, the n-th one."""

    def __init__(self, doublings, candidate=0):
        self._coins = [0] * doublings + [1]
        self._rest = [candidate, 0, 0]

    def draw(self, outcomes):
        if self._coins:
            assert outcomes == 2
            return self._coins.pop(0)
        drawn = self._rest.pop(0)
        assert 0 <= drawn < outcomes
        return drawn


class TestOneBand:
    @pytest.mark.parametrize("bound", [1, 2, 3, 5, 8, 13])
    def test_every_candidate_is_kept_as_often_as_the_law_says(self, bound):
        tries = distribution(lambda draws: draw_candidate(draws, bound))
        kept = 1 - tries.pop(None, 0)
        assert kept == Fraction(bound + 1, 2 * bound)
        assert {number: chance / kept for number, chance in tries.items()} == {
            number: Fraction(2 * bound, number * (number + 1)) for number in range(bound, 2 * bound)
        }

    def test_the_chances_of_a_band_sum_to_one(self):
        bound = 99
        law = [Fraction(2 * bound, t * (t + 1)) for t in range(bound, 2 * bound)]
        assert sum(law) == 1


class TestTheWholeLaw:
    @pytest.mark.parametrize("cap", [101, 250, 5_000])
    def test_a_target_is_reached_in_99_of_its_hundredths(self, cap):
        # The coins weigh the bands; the law of one band, enumerated above, the numbers in it.
        chances, bound, weight = Counter(), 99, Fraction(1)
        while bound < cap:
            weight /= 2
            for number in range(bound, 2 * bound):
                chance = weight * Fraction(2 * bound, number * (number + 1))
                chances[min(max(number, 100), cap)] += chance
            bound *= 2
        chances[cap] += weight
        reached = Fraction(0)
        for multiplier in range(cap, 100, -1):
            reached += chances[multiplier]
            assert reached == Fraction(99, multiplier)
        assert sum(chances.values()) == 1

    def test_each_coin_that_comes_up_zero_doubles_the_band(self):
        drawn = [draw_multiplier(CoinsOf(doublings, 7), 100_000) for doublings in range(4)]
        assert drawn == [99 + 7, 198 + 7, 396 + 7, 792 + 7]

    @pytest.mark.parametrize("candidate", [0, 1])
    def test_the_two_lowest_pay_nobody(self, candidate):
        assert draw_multiplier(CoinsOf(0, candidate), 100_000) == 100

    def test_nothing_is_above_the_cap(self):
        assert draw_multiplier(CoinsOf(9, 50_687), 100_000) == 100_000
        assert draw_multiplier(CoinsOf(9, 49_000), 100_000) == 99_688
        assert draw_multiplier(CoinsOf(9, 49_400), 100_000) == 100_000
        assert draw_multiplier(CoinsOf(10), 100_000) == 100_000
        # … and no further coin is thrown once it is reached.
        assert draw_multiplier(CoinsOf(200), 100_000) == 100_000

    def test_a_rejected_candidate_is_followed_by_another(self):
        class Rejecting:
            drawn = iter([1, 5, 99, 6, 99 + 6 - 1, 7, 0, 99 + 7, 8, 98, 99])

            def draw(self, _outcomes):
                return next(self.drawn)

        assert draw_multiplier(Rejecting(), 100_000) == 99 + 8

    @pytest.mark.parametrize("target", [101, 150, 200, 500, 1_000])
    def test_twenty_thousand_rounds_do_not_contradict_it(self, target):
        rounds, chance = 20_000, 99 / target
        reached = sum(multiplier >= target for multiplier in sample(rounds))
        assert abs(reached - rounds * chance) < 5 * (rounds * chance * (1 - chance)) ** 0.5


_samples = {}


def sample(rounds):
    if rounds not in _samples:
        seeds = {"server_seed": "5e" * 32, "client_seed": "limbo"}
        _samples[rounds] = [
            draw_multiplier(Draws(nonce=nonce, **seeds), 1_000_000) for nonce in range(rounds)
        ]
    return _samples[rounds]


def test_what_is_paid_is_exact():
    assert [pay(7, 101), pay(100, 231), pay(1, 199)] == [
        Fraction(707, 100),
        231,
        Fraction(199, 100),
    ]


@pytest.mark.parametrize("multiplier", [99, 0, -1, 5_001, True, 231.0, "231", None])
def test_there_is_no_multiplier_that_cannot_be_drawn(multiplier):
    with pytest.raises(UnknownOutcome):
        check_multiplier(multiplier, 5_000)


def test_the_lowest_target_is_above_the_instant_loss():
    assert check_multiplier(100, 5_000) + 1 == MIN_TARGET
