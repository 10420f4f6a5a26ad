"""The figures of blackjack as ``odds.py`` computed them; a test computes them again."""

import json
from pathlib import Path
from typing import Any


def figures_of(game_id: str) -> dict[str, Any]:
    """Return a variant's figures: ``rtp``, ``insurance`` and the ``chart`` of basic strategy."""
    text = Path(__file__).with_name("figures.json").read_text("utf-8")
    figures: dict[str, Any] = json.loads(text)[game_id]
    return figures
