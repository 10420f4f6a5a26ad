"""What slot machines return, exactly: by counting symbols, not by trying stops.

Every row of a reel shows each place of its strip equally often, so one line is worth what any other
is, and a line's symbols are independent. Going through all combinations of *symbols*, weighted by
how many places show them, gives the same as going through all combinations of *stops*, in a
thousandth of the time. A test does the latter, and compares.

A free spin is worth what the paid one is, times its multiplier. Whether it is played depends on
earlier spins alone, so the value of a round is the value of a spin times the expected number of
them (Wald's identity), which is exact for a limited number of free spins as well:

    RTP = v (1 + m E[N]),    E[N] = sum over n >= 1 of P(the n-th free spin is played)
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import product
from math import prod, sqrt
from typing import Final

from casino.games.slots import Slot, Strip

FIGURES_FILE: Final = "slot_figures.json"


@dataclass(frozen=True, slots=True)
class Moments:
    """What spins pay, in line stakes, among all combinations of stops with one number of scatters.

    Attributes
    ----------
    combinations : int
        How many there are.
    hits : int
        How many of them pay anything.
    pays, squares : int
        What they pay in all, and the sum of the squares of that.
    most : int
        The most that one of them pays.
    """

    combinations: int
    hits: int
    pays: int
    squares: int
    most: int


@dataclass(frozen=True, slots=True)
class SlotFigures:
    """What is published of a machine.

    Attributes
    ----------
    rtp : Fraction
        The share of a stake that comes back on average.
    hit_frequency : Fraction
        The share of rounds that pay anything.
    deviation : float
        The standard deviation of what a round pays, in stakes.
    most_pays : int
        What the best round of all pays, in line stakes.
    """

    rtp: Fraction
    hit_frequency: Fraction
    deviation: float
    most_pays: int


@cache
def slot_figures(machine: Slot) -> SlotFigures:
    """Return a machine's figures as they were computed from every combination of its stops.

    They are kept as data, because going through the combinations takes a while.

    Raises
    ------
    KeyError
        If they have not been computed for this paytable.
    """
    kept = json.loads((files("casino.games") / FIGURES_FILE).read_text("utf-8"))
    figures = kept[f"{machine.game_id} {machine.paytable}"]
    return SlotFigures(
        rtp=Fraction(figures["rtp"]),
        hit_frequency=Fraction(figures["hit_frequency"]),
        deviation=figures["deviation"],
        most_pays=figures["most_pays"],
    )


def figures_from(machine: Slot, moments: Mapping[int, Moments]) -> SlotFigures:
    """Return a machine's figures.

    Parameters
    ----------
    machine : Slot
        One whose scatters pay wherever they set off free spins, so that a round pays anything
        exactly if its paid spin does.
    moments : mapping of int to Moments
        What its spins pay, by their number of scatters.
    """
    return SlotFigures(
        rtp=slot_rtp(machine),
        hit_frequency=Fraction(sum(each.hits for each in moments.values()), cycle(machine)),
        deviation=_deviation(machine, moments),
        most_pays=_most_pays(machine, moments),
    )


def slot_rtp(machine: Slot) -> Fraction:
    """Return the share of a stake that comes back on average, over all rounds there can be."""
    value = line_value(machine) + scatter_value(machine)
    return value * (1 + machine.free_multiplier * expected_free_spins(machine))


def cycle(machine: Slot) -> int:
    """Return how many combinations of stops there are."""
    return prod(map(len, machine.strips))


def line_value(machine: Slot) -> Fraction:
    """Return what one line pays on average on a paid spin, in line stakes.

    All lines together pay as many stakes on average, because a stake is one line stake for each.
    """
    reels = [sorted(Counter(strip).items()) for strip in machine.strips]
    total = 0
    for combination in product(*reels):
        _, _, pays = machine.line_pays([symbol for symbol, _ in combination])
        if pays:
            total += pays * prod(places for _, places in combination)
    return Fraction(total, cycle(machine))


def scatter_value(machine: Slot) -> Fraction:
    """Return what scatters pay on average on a paid spin, in stakes."""
    chances = scatter_chances(machine)
    return sum(
        (chances.get(count, Fraction(0)) * pays for count, pays in machine.scatter_pays.items()),
        Fraction(0),
    )


def scatter_chances(machine: Slot) -> Mapping[int, Fraction]:
    """Return how likely so many scatters in the window are."""
    chances = {0: Fraction(1)}
    for strip in machine.strips:
        on_reel = _scatters_on(strip, machine)
        after: defaultdict[int, Fraction] = defaultdict(Fraction)
        for count, chance in chances.items():
            for more, of_reel in on_reel.items():
                after[count + more] += chance * of_reel
        chances = dict(after)
    return chances


def expected_free_spins(machine: Slot) -> Fraction:
    """Return how many free spins a paid spin leads to on average, the limit accounted for.

    Rounds are followed spin by spin, by how many free spins they have won so far. A round that has
    won as many as it has played is over. Winning ends at the limit, so that is where this ends too.
    """
    wins = _chances_to_win(machine)
    most = machine.most_free_spins
    # How likely it is that a round is still on, and has won so many in all.
    going = {min(won, most): chance for won, chance in wins.items() if won}
    expected = Fraction(0)
    for number in range(1, most + 1):
        played = {won: chance for won, chance in going.items() if won >= number}
        if not played:
            break
        expected += sum(played.values())
        after: defaultdict[int, Fraction] = defaultdict(Fraction)
        for won, chance in played.items():
            for more, of_spin in wins.items():
                after[min(won + more, most)] += chance * of_spin
        going = dict(after)
    return expected


def _deviation(machine: Slot, moments: Mapping[int, Moments]) -> float:
    """Return the standard deviation of what a round pays, in stakes.

    With V what a spin pays and A the free spins that it sets off, which depend on each other, and
    with F what is still to come at a point of the round,

        E[(V + F)^2] = sum over a of P(a) (E[V^2 | a] + 2 E[V | a] E[F | a] + E[F^2 | a]),

    and F is again a spin and what comes after it. In floating point, unlike the RTP: nobody is paid
    by it.
    """
    combinations = cycle(machine)
    spins = [
        (
            machine.free_spins.get(scatters, 0),
            each.combinations / combinations,
            each.pays / each.combinations,
            each.squares / each.combinations,
        )
        for scatters, each in moments.items()
        if each.combinations
    ]
    most, times = machine.most_free_spins, machine.free_multiplier
    # By how many free spins were won so far: the mean, and the mean square, of what is to come.
    to_come = dict.fromkeys(range(most + 1), (0.0, 0.0))

    def before(
        factor: int, won: int, later: Mapping[int, tuple[float, float]]
    ) -> tuple[float, float]:
        mean = square = 0.0
        for more, chance, pays, squares in spins:
            first, second = later[min(won + more, most)]
            mean += chance * (factor * pays + first)
            square += chance * (factor**2 * squares + 2 * factor * pays * first + second)
        return mean, square

    for played in reversed(range(most)):
        to_come = {
            won: before(times, won, to_come) if won > played else (0.0, 0.0)
            for won in range(most + 1)
        }
    mean, square = before(1, 0, to_come)
    return sqrt(square - mean**2) / len(machine.lines)


def _most_pays(machine: Slot, moments: Mapping[int, Moments]) -> int:
    """Return what the best round of all pays, in line stakes, with the free spins it sets off."""
    spins = [(machine.free_spins.get(scatters, 0), each.most) for scatters, each in moments.items()]
    most = machine.most_free_spins
    # By how many free spins were won so far: the most that is to come.
    to_come = dict.fromkeys(range(most + 1), 0)

    def best(times: int, won: int) -> int:
        return max(times * pays + to_come[min(won + more, most)] for more, pays in spins)

    for played in reversed(range(most)):
        to_come = {
            won: best(machine.free_multiplier, won) if won > played else 0
            for won in range(most + 1)
        }
    return best(1, 0)


def _chances_to_win(machine: Slot) -> Mapping[int, Fraction]:
    """Return how likely it is that a spin sets off so many free ones, if there is room."""
    chances: defaultdict[int, Fraction] = defaultdict(Fraction)
    for scatters, chance in scatter_chances(machine).items():
        chances[machine.free_spins.get(scatters, 0)] += chance
    return chances


def _scatters_on(strip: Strip, machine: Slot) -> Mapping[int, Fraction]:
    shown = Counter(
        sum(strip[(stop + row) % len(strip)] == machine.scatter for row in range(machine.rows))
        for stop in range(len(strip))
    )
    return {count: Fraction(stops, len(strip)) for count, stops in shown.items()}
