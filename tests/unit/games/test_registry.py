"""Games are known by what they are called, and imported when they are first asked for."""

import subprocess
import sys

import pytest

from casino.games import AT_TABLES, GAMES, PAYTABLES, InstantGame
from scripts.settings import ROOT


@pytest.mark.parametrize("game_id", GAMES)
def test_a_game_goes_by_the_id_it_bears(game_id):
    assert GAMES[game_id].game_id == game_id


@pytest.mark.parametrize(("game_id", "paytable"), PAYTABLES)
def test_a_version_of_an_instant_game_goes_by_its_id_and_paytable(game_id, paytable):
    game = PAYTABLES[game_id, paytable]
    assert (game.game_id, game.paytable) == (game_id, paytable)


def test_tables_are_for_the_games_that_nobody_plays_alone():
    assert {name for name, game in GAMES.items() if not isinstance(game, InstantGame)} == AT_TABLES


def test_a_game_that_is_not_known_is_not_there():
    assert "tiddlywinks" not in GAMES
    with pytest.raises(KeyError):
        GAMES["tiddlywinks"]


def test_to_know_of_a_game_is_not_to_import_it_and_to_play_one_imports_no_other():
    script = """
import sys
from casino.games import GAMES

assert "baccarat" in GAMES
assert not {"casino.games.baccarat", "casino.games.roulette"} & set(sys.modules)
assert GAMES["baccarat"].game_id == "baccarat"
assert "casino.games.roulette" not in sys.modules
"""
    path = str(ROOT / "layers/domain/python")
    subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": path}, check=True, timeout=60)
