"""The fairness scheme: independent of who plays, reproducible, and free of bias."""

import math
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from casino.games import Draws, Fairness, commitment_to, server_seed_from
from casino.games.fairness import WORD_RANGE, unbiased
from casino.games.roulette import EUROPEAN

seeds = st.binary(min_size=32, max_size=32).map(server_seed_from)
client_seeds = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
nonces = st.integers(0, 2**64)
ranges = st.integers(1, WORD_RANGE) | st.integers(1, 1000)


@given(ranges)
def test_as_many_words_lead_to_each_outcome(outcomes):
    """Counted, not sampled: the usable words are a whole number of full cycles of outcomes."""
    usable = WORD_RANGE // outcomes * outcomes
    assert usable % outcomes == 0
    assert unbiased(iter([usable - 1]), outcomes) == outcomes - 1
    assert unbiased(iter([0]), outcomes) == 0
    assert WORD_RANGE - usable < outcomes
    assert usable > WORD_RANGE // 2
    if usable < WORD_RANGE:
        assert unbiased(iter([usable, WORD_RANGE - 1, 0]), outcomes) == 0


@given(ranges, st.lists(st.integers(0, WORD_RANGE - 1), min_size=1, max_size=20))
def test_a_draw_is_the_remainder_of_the_first_usable_word(outcomes, words):
    usable = [word for word in words if word < WORD_RANGE - WORD_RANGE % outcomes]
    stream = iter([*words, 0])
    assert unbiased(stream, outcomes) == ([*usable, 0][0]) % outcomes


@given(seeds, client_seeds, nonces, st.lists(ranges, max_size=30))
def test_the_same_seeds_draw_the_same(server_seed, client_seed, nonce, sizes):
    one, other = (Draws(server_seed, client_seed=client_seed, nonce=nonce) for _ in range(2))
    drawn = [one.draw(size) for size in sizes]
    assert drawn == [other.draw(size) for size in sizes]
    assert all(0 <= value < size for value, size in zip(drawn, sizes, strict=True))


@given(seeds, client_seeds, nonces)
def test_a_promise_kept_gives_the_outcome_of_its_seeds(server_seed, client_seed, nonce):
    promise = Fairness.committed(server_seed, client_seed=client_seed, nonce=nonce)
    seeds_alone = Draws(server_seed, client_seed=client_seed, nonce=nonce)
    assert promise.commitment == commitment_to(server_seed)
    assert EUROPEAN.draw(promise.revealed(server_seed).draws()) == EUROPEAN.draw(seeds_alone)


@given(seeds, client_seeds, nonces, st.lists(st.integers(), max_size=60))
def test_a_shuffle_keeps_every_card(server_seed, client_seed, nonce, cards):
    shuffled = Draws(server_seed, client_seed=client_seed, nonce=nonce).shuffle(cards)
    assert Counter(shuffled) == Counter(cards)


def chi_square(counts, cells):
    expected = sum(counts.values()) / cells
    return sum((counts[cell] - expected) ** 2 / expected for cell in range(cells))


def critical(freedom, sigmas=5.0):
    """Wilson and Hilferty's approximation of the chi-square quantile that many sigmas out."""
    return freedom * (1 - 2 / (9 * freedom) + sigmas * math.sqrt(2 / (9 * freedom))) ** 3


def test_rounds_of_one_table_spread_evenly_over_the_wheel():
    """As live tables draw: a fresh server seed and nonce for each round, one draw of each."""
    pockets = Counter(
        EUROPEAN.draw(
            Draws(commitment_to(f"{number:064x}"), client_seed="roulette-eu-1", nonce=number)
        ).pocket
        for number in range(18_500)
    )
    assert chi_square(pockets, 37) < critical(36)


def test_successive_pockets_are_independent():
    draws = Draws("5a" * 32, client_seed="roulette-eu-1", nonce=1)
    pockets = [draws.draw(37) for _ in range(27_381)]
    pairs = Counter(37 * a + b for a, b in zip(pockets[::2], pockets[1::2], strict=False))
    assert chi_square(pairs, 37 * 37) < critical(37 * 37 - 1)


def test_every_order_of_four_cards_is_as_likely():
    draws = Draws("a5" * 32, client_seed="shuffle", nonce=1)
    ranks = {}
    orders = Counter(
        ranks.setdefault(tuple(draws.shuffle("abcd")), len(ranks)) for _ in range(12_000)
    )
    assert len(orders) == 24
    assert chi_square(orders, 24) < critical(23)
