"""What `make statistics` does with millions of draws, with few enough for every run of the tests.

And the other way round: sources that are known to be bad must be found out.
"""

from itertools import pairwise

import pytest

from tests.support import drawn
from tests.support.randomness import frequencies, of_sequence, refuted

LEVEL = 0.001
DRAWS = 100_000


@pytest.fixture(scope="module")
def pockets():
    return drawn.pockets_of_one_stream(DRAWS)


def failures(values, chances, hit):
    return refuted(of_sequence("values", values, chances, hit), LEVEL)


def test_pockets_of_a_hundred_thousand_draws(pockets):
    assert failures(pockets, drawn.POCKETS, hit=36) == []


def test_pockets_of_successive_rounds():
    assert failures(drawn.pockets_of_rounds(30_000), drawn.POCKETS, hit=36) == []


def test_crash_multipliers():
    assert frequencies(drawn.crash_buckets(20_000), drawn.CRASH_BUCKETS) > LEVEL


def test_first_cards_of_shoes():
    first = [drawn.RANK[shoe[0]] for shoe in drawn.shoes(500)]
    assert frequencies(first, drawn.RANKS) > LEVEL


def test_the_remainder_of_a_byte_is_found_out():
    """The usual bias: 256 is no multiple of 37, so its remainders favour the low pockets."""
    biased = [byte % 37 for byte in drawn_bytes(DRAWS)]
    assert any("frequencies" in failure for failure in failures(biased, drawn.POCKETS, hit=36))


def test_a_wheel_that_remembers_is_found_out(pockets):
    remembering = [
        before if place % 20 == 0 else pocket
        for place, (before, pocket) in enumerate(pairwise(pockets))
    ]
    found = " ".join(failures(remembering, drawn.POCKETS, hit=36))
    assert "correlation at 1" in found


def test_a_wheel_that_avoids_repeats_is_found_out(pockets):
    avoiding = [b for a, b in zip([-1, *pockets], pockets, strict=False) if a != b]
    found = " ".join(failures(avoiding, drawn.POCKETS, hit=36))
    assert "pairs" in found
    assert "gaps" in found


def test_a_wheel_that_takes_turns_is_found_out(pockets):
    low = [pocket for pocket in pockets if pocket < 18]
    high = [pocket for pocket in pockets if pocket >= 18]
    turns = [pocket for both in zip(low, high, strict=False) for pocket in both]
    assert any("runs" in failure for failure in failures(turns, drawn.POCKETS, hit=36))


def test_many_tests_at_once_are_held_to_a_stricter_level():
    lucky = {f"test {number}": 0.0005 for number in range(10)}
    assert refuted(lucky, LEVEL) == []
    assert refuted(lucky | {"another": 1e-6}, LEVEL) == ["another (p = 1.00e-06)"]


def drawn_bytes(count):
    bits = drawn.bits(8 * count + 32)
    return [int("".join(map(str, bits[at : at + 8])), 2) for at in range(0, 8 * count, 8)]
