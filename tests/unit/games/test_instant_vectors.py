"""What the published seeds stand for at the games that are played alone."""

import json
from pathlib import Path

import pytest

from casino.games import GAMES, Draws
from casino.games.dice import DICE
from casino.games.limbo import LIMBO

VECTORS = json.loads(Path(__file__).with_name("fairness_vectors.json").read_text("utf-8"))


def draws_of(vector):
    return Draws(vector["server_seed"], client_seed=vector["client_seed"], nonce=vector["nonce"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["client_seed"])
class TestPublishedVectors:
    def test_of_dice(self, vector):
        assert DICE.draw(draws_of(vector)).roll == vector["dice"]

    def test_of_limbo(self, vector):
        assert LIMBO.draw(draws_of(vector)).multiplier == vector["limbo"]

    @pytest.mark.parametrize("game_id", ["grand-harbour", "lucky-lemons"])
    def test_of_the_first_spin(self, vector, game_id):
        assert list(GAMES[game_id].draw(draws_of(vector)).spins[0].stops) == vector[game_id]
