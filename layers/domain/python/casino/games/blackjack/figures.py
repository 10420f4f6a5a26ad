"""The figures of blackjack as ``odds.py`` computed them; tests hold them to the rules."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from casino.games.blackjack.game import Blackjack, BlackjackStakeType

FILE: Final = Path(__file__).with_name("figures.json")
"""Written by ``python -m scripts.blackjack_figures``."""


def figures_of(game_id: str) -> dict[str, Any]:
    """Return a variant's figures: ``rtp``, ``insurance`` and the ``chart`` of basic strategy."""
    figures: dict[str, Any] = json.loads(FILE.read_text("utf-8"))["figures"][game_id]
    return figures


def blackjack_figures(game: Blackjack) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Return what a bet on a seat returns to who plays the chart, and what insurance does."""
    figures = figures_of(game.game_id)
    seat, insurance = Fraction(figures["rtp"]), Fraction(figures["insurance"])
    return {BlackjackStakeType.SEAT: seat}, {BlackjackStakeType.INSURANCE: insurance}
