"""Millions of draws, as the games make them, against what chance would do.

The seeds are published (`tests.support.drawn`), so the verdict is the same on every machine. All
p-values of one test count together: a perfect source would fail one of these tests in a thousand.
"""

from collections import Counter
from itertools import pairwise

import nistrng
import numpy as np
import pytest

from tests.support import drawn
from tests.support.randomness import frequencies, of_sequence, refuted

pytestmark = pytest.mark.slow

LEVEL = 0.001
ROUNDS = 1_000_000
SHOES = 20_000
BITS_OF_A_SEQUENCE = 2**20
SEQUENCES = 4

NIST = (
    # Left out: both template matchings and the excursion variant, for which this library gives
    # no p-values in the sense of SP 800-22; random excursions, which not every sequence can be
    # given to; linear complexity, which takes many minutes.
    "monobit",
    "frequency_within_block",
    "runs",
    "longest_run_ones_in_a_block",
    "binary_matrix_rank",
    "dft",
    "maurers_universal",
    "serial",
    "approximate_entropy",
    "cumulative sums",
)


def test_pockets_of_successive_rounds():
    pockets = drawn.pockets_of_rounds(ROUNDS)
    assert refuted(of_sequence("pockets", pockets, drawn.POCKETS, hit=36), LEVEL) == []


def test_pockets_of_one_stream():
    pockets = drawn.pockets_of_one_stream(3 * ROUNDS)
    assert refuted(of_sequence("pockets", pockets, drawn.POCKETS, hit=36), LEVEL) == []


def test_crash_multipliers():
    buckets = drawn.crash_buckets(ROUNDS)
    assert refuted(of_sequence("multipliers", buckets, drawn.CRASH_BUCKETS, hit=6), LEVEL) == []


def test_first_cards_of_shoes():
    first = [shoe[0] for shoe in drawn.shoes(SHOES)]
    cards = [drawn.CARD[card] for card in first]
    ranks = [drawn.RANK[card] for card in first]
    tests = of_sequence("ranks of first cards", ranks, drawn.RANKS, hit=12)
    tests["first cards"] = frequencies(cards, drawn.DECK_CHANCES)
    assert refuted(tests, LEVEL) == []


def test_first_two_cards_of_a_shoe_come_as_without_replacement():
    cards = 416
    ranks = {
        (a, b): 32 / cards * (32 - (a == b)) / (cards - 1) for a in range(13) for b in range(13)
    }
    pairs = [(drawn.RANK[shoe[0]], drawn.RANK[shoe[1]]) for shoe in drawn.shoes(SHOES)]
    assert frequencies(pairs, ranks) > LEVEL


def test_every_card_is_as_likely_in_every_place():
    """8.3 million draws: where four cards went, and what came to lie in four places."""
    orders = drawn.shuffled_places(SHOES)
    watched = (0, 1, 207, 415)
    tests = {
        **{
            f"place {at}": frequencies([order[at] for order in orders], drawn.PLACES)
            for at in watched
        },
        **{
            f"card {card}": frequencies([order.index(card) for order in orders], drawn.PLACES)
            for card in watched
        },
    }
    assert refuted(tests, LEVEL) == []


def test_neighbours_of_a_fresh_deck_do_not_stay_neighbours():
    orders = drawn.shuffled_places(SHOES // 4)
    steps = Counter()
    for order in orders:
        steps.update((b - a) % 416 for a, b in pairwise(order))
    # Two places of a shuffle differ by each of 1 to 415 equally often.
    chances = dict.fromkeys(range(1, 416), 1 / 415)
    assert frequencies(list(steps.elements()), chances) > LEVEL


@pytest.mark.timeout(900)
def test_bits_by_nist_sp_800_22():
    bits = np.array(drawn.bits(SEQUENCES * BITS_OF_A_SEQUENCE), dtype=np.int64)
    tests = {}
    for number, sequence in enumerate(np.split(bits, SEQUENCES), start=1):
        for name in NIST:
            # A copy: some of the tests write into what they are given.
            result, _ = nistrng.SP800_22R1A_BATTERY[name].run(sequence.copy())
            for place, p_value in enumerate(np.atleast_1d(result._score_list)):
                tests[f"{name} {place} of sequence {number}"] = float(p_value)
    assert refuted(tests, LEVEL) == []
