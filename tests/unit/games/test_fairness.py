import doctest
import json
from itertools import islice
from pathlib import Path

import pytest

from casino.games import (
    CommitmentMismatch,
    Draws,
    Fairness,
    InvalidDraw,
    InvalidSeed,
    commitment_to,
    fairness,
    server_seed_from,
)
from casino.games.fairness import WORD_RANGE, hmac_words, unbiased

VECTORS = json.loads(Path(__file__).with_name("fairness_vectors.json").read_text("utf-8"))
SEED = "ab" * 32


def draws_of(vector):
    return Draws(vector["server_seed"], client_seed=vector["client_seed"], nonce=vector["nonce"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["client_seed"])
class TestPublishedVectors:
    def test_commitment(self, vector):
        assert commitment_to(vector["server_seed"]) == vector["commitment"]

    def test_words_run_on_from_one_block_into_the_next(self, vector):
        words = hmac_words(
            vector["server_seed"], client_seed=vector["client_seed"], nonce=vector["nonce"]
        )
        assert list(islice(words, 20)) == vector["words"]

    def test_draws_over_every_published_range(self, vector):
        for row in vector["draws"]:
            draws = draws_of(vector)
            assert [draws.draw(row["outcomes"]) for _ in row["drawn"]] == row["drawn"]

    def test_shuffle(self, vector):
        assert draws_of(vector).shuffle(range(52)) == vector["shuffle_of_52"]


def test_the_documented_examples_hold():
    assert doctest.testmod(fairness).failed == 0


class TestServerSeed:
    def test_is_the_lowercase_hex_of_the_entropy_handed_in(self):
        assert server_seed_from(bytes(range(224, 256))) == bytes(range(224, 256)).hex()

    @pytest.mark.parametrize("length", [0, 16, 31, 33])
    def test_refuses_any_other_amount_of_entropy(self, length):
        with pytest.raises(InvalidSeed):
            server_seed_from(bytes(length))

    @pytest.mark.parametrize(
        "seed", ["", "ab" * 31, "ab" * 33, "AB" * 32, "zz" * 32, "ab" * 31 + "a\n", "\u0660" * 64]
    )
    def test_must_be_64_lowercase_hex_digits(self, seed):
        with pytest.raises(InvalidSeed):
            commitment_to(seed)

    def test_never_appears_in_an_error(self):
        secret = "AB" * 32
        with pytest.raises(InvalidSeed) as refused:
            Draws(secret, client_seed="t", nonce=0)
        assert secret not in str(refused.value)


class TestPromiseAndReveal:
    def test_the_promise_does_not_hold_the_seed(self):
        promise = Fairness.committed(SEED, client_seed="roulette-eu-1", nonce=3)
        assert promise.to_wire() == {
            "scheme": "hmac-sha256-words-v2",
            "commitment": commitment_to(SEED),
            "client_seed": "roulette-eu-1",
            "nonce": 3,
            "server_seed": None,
        }
        assert SEED not in repr(promise)

    def test_the_reveal_adds_the_seed_and_changes_nothing_else(self):
        promise = Fairness.committed(SEED, client_seed="t", nonce=3)
        assert promise.revealed(SEED).to_wire() == promise.to_wire() | {"server_seed": SEED}

    def test_another_seed_than_the_promised_one_cannot_be_revealed(self):
        promise = Fairness.committed(SEED, client_seed="t", nonce=3)
        with pytest.raises(CommitmentMismatch):
            promise.revealed("cd" * 32)

    def test_a_forged_object_cannot_be_drawn_from(self):
        forged = Fairness("hmac-sha256-words-v1", commitment_to(SEED), "t", 3, "cd" * 32)
        with pytest.raises(CommitmentMismatch):
            forged.draws()

    def test_nothing_is_drawn_before_the_reveal(self):
        with pytest.raises(InvalidSeed):
            Fairness.committed(SEED, client_seed="t", nonce=3).draws()

    def test_another_scheme_is_not_guessed_at(self):
        with pytest.raises(InvalidSeed):
            Fairness("v0", commitment_to(SEED), "t", 3, SEED).draws()

    @pytest.mark.parametrize("client_seed", ["", "x" * 129, "a\nb", "\ud800"])
    def test_client_seeds_are_short_and_printable(self, client_seed):
        with pytest.raises(InvalidSeed):
            Fairness.committed(SEED, client_seed=client_seed, nonce=0)

    @pytest.mark.parametrize("nonce", [-1, True])
    def test_nonces_count_from_zero(self, nonce):
        with pytest.raises(InvalidSeed):
            Fairness.committed(SEED, client_seed="t", nonce=nonce)


class TestUnbiasedMapping:
    def test_skips_the_words_above_the_last_whole_multiple(self):
        limit = WORD_RANGE // 37 * 37
        words = iter([WORD_RANGE - 1, limit, limit - 1])
        assert unbiased(words, 37) == 36
        assert next(words, None) is None

    def test_takes_the_first_word_that_fits_and_leaves_the_rest(self):
        words = iter([5, 6])
        assert unbiased(words, 37) == 5
        assert next(words) == 6

    def test_a_range_of_every_word_skips_none(self):
        assert unbiased(iter([WORD_RANGE - 1]), WORD_RANGE) == WORD_RANGE - 1

    def test_a_draw_of_one_still_consumes_a_word(self):
        words = iter([WORD_RANGE - 1, 7])
        assert unbiased(words, 1) == 0
        assert next(words) == 7

    @pytest.mark.parametrize("outcomes", [0, -1, WORD_RANGE + 1])
    def test_refuses_ranges_one_word_cannot_serve(self, outcomes):
        with pytest.raises(InvalidDraw):
            unbiased(iter([0]), outcomes)


class TestShuffle:
    @pytest.mark.parametrize("items", [[], ["the only card"]])
    def test_of_nothing_to_choose_draws_nothing(self, items):
        untouched, used = (Draws(SEED, client_seed="t", nonce=0) for _ in range(2))
        assert used.shuffle(items) == items
        assert used.draw(37) == untouched.draw(37)

    def test_leaves_the_deck_it_was_given_alone(self):
        deck = list(range(52))
        Draws(SEED, client_seed="t", nonce=0).shuffle(deck)
        assert deck == list(range(52))
