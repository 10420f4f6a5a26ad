"""The published figures of blackjack are those that its rules come to."""

import json
import re
from pathlib import Path

import pytest

from casino.games.blackjack import Rules
from casino.games.blackjack.figures import FILE, figures_of
from casino.games.blackjack.odds import figures
from scripts.blackjack_figures import COMMAND, digest_of
from scripts.settings import ROOT
from tests.support.variants import BLACKJACK_IDS

WEB = ROOT / "web"
UPS = "23456789TA"

# The chart that is printed everywhere for four and more decks, S17, double after split and late
# surrender; D and E where it says double, R where it says surrender.
CHART = {
    "hard 8": "HHHHHHHHHH",
    "hard 9": "HDDDDHHHHH",
    "hard 10": "DDDDDDDDHH",
    "hard 11": "DDDDDDDDDH",
    "hard 12": "HHSSSHHHHH",
    "hard 13": "SSSSSHHHHH",
    "hard 14": "SSSSSHHHHH",
    "hard 15": "SSSSSHHHRH",
    "hard 16": "SSSSSHHRRR",
    "hard 17": "SSSSSSSSSS",
    "soft 13": "HHHDDHHHHH",
    "soft 14": "HHHDDHHHHH",
    "soft 15": "HHDDDHHHHH",
    "soft 16": "HHDDDHHHHH",
    "soft 17": "HDDDDHHHHH",
    "soft 18": "SEEEESSHHH",
    "soft 19": "SSSSSSSSSS",
    "pair 2": "PPPPPPHHHH",
    "pair 3": "PPPPPPHHHH",
    "pair 4": "HHHPPHHHHH",
    "pair 5": "DDDDDDDDHH",
    "pair 6": "PPPPPHHHHH",
    "pair 7": "PPPPPPHHHH",
    "pair 8": "PPPPPPPPPP",
    "pair 9": "PPPPPSPPSS",
    "pair T": "SSSSSSSSSS",
    "pair A": "PPPPPPPPPP",
}
# What the chart changes to where the dealer hits soft 17.
CHANGES = {
    ("hard 11", "A"): "D",
    ("hard 15", "A"): "R",
    ("hard 17", "A"): "T",
    ("soft 18", "2"): "E",
    ("soft 19", "6"): "E",
    ("pair 8", "A"): "Q",
}


def test_the_figures_were_computed_by_these_rules_and_this_code():
    """As `make statistics` computes them anew, which takes minutes."""
    kept = json.loads(FILE.read_text("utf-8"))
    stale = f"what blackjack's figures depend on has changed: run `{COMMAND}` and commit the result"
    assert kept["digest"] == digest_of(kept["figures"]), stale


@pytest.mark.parametrize("changed", ["odds.py", "rules.py", "hands.py", "play.py"])
def test_the_digest_covers_the_calculation(monkeypatch, changed):
    figures = json.loads(FILE.read_text("utf-8"))["figures"]
    before, read = digest_of(figures), Path.read_bytes
    monkeypatch.setattr(
        Path,
        "read_bytes",
        lambda file: read(file) + (b"#" if file == FILE.with_name(changed) else b""),
    )
    assert digest_of(figures) != before


def test_the_digest_covers_the_figures():
    figures = json.loads(FILE.read_text("utf-8"))["figures"]
    before = digest_of(figures)
    figures["blackjack"]["rtp"] = "0.99999999"
    assert digest_of(figures) != before


def test_the_chart_is_the_one_that_players_know():
    chart = figures_of("blackjack")["chart"]
    assert {hand: chart[hand] for hand in CHART} == CHART


def test_the_chart_changes_as_players_know_where_the_dealer_hits_soft_17():
    stands, hits = figures_of("blackjack")["chart"], figures_of("blackjack-h17")["chart"]
    changed = {
        (hand, up): hits[hand][place]
        for hand in CHART
        for place, up in enumerate(UPS)
        if stands[hand][place] != hits[hand][place]
    }
    assert changed == CHANGES


@pytest.mark.parametrize("game_id", BLACKJACK_IDS)
def test_the_rules_page_shows_the_chart(game_id):
    page = (WEB / "public" / "rules" / f"{game_id}.html").read_text("utf-8")
    rows = re.findall(r"<tr><th>((?:Hard|Soft|Pair) \w+)</th>(.*?)</tr>", page)
    shown = {hand[0].lower() + hand[1:]: re.sub("<.*?>", "", cells) for hand, cells in rows}
    chart = figures_of(game_id)["chart"]
    assert shown == {hand: chart[hand] for hand in CHART}


def test_the_house_keeps_a_third_of_a_per_cent():
    """Published for six decks, S17, DAS, late surrender: 0.33 to 0.36 %, by what is counted."""
    assert 0.9964 <= float(figures_of("blackjack")["rtp"]) <= 0.9967


def test_a_dealer_who_hits_soft_17_costs_a_fifth_of_a_per_cent():
    costs = float(figures_of("blackjack")["rtp"]) - float(figures_of("blackjack-h17")["rtp"])
    assert costs == pytest.approx(0.002, abs=0.0002)


def test_one_deck_without_extras_is_almost_even():
    """Published for one deck, S17, no double after split: about 0.00 %."""
    rules = Rules(decks=1, doubles_after_split=False, surrenders=False)
    assert figures(rules).rtp == pytest.approx(1, abs=0.0002)


def test_insurance_returns_what_its_tens_are_worth():
    assert figures_of("blackjack")["insurance"] == f"{3 * 96 / 311:.8f}"
