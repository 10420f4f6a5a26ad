"""Finished rounds that are published, drawn by ours and by a short verifier that shares nothing."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest

from casino.games import commitment_to
from casino.games.verify import VERIFIED, main, redraw

PATH = Path(__file__).with_name("game_vectors.json")
VECTORS = json.loads(PATH.read_text("utf-8"))
RED = {1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36}


def drawing(fairness):
    """Return `draw(n)`, written from docs/fairness.md alone."""

    def words():
        for counter in range(10**6):
            message = f"{fairness['client_seed']}:{fairness['nonce']}:{counter}"
            digest = hmac.new(fairness["server_seed"].encode(), message.encode(), hashlib.sha256)
            text = digest.hexdigest()
            yield from (int(text[at : at + 8], 16) for at in range(0, 64, 8))

    stream = words()

    def draw(n):
        while (word := next(stream)) >= 2**32 - 2**32 % n:
            pass
        return word % n

    return draw


def american(draw):
    pocket = draw(38)
    green = pocket in (0, 37)
    return {"pocket": pocket, "colour": "green" if green else "red" if pocket in RED else "black"}


def baccarat(draw):
    shoe = [rank + suit for _ in range(8) for suit in "CDHS" for rank in "A23456789TJQK"]
    for i in range(415, 0, -1):
        j = draw(i + 1)
        shoe[i], shoe[j] = shoe[j], shoe[i]
    player, banker, rest = [shoe[0], shoe[2]], [shoe[1], shoe[3]], iter(shoe[4:])

    def points(*hand):
        return sum("A23456789".find(card[0]) + 1 for card in hand) % 10

    if max(points(*player), points(*banker)) < 8:
        third = None
        if points(*player) <= 5:
            player.append(next(rest))
            third = points(player[2])
        low, high = {3: (0, 9), 4: (2, 7), 5: (4, 7), 6: (6, 7)}.get(points(*banker), (0, 9))
        drawn = points(*banker) <= (5 if third is None else 6)
        exception = points(*banker) == 3 and third == 8
        if drawn and not exception and (third is None or low <= third <= high):
            banker.append(next(rest))
    ours, theirs = points(*player), points(*banker)
    return {
        "player": player,
        "banker": banker,
        "player_total": ours,
        "banker_total": theirs,
        "winner": "tie" if ours == theirs else "player" if ours > theirs else "banker",
        "player_pair": player[0][0] == player[1][0],
        "banker_pair": banker[0][0] == banker[1][0],
    }


INDEPENDENT = {"roulette-american": american, "baccarat": baccarat}


def named(vector):
    return f"{vector['game_id']}-{vector['fairness']['nonce']}"


@pytest.mark.parametrize("vector", VECTORS, ids=named)
class TestPublishedRounds:
    def test_are_what_was_committed(self, vector):
        fairness = vector["fairness"]
        assert commitment_to(fairness["server_seed"]) == fairness["commitment"]

    def test_are_drawn_again(self, vector):
        assert redraw(vector).to_wire() == vector["outcome"]

    def test_are_drawn_by_a_verifier_that_shares_nothing(self, vector):
        draw = drawing(vector["fairness"])
        assert INDEPENDENT[vector["game_id"]](draw) == vector["outcome"]

    def test_are_verified_from_a_file(self, vector, tmp_path):
        path = tmp_path / "round.json"
        path.write_text(json.dumps(vector), "utf-8")
        assert main([str(path)]) == VERIFIED


@pytest.mark.parametrize("game_id", INDEPENDENT)
def test_the_short_verifier_agrees_beyond_the_published_rounds(game_id):
    for nonce in range(60):
        fairness = VECTORS[0]["fairness"] | {"client_seed": "many", "nonce": nonce}
        ours = redraw({"game_id": game_id, "fairness": fairness})
        assert INDEPENDENT[game_id](drawing(fairness)) == ours.to_wire()


def test_the_published_rounds_show_what_is_rare():
    outcomes = [vector["outcome"] for vector in VECTORS]
    assert {37, 0} <= {outcome.get("pocket") for outcome in outcomes}
    assert {"player", "banker", "tie"} <= {outcome.get("winner") for outcome in outcomes}
    shapes = {(len(o["player"]), len(o["banker"])) for o in outcomes if "player" in o}
    assert shapes == {(2, 2), (2, 3), (3, 2), (3, 3)}
