from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from casino.catalogue.messages import GameView, view_of_game
from casino.catalogue.model import GameKind
from casino.catalogue.seed import demo_games
from casino.games import AT_TABLES, GAMES
from casino.games.odds import decimal_string
from casino.games.roulette import EUROPEAN, Roulette
from casino.games.stake_schemas import PAYS, stake_schemas

PUBLIC = Path(__file__).parents[3] / "web" / "public"


def seeded(game_id):
    [game] = [game for game in demo_games() if game.game_id == game_id]
    return game


def test_only_games_that_run_are_on_offer():
    live = {game.game_id for game in demo_games() if game.kind is GameKind.LIVE}
    assert live <= set(GAMES)


def test_each_game_is_offered_once():
    ids = [game.game_id for game in demo_games()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("game", [*demo_games()], ids=lambda game: game.game_id)
def test_every_game_has_its_rules_and_a_thumbnail_on_the_player_site(game):
    rules = (PUBLIC / game.rules_url.lstrip("/")).read_text("utf-8")
    assert ET.parse(PUBLIC / game.thumbnail_url.lstrip("/")).getroot().tag.endswith("svg")
    for figure in {game.rtp, *(bet.rtp for bet in game.bets)}:
        percent = f"{figure[2:4]}.{figure[4:]} %".lstrip("0")
        assert percent in rules, f"the rules do not say that a bet returns {percent}"


@pytest.mark.parametrize("game_id", sorted(AT_TABLES))
def test_the_rules_tell_of_every_bet_that_can_be_placed(game_id):
    rules = (PUBLIC / f"rules/{game_id}.html").read_text("utf-8").lower()
    rows = [row.split("</tr>")[0] for row in rules.split("<tr>")[1:]]
    for schema in stake_schemas(GAMES[game_id]):
        name, pays = schema["title"].replace("_", " "), schema[PAYS]
        assert name in rules
        if isinstance(GAMES[game_id], Roulette):
            assert any(name in row and f"<td>{pays}" in row for row in rows), (name, pays)


def test_every_kind_of_bet_is_shown_with_what_it_returns():
    bets = seeded("roulette-european").bets
    assert [bet.type for bet in bets] == [kind.value for kind in EUROPEAN.stake_types]
    assert {bet.rtp for bet in bets} == {decimal_string(Fraction(36, 37))} == {"0.97297297"}


def test_a_games_own_figure_is_the_lowest_of_the_bets_that_are_made_on_it():
    for game in demo_games():
        assert game.rtp == min(bet.rtp for bet in game.bets if bet.type != "insurance")


def test_insurance_is_shown_with_what_it_returns_and_leaves_the_games_figure_alone():
    assert [(bet.type, bet.rtp) for bet in seeded("blackjack").bets] == [
        ("seat", "0.99666784"),
        ("insurance", "0.92604502"),
    ]
    assert seeded("blackjack").rtp == "0.99666784"


def test_a_game_goes_out_as_the_contract_says():
    view = view_of_game(seeded("roulette-european")).model_dump(mode="json")
    bets = view.pop("bets")
    assert view == {
        "game_id": "roulette-european",
        "name": "European Roulette",
        "kind": "live",
        "category": "roulette",
        "provider": "croupier",
        "rtp": "0.97297297",
        "volatility": "medium",
        "min_stake": 10,
        "max_stake": 500_000,
        "max_exposure": None,
        "rules_url": "/rules/roulette-european.html",
        "thumbnail_url": "/thumbnails/roulette-european.svg",
    }
    assert bets[0] == {"type": "straight", "rtp": "0.97297297"}


def test_what_goes_out_can_be_read_back():
    for game in demo_games():
        view = view_of_game(game)
        assert GameView.model_validate_json(view.model_dump_json()) == view
