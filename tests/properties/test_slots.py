"""Settlement of slots against an oracle that reads lines in another, slower way."""

from hypothesis import given
from hypothesis import strategies as st

from casino.games.machines import GRAND_HARBOUR, MACHINES
from casino.games.slots import Slot

SYMBOLS = ("a", "b", "c", "wild", "bell")


@st.composite
def machines(draw):
    reels = draw(st.integers(1, 5))
    rows = draw(st.integers(1, 3))
    counts = st.dictionaries(st.integers(1, reels), st.integers(0, 50))
    return Slot(
        game_id="any",
        name="Any",
        strips=tuple(
            tuple(draw(st.lists(st.sampled_from(SYMBOLS), min_size=1, max_size=8)))
            for _ in range(reels)
        ),
        rows=rows,
        lines=tuple(
            tuple(draw(st.integers(0, rows - 1)) for _ in range(reels))
            for _ in range(draw(st.integers(1, 6)))
        ),
        pays={symbol: draw(counts) for symbol in ("a", "b", "c", "wild")},
        wild=draw(st.sampled_from(["wild", None])),
        scatter=draw(st.sampled_from(["bell", None])),
        scatter_pays=draw(st.dictionaries(st.integers(1, 15), st.integers(0, 9))),
    )


def oracle(machine, stops):
    """Return what a spin pays: each line tried as every symbol in turn, the best one counts."""
    total = 0
    for line in machine.lines:
        shown = []
        for reel, row in enumerate(line):
            strip = machine.strips[reel] * 4
            shown.append(strip[stops[reel] + row])
        best = 0
        for symbol, pays in machine.pays.items():
            if symbol == machine.scatter:
                continue
            run = 0
            for each in shown:
                if each == symbol or (machine.wild is not None and each == machine.wild):
                    run += 1
                else:
                    break
            if symbol in shown[:run]:
                best = max(best, pays.get(run, 0))
        total += best
    shown = [
        (machine.strips[reel] * 4)[stop + row]
        for reel, stop in enumerate(stops)
        for row in range(machine.rows)
    ]
    if machine.scatter is not None:
        bells = sum(each == machine.scatter for each in shown)
        total += machine.scatter_pays.get(bells, 0) * len(machine.lines)
    return total


@given(st.data(), machines())
def test_a_spin_of_any_machine_pays_what_the_slow_way_finds(data, machine):
    stops = tuple(data.draw(st.integers(0, len(strip) - 1)) for strip in machine.strips)
    assert machine.spin(stops, is_free=False, room=0).pays == oracle(machine, stops)


@given(st.data(), st.sampled_from(MACHINES))
def test_a_spin_of_the_house_pays_what_the_slow_way_finds(data, machine):
    stops = tuple(data.draw(st.integers(0, len(strip) - 1)) for strip in machine.strips)
    assert machine.spin(stops, is_free=False, room=0).pays == oracle(machine, stops)


@given(st.data(), st.integers(1, 1_000).map(lambda each: 20 * each))
def test_a_round_pays_its_spins_and_the_free_ones_twice(data, amount):
    class Anything:
        def draw(self, outcomes):
            return data.draw(st.integers(0, outcomes - 1))

    outcome = GRAND_HARBOUR.draw(Anything())
    first, *free = outcome.spins
    pays = oracle(GRAND_HARBOUR, first.stops)
    pays += 2 * sum(oracle(GRAND_HARBOUR, spin.stops) for spin in free)
    stake = GRAND_HARBOUR.bet(None, amount)
    assert GRAND_HARBOUR.payout([stake], outcome, None) == amount // 20 * pays
