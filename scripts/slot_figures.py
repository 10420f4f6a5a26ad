"""Compute what slot machines return: `python -m scripts.slot_figures`.

Every combination of stops is gone through. The figures are kept next to the machines, because that
takes seconds for each; a test computes them anew and compares.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from casino.games.machines import MACHINES
from casino.games.slot_odds import FIGURES_FILE, Moments, SlotFigures, figures_from
from scripts.settings import ROOT

if TYPE_CHECKING:
    from casino.games.slots import Slot

FILE: Final = ROOT / "layers/domain/python/casino/games" / FIGURES_FILE

Array = np.ndarray[Any, np.dtype[np.int64]]


@cache
def full_cycle(machine: Slot) -> dict[int, Moments]:
    """Return what a paid spin pays over every combination of stops, by its number of scatters.

    A line's pay is looked up by its symbols, read as the digits of a number. The first reel's stops
    are gone through one after another, those of the others all at once: an axis for each.
    """
    table = _pays_by_symbols(machine)
    scatter_pays = np.zeros(len(machine.strips) * machine.rows + 1, np.int64)
    for count, pays in machine.scatter_pays.items():
        scatter_pays[count] = pays * len(machine.lines)
    found: dict[int, list[int]] = {}
    for stop in range(len(machine.strips[0])):
        paid: Array = np.zeros([len(strip) for strip in machine.strips[1:]], np.int64)
        for line in machine.lines:
            digits = _digits(machine, 0, line[0])[stop]
            for reel in range(1, len(machine.strips)):
                digits = digits + _along(machine, reel, _digits(machine, reel, line[reel]))
            paid += table[digits]
        scatters: Array = np.zeros_like(paid) + _scatters(machine, 0)[stop]
        for reel in range(1, len(machine.strips)):
            scatters += _along(machine, reel, _scatters(machine, reel))
        paid += scatter_pays[scatters]
        for count in np.unique(scatters).tolist():
            some = paid[scatters == count]
            sums = found.setdefault(count, [0, 0, 0, 0, 0])
            sums[0] += some.size
            sums[1] += int(np.count_nonzero(some))
            sums[2] += int(some.sum())
            sums[3] += int((some * some).sum())
            sums[4] = max(sums[4], int(some.max()))
    return {count: Moments(*sums) for count, sums in sorted(found.items())}


def computed() -> dict[str, SlotFigures]:
    """Return every machine's figures by its name and paytable."""
    return {
        f"{machine.game_id} {machine.paytable}": figures_from(machine, full_cycle(machine))
        for machine in MACHINES
    }


def main() -> None:
    """Write the file."""
    figures = {
        name: {
            "rtp": str(each.rtp),
            "hit_frequency": str(each.hit_frequency),
            "deviation": round(each.deviation, 6),
            "most_pays": each.most_pays,
        }
        for name, each in computed().items()
    }
    FILE.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(f"wrote {FILE.relative_to(ROOT)}")


def _pays_by_symbols(machine: Slot) -> Array:
    combinations = product(machine.symbols, repeat=len(machine.strips))
    return np.array([machine.line_pays(symbols)[2] for symbols in combinations], np.int64)


def _digits(machine: Slot, reel: int, row: int) -> Array:
    """Return for each stop the symbol in a row, as a digit of that reel's weight."""
    strip, symbols = machine.strips[reel], machine.symbols
    weight = len(symbols) ** (len(machine.strips) - 1 - reel)
    shown = [symbols.index(strip[(stop + row) % len(strip)]) for stop in range(len(strip))]
    return np.array([digit * weight for digit in shown], np.int64)


def _scatters(machine: Slot, reel: int) -> Array:
    strip = machine.strips[reel]
    shown = [
        sum(strip[(stop + row) % len(strip)] == machine.scatter for row in range(machine.rows))
        for stop in range(len(strip))
    ]
    return np.array(shown, np.int64)


def _along(machine: Slot, reel: int, values: Array) -> Array:
    """Return a reel's values along the axis that is its own."""
    shape = [1] * (len(machine.strips) - 1)
    shape[reel - 1] = -1
    along: Array = np.reshape(values, shape)
    return along


if __name__ == "__main__":
    main()
