from fractions import Fraction

import pytest

from casino.games import Draws, InvalidChoice, InvalidStakeAmount, StakeError, UnknownOutcome
from casino.games.dice import DICE, MAX_CHANCE, RETURNED, ROLLS, DiceOutcome, wins


def bet(direction, chance, amount=100):
    return DICE.bet({"direction": direction, "chance": chance}, amount)


@pytest.mark.parametrize("direction", ["under", "over"])
class TestEveryChoice:
    def test_wins_on_exactly_its_chance_of_rolls(self, direction):
        for chance in [1, 2, 4_949, 4_950, 5_000, MAX_CHANCE]:
            stake = bet(direction, chance)
            assert sum(wins(stake, roll) for roll in range(ROLLS)) == chance

    def test_returns_99_of_100(self, direction):
        for chance in range(1, MAX_CHANCE + 1):
            # A stake of as much as the chance is paid without a remainder.
            stake, best = (
                bet(direction, chance, amount=chance),
                0 if direction == "under" else 9_999,
            )
            paid = DICE.payout([stake], DiceOutcome(best), None)
            assert paid == RETURNED
            assert Fraction(chance, ROLLS) * Fraction(paid, chance) == Fraction(99, 100)

    def test_is_read_back_from_its_stake(self, direction):
        choice = {"direction": direction, "chance": 4_950}
        assert DICE.choice_of(DICE.bet(choice, 100)) == choice


class TestPayout:
    @pytest.mark.parametrize(
        ("direction", "roll", "paid"),
        [("under", 4_949, 200), ("under", 4_950, 0), ("over", 5_050, 200), ("over", 5_049, 0)],
    )
    def test_the_edges_of_an_even_chance(self, direction, roll, paid):
        assert DICE.payout([bet(direction, 4_950)], DiceOutcome(roll), None) == paid

    def test_is_rounded_down(self):
        assert DICE.payout([bet("under", MAX_CHANCE, amount=10)], DiceOutcome(0), None) == 10
        assert DICE.payout([bet("under", 1)], DiceOutcome(0), None) == 990_000

    @pytest.mark.parametrize("roll", [-1, ROLLS, True, "1", None, 1.0])
    def test_there_is_no_other_roll(self, roll):
        with pytest.raises(UnknownOutcome):
            DICE.read_outcome({"roll": roll})


class TestWrongChoices:
    @pytest.mark.parametrize(
        ("choice", "pointer"),
        [
            (None, "/choice"),
            ([], "/choice"),
            ("under", "/choice"),
            ({}, "/choice/direction"),
            ({"direction": "under"}, "/choice/chance"),
            ({"direction": "up", "chance": 1}, "/choice/direction"),
            ({"direction": ["under"], "chance": 1}, "/choice/direction"),
            ({"direction": "under", "chance": 0}, "/choice/chance"),
            ({"direction": "under", "chance": MAX_CHANCE + 1}, "/choice/chance"),
            ({"direction": "under", "chance": 49.5}, "/choice/chance"),
            ({"direction": "under", "chance": True}, "/choice/chance"),
            ({"direction": "under", "chance": 1, "odds": 2}, "/choice"),
        ],
    )
    def test_are_refused_where_they_are_wrong(self, choice, pointer):
        with pytest.raises(InvalidChoice) as refused:
            DICE.bet(choice, 100)
        assert [error.pointer for error in refused.value.errors] == [pointer]

    @pytest.mark.parametrize(
        "spot", [("high", [1]), ("under", None), ("under", [0]), ("over", [1, 2])]
    )
    def test_are_no_stakes_either(self, spot):
        with pytest.raises(StakeError):
            DICE.stake(*spot, 100)

    def test_something_is_staked(self):
        with pytest.raises(InvalidStakeAmount):
            bet("under", 1, amount=0)


def test_a_roll_is_one_draw():
    seeds = {"server_seed": "ab" * 32, "client_seed": "me", "nonce": 5}
    assert DICE.draw(Draws(**seeds)).roll == Draws(**seeds).draw(10_000)
