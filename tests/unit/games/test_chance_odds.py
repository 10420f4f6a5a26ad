from fractions import Fraction

from casino.games.chance_odds import dice_rtp, multiplier_rtp
from casino.games.dice import Direction


def test_every_chance_and_every_target_returns_99_of_100():
    assert {dice_rtp(direction) for direction in Direction} == {Fraction(99, 100)}
    assert multiplier_rtp() == Fraction(99, 100)
