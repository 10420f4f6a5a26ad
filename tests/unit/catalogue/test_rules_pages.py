"""What the player site says of the games, held against the games."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from casino.catalogue.seed import demo_games
from casino.games.machines import MACHINES
from casino.games.slot_odds import slot_figures

PUBLIC = Path(__file__).parents[3] / "web" / "public"


def page_of(game_id):
    text = (PUBLIC / "rules" / f"{game_id}.html").read_text("utf-8")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("game", list(demo_games()), ids=lambda game: game.game_id)
class TestEveryGame:
    def test_has_a_page_of_rules_that_tells_its_rtp(self, game):
        percent = f"{100 * float(game.rtp):.6f} %"
        assert (PUBLIC / game.rules_url.lstrip("/")).is_file()
        assert percent in page_of(game.game_id)

    def test_has_a_picture(self, game):
        root = ET.parse(PUBLIC / game.thumbnail_url.lstrip("/")).getroot()
        assert root.get("aria-label")


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.game_id)
class TestEveryMachine:
    def test_shows_its_paytable(self, machine):
        page = page_of(machine.game_id)
        counts = sorted({count for pays in machine.pays.values() for count in pays})
        for symbol, pays in machine.pays.items():
            cells = "".join(f"<td>{pays.get(count, '')}</td>" for count in counts)
            assert re.search(rf"<td>{symbol.capitalize()}[^<]*</td>{cells}</tr>", page)

    def test_shows_its_lines_scatters_and_figures(self, machine):
        page, figures = page_of(machine.game_id), slot_figures(machine)
        assert f"{100 * float(figures.hit_frequency):.2f} % of rounds" in page
        assert f"deviation of {figures.deviation:.2f} stakes" in page
        for scatters, pays in machine.scatter_pays.items():
            assert re.search(rf"{scatters} bells {pays} times", page)
        if len(machine.lines) > 1:
            lines = ["-".join(str(row + 1) for row in line) for line in machine.lines]
            assert ", ".join(lines) in page
