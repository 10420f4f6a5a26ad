"""Tests of randomness: each takes a sequence and returns a p-value, or several by name.

A p-value is the chance that a perfect source looks at least as odd as this one. The tests are
those of Knuth, "The Art of Computer Programming", volume 2, 3.3.2, and Wald and Wolfowitz's runs.
"""

from collections import Counter
from math import sqrt

import numpy as np
from scipy import special

LAGS = (1, 2, 3, 37)
FEWEST_EXPECTED = 5  # what each cell needs for the chi-square distribution to hold


def frequencies(values, chances):
    """Chi-square of how often each value came, by its chance."""
    counts = Counter(values)
    assert counts.keys() <= chances.keys()
    expected = np.array([float(chance) * len(values) for chance in chances.values()])
    assert expected.min() >= FEWEST_EXPECTED
    observed = np.array([counts[value] for value in chances])
    statistic = ((observed - expected) ** 2 / expected).sum()
    return float(special.chdtrc(len(chances) - 1, statistic))


def pairs(values, chances):
    """Chi-square of how often each pair of neighbours came, no value being in two pairs."""
    both = {(a, b): chances[a] * chances[b] for a in chances for b in chances}
    return frequencies(list(zip(values[::2], values[1::2], strict=False)), both)


def correlation(values, lag):
    """How far each value goes with the one `lag` before it: r·√n is nearly normal."""
    numbers = np.asarray(values, dtype=float)
    r = np.corrcoef(numbers[:-lag], numbers[lag:])[0, 1]
    return two_sided(r * sqrt(len(numbers) - lag))


def runs(sides):
    """How often the sequence changes sides, given how many are on each."""
    sides = np.asarray(sides, dtype=bool)
    total = len(sides)
    ones = int(sides.sum())
    product = 2 * ones * (total - ones)
    mean = product / total + 1
    variance = product * (product - total) / (total**2 * (total - 1))
    found = 1 + int((sides[1:] != sides[:-1]).sum())
    return two_sided((found - mean) / sqrt(variance))


def gaps(hits, chance):
    """Chi-square of how many misses there are between two hits, against the geometric law."""
    places = np.flatnonzero(hits)
    found = np.diff(places) - 1
    longest = 0
    while len(found) * (1 - chance) ** (longest + 1) >= 2 * FEWEST_EXPECTED:
        longest += 1
    chances = {gap: chance * (1 - chance) ** gap for gap in range(longest)}
    chances[longest] = (1 - chance) ** longest
    # Rare cells at the end of a long tail are one cell, above; those before it are large enough.
    while len(found) * min(chances.values()) < FEWEST_EXPECTED:
        last = max(chances)
        chances[last - 1] += chances.pop(last)
    return frequencies(np.minimum(found, max(chances)).tolist(), chances)


def of_sequence(name, values, chances, hit):
    """Run every test on a sequence of independent values.

    Parameters
    ----------
    name : str
        What the p-values are named after.
    values : list of int
    chances : dict of int to number
        Every value there is, in order, with its chance.
    hit : int
        Gaps are those between values of at least this.
    """
    middle = np.median(values)
    upper = float(sum(chance for value, chance in chances.items() if value >= hit))
    tests = {
        f"{name}: frequencies": frequencies(values, chances),
        f"{name}: pairs": pairs(values, chances),
        f"{name}: runs": runs(np.asarray(values) >= middle),
        f"{name}: gaps": gaps(np.asarray(values) >= hit, upper),
    }
    return tests | {f"{name}: correlation at {lag}": correlation(values, lag) for lag in LAGS}


def two_sided(sigmas):
    return float(special.erfc(abs(sigmas) / sqrt(2)))


def refuted(p_values, level):
    """Name the tests that fail at a level that holds for all of them together (Holm, 1979)."""
    failed = []
    for rank, (name, p_value) in enumerate(sorted(p_values.items(), key=lambda item: item[1])):
        if p_value > level / (len(p_values) - rank):
            break
        failed.append(f"{name} (p = {p_value:.2e})")
    return failed
