"""What the player site shares with the platform is what the platform plays by."""

import json

import pytest

from casino.games import GAMES
from casino.games.blackjack.hands import total_of
from casino.games.verify import VERIFIED, main
from scripts.settings import ROOT
from scripts.web_data import ROUNDS, rendered

FILES = rendered()


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_committed_data_is_up_to_date(path):
    assert path.read_text() == FILES[path], "run `make api` and commit the result"


def test_the_rounds_are_verified_by_the_published_verifier(tmp_path):
    rounds = json.loads(ROUNDS.read_text())
    for number, played in enumerate(rounds):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(played))
        assert main([str(path)]) == VERIFIED


def test_every_game_has_its_rounds_and_what_is_rare_among_them():
    rounds = json.loads(ROUNDS.read_text())
    assert {played["game_id"] for played in rounds} == set(GAMES)
    decisions = {
        decision["decision"]
        for played in rounds
        for decision in (played.get("play") or {"decisions": []})["decisions"]
    }
    assert decisions == {"hit", "stand", "double", "split", "surrender", "insure", "decline"}
    assert any(played["outcome"].get("free_spins") for played in rounds)
    assert any(_hits_soft_17(played) for played in rounds)


def _hits_soft_17(played):
    if played["game_id"] != "blackjack-h17":
        return False
    cards = played["outcome"]["dealer"]["cards"]
    totals = [total_of(cards[:count]) for count in range(2, len(cards))]
    return any(total.points == 17 and total.is_soft for total in totals)
