"""Compute what blackjack returns: `python -m scripts.blackjack_figures`, which takes a minute.

The figures are kept next to the game, with a digest of all that they depend on: a test compares it,
and `make statistics` computes the figures anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import grimp

from casino.games import GAMES
from casino.games.blackjack import Blackjack, odds
from casino.games.blackjack.figures import FILE
from scripts import fingerprint
from scripts.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN: Final = Path("layers/domain/python")
COMMAND: Final = f"PYTHONPATH={DOMAIN} python -m scripts.blackjack_figures"


def computed() -> dict[str, dict[str, Any]]:
    """Return every variant's figures, as they are published."""
    return {game.game_id: odds.published(odds.figures(game.rules)) for game in _variants()}


def digest_of(figures: Mapping[str, Any]) -> str:
    """Return a digest of what figures were computed by: each variant's rules, and the code.

    The figures are in it too, so that nobody changes one by hand unnoticed.
    """
    rules = {game.game_id: repr(game.rules) for game in _variants()}
    return fingerprint.of_files(ROOT, _sources(), json.dumps(rules), json.dumps(figures))


def main() -> None:
    """Write the file."""
    figures = computed()
    kept = {"digest": digest_of(figures), "figures": figures}
    FILE.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    print(f"wrote {FILE.relative_to(ROOT)}")


def _variants() -> list[Blackjack]:
    return [game for game in GAMES.values() if isinstance(game, Blackjack)]


def _sources() -> list[str]:
    """Return the files of the calculation: its module, and whatever that imports."""
    graph = grimp.build_graph("casino", exclude_type_checking_imports=True, cache_dir=None)
    modules = {odds.__name__, *graph.find_upstream_modules(odds.__name__)}
    return sorted(_file(module) for module in modules)


def _file(module: str) -> str:
    path = DOMAIN.joinpath(*module.split("."))
    package = path / "__init__.py"
    return str(package if (ROOT / package).is_file() else path.with_suffix(".py"))


if __name__ == "__main__":
    main()
