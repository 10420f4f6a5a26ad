from itertools import pairwise

import pytest

from casino.games import (
    Draws,
    InvalidStakeAmount,
    Stake,
    StakeError,
    UnknownPocket,
    UnknownSelection,
    UnknownStakeType,
)
from casino.games.roulette import (
    AMERICAN,
    DOUBLE_ZERO,
    EUROPEAN,
    EVEN_CHANCES,
    FRENCH,
    RED_NUMBERS,
    RouletteStakeType,
)


def paid(stakes, pocket):
    return EUROPEAN.payout(stakes, EUROPEAN.outcome(pocket), None)


def stake(kind, *selection, amount=100):
    return EUROPEAN.stake(kind, selection or None, amount)


class TestWheel:
    def test_has_every_pocket_once(self):
        assert sorted(EUROPEAN.wheel) == list(range(37))
        assert EUROPEAN.pockets == tuple(range(37))

    def test_colours_alternate_all_the_way_round(self):
        colours = [EUROPEAN.outcome(pocket).colour.value for pocket in EUROPEAN.wheel]
        assert colours == ["green", *["red", "black"] * 18]

    def test_low_and_high_alternate_but_around_the_zero(self):
        halves = [pocket > 18 for pocket in EUROPEAN.wheel[1:]]
        same_half = [a for a, b in pairwise(halves) if a == b]
        assert len(same_half) == 1  # 5 and 10 lie side by side, opposite the zero

    def test_outcomes_say_pocket_and_colour(self):
        assert EUROPEAN.outcome(17).to_wire() == {"pocket": 17, "colour": "black"}
        assert EUROPEAN.outcome(0).to_wire() == {"pocket": 0, "colour": "green"}
        assert EUROPEAN.outcome(32).to_wire() == {"pocket": 32, "colour": "red"}

    @pytest.mark.parametrize("pocket", [-1, 37, True, 17.0, "17", None])
    def test_there_is_no_other_pocket(self, pocket):
        with pytest.raises(UnknownPocket):
            EUROPEAN.outcome(pocket)
        with pytest.raises(UnknownPocket):
            paid([], pocket)

    def test_one_draw_is_the_pocket_itself(self):
        seeds = {"server_seed": "ab" * 32, "client_seed": "roulette-eu-1", "nonce": 5}
        assert EUROPEAN.draw(Draws(**seeds)).pocket == Draws(**seeds).draw(37)


class TestLayout:
    def test_has_157_spots(self):
        counts = dict.fromkeys(EUROPEAN.stake_types, 0)
        for kind, _ in EUROPEAN.spots:
            counts[kind] += 1
        assert counts == {
            "straight": 37, "split": 60, "street": 14, "corner": 23, "line": 11,
            "dozen": 3, "column": 3,
            "red": 1, "black": 1, "even": 1, "odd": 1, "low": 1, "high": 1,
        }  # fmt: skip

    @pytest.mark.parametrize(
        "spot",
        [
            ("straight", 0),
            ("straight", 36),
            ("split", 0, 1),
            ("split", 0, 2),
            ("split", 0, 3),
            ("split", 1, 2),
            ("split", 1, 4),
            ("split", 33, 36),
            ("street", 0, 1, 2),
            ("street", 0, 2, 3),
            ("street", 1, 2, 3),
            ("street", 34, 35, 36),
            ("corner", 0, 1, 2, 3),
            ("corner", 1, 2, 4, 5),
            ("corner", 32, 33, 35, 36),
            ("line", 1, 2, 3, 4, 5, 6),
            ("line", 31, 32, 33, 34, 35, 36),
            ("dozen", 1),
            ("dozen", 3),
            ("column", 1),
            ("column", 3),
            ("red",),
            ("low",),
        ],
    )
    def test_takes(self, spot):
        kind, *selection = spot
        assert stake(kind, *selection).selection == tuple(selection)

    @pytest.mark.parametrize(
        "spot",
        [
            ("straight",),
            ("straight", 37),
            ("straight", -1),
            ("straight", 1, 2),
            ("split", 1),
            ("split", 1, 3),
            ("split", 3, 4),  # neighbours in value, at opposite ends of two rows
            ("split", 0, 4),
            ("split", 1, 5),
            ("split", 1, 2, 3),
            ("street", 0, 1, 3),  # 0 touches both, yet 1 and 3 do not touch
            ("street", 2, 3, 4),
            ("street", 1, 4, 7),
            ("corner", 3, 4, 6, 7),
            ("corner", 1, 2, 3, 4),
            ("corner", 0, 1, 2, 4),
            ("line", 2, 3, 4, 5, 6, 7),
            ("line", 0, 1, 2, 3, 4, 5),
            ("line", 1, 2, 3, 7, 8, 9),
            ("line", 1, 2, 3, 4, 5, 6, 7),
            ("dozen",),
            ("dozen", 0),
            ("dozen", 4),
            ("dozen", 1, 2),
            ("column", 13),
            ("red", 1),
            ("even", 0),
        ],
    )
    def test_refuses(self, spot):
        kind, *selection = spot
        with pytest.raises(UnknownSelection):
            stake(kind, *selection)

    def test_the_order_of_a_selection_does_not_matter(self):
        assert stake("corner", 5, 1, 4, 2) == stake("corner", 1, 2, 4, 5)

    @pytest.mark.parametrize("spot", [("split", 1, 1), ("street", 1, 2, 2), ("corner", 1, 2, 4, 4)])
    def test_refuses_a_number_named_twice(self, spot):
        kind, *selection = spot
        with pytest.raises(UnknownSelection, match="once"):
            stake(kind, *selection)

    @pytest.mark.parametrize("kind", ["basket", "", "STRAIGHT", "straight "])
    def test_refuses_bets_it_does_not_have(self, kind):
        with pytest.raises(UnknownStakeType):
            stake(kind, 1)

    @pytest.mark.parametrize("amount", [0, -1, 1.5, 100.0, "100", True, None, [100]])
    def test_refuses_amounts_that_are_no_positive_whole_number(self, amount):
        with pytest.raises(InvalidStakeAmount):
            stake("straight", 17, amount=amount)


class TestStakesAsTheyArrive:
    @pytest.mark.parametrize(
        "wire",
        [
            {"type": "straight", "selection": [17], "amount": 100},
            {"type": "line", "selection": [1, 2, 3, 4, 5, 6], "amount": 1},
            {"type": "dozen", "selection": [2], "amount": 5},
            {"type": "red", "amount": 100},
        ],
    )
    def test_are_read_and_written_back_unchanged(self, wire):
        assert EUROPEAN.read_stake(wire).to_wire() == wire

    @pytest.mark.parametrize("nothing", [None, []])
    def test_an_even_money_bet_may_say_that_it_selects_nothing(self, nothing):
        raw = {"type": "red", "selection": nothing, "amount": 100}
        assert EUROPEAN.read_stake(raw) == Stake(RouletteStakeType.RED, (), 100)

    @pytest.mark.parametrize(
        ("raw", "pointer"),
        [
            (None, "/stakes/3"),
            ([], "/stakes/3"),
            ("red", "/stakes/3"),
            ({"type": "red", "amount": 1, "odds": 99}, "/stakes/3"),
            ({"amount": 1}, "/stakes/3/type"),
            ({"type": ["red"], "amount": 1}, "/stakes/3/type"),
            ({"type": "basket", "amount": 1}, "/stakes/3/type"),
            ({"type": "straight", "amount": 1}, "/stakes/3/selection"),
            ({"type": "straight", "selection": 17, "amount": 1}, "/stakes/3/selection"),
            ({"type": "straight", "selection": "1", "amount": 1}, "/stakes/3/selection"),
            ({"type": "straight", "selection": {"0": 1}, "amount": 1}, "/stakes/3/selection"),
            ({"type": "straight", "selection": [True], "amount": 1}, "/stakes/3/selection"),
            ({"type": "straight", "selection": [17.0], "amount": 1}, "/stakes/3/selection"),
            ({"type": "straight", "selection": [[]], "amount": 1}, "/stakes/3/selection"),
            ({"type": "straight", "selection": list(range(5000))}, "/stakes/3/selection"),
            ({"type": "red"}, "/stakes/3/amount"),
            ({"type": "red", "amount": "1"}, "/stakes/3/amount"),
        ],
    )
    def test_are_refused_where_they_are_wrong(self, raw, pointer):
        with pytest.raises(StakeError) as refused:
            EUROPEAN.read_stake(raw, at="/stakes/3")
        assert [error.pointer for error in refused.value.errors] == [pointer]


class TestPayout:
    @pytest.mark.parametrize(
        ("spot", "returned"),
        [
            (("straight", 17), 3600),
            (("split", 17, 20), 1800),
            (("street", 16, 17, 18), 1200),
            (("corner", 16, 17, 19, 20), 900),
            (("line", 16, 17, 18, 19, 20, 21), 600),
            (("dozen", 2), 300),
            (("column", 2), 300),
            (("black",), 200),
            (("odd",), 200),
            (("low",), 200),
        ],
    )
    def test_returns_the_stake_and_its_odds(self, spot, returned):
        kind, *selection = spot
        assert paid([stake(kind, *selection)], 17) == returned

    def test_a_losing_stake_returns_nothing(self):
        assert paid([stake("straight", 17)], 18) == 0

    def test_zero_beats_every_outside_bet(self):
        outside = ["red", "black", "even", "odd", "low", "high"]
        ordinals = [stake(kind, n) for kind in ("dozen", "column") for n in (1, 2, 3)]
        assert paid([*map(stake, outside), *ordinals], 0) == 0

    def test_stakes_add_up_and_may_share_a_spot(self):
        stakes = [stake("straight", 17), stake("straight", 17, amount=50), stake("red")]
        assert paid(stakes, 17) == 36 * 150
        assert paid(stakes, 1) == 200

    def test_no_stakes_return_nothing(self):
        assert paid([], 17) == 0

    def test_a_stake_of_another_layout_is_refused_rather_than_lost(self):
        double_zero = Stake(RouletteStakeType.STRAIGHT, (37,), 100)
        with pytest.raises(UnknownSelection):
            paid([double_zero], 17)


class TestAmerican:
    def test_the_double_zero_is_written_37(self):
        assert DOUBLE_ZERO == 37
        assert AMERICAN.outcome(37).to_wire() == {"pocket": 37, "colour": "green"}
        assert AMERICAN.pockets == tuple(range(38))

    @pytest.mark.parametrize("pocket", [-1, 38, "00", None])
    def test_there_is_no_other_pocket(self, pocket):
        with pytest.raises(UnknownPocket):
            AMERICAN.outcome(pocket)

    def test_colours_alternate_between_the_two_zeros(self):
        colours = [AMERICAN.outcome(pocket).colour.value for pocket in AMERICAN.wheel]
        half = ["black", "red"] * 9
        assert colours == ["green", *half, "green", *half[::-1]]

    def test_each_number_lies_opposite_the_one_that_follows_or_precedes_it(self):
        """How the American wheel is made: 1 opposite 2, 3 opposite 4, 0 opposite 00."""
        for here, there in zip(AMERICAN.wheel[1:19], AMERICAN.wheel[20:], strict=True):
            odd, even = sorted((here, there))
            assert (odd % 2, even) == (1, odd + 1)
        assert AMERICAN.wheel[0] == 0
        assert AMERICAN.wheel[19] == DOUBLE_ZERO

    def test_has_161_spots(self):
        counts = dict.fromkeys(RouletteStakeType, 0)
        for kind, _ in AMERICAN.spots:
            counts[kind] += 1
        assert counts == {
            "straight": 38, "split": 62, "street": 15, "corner": 22, "line": 11, "basket": 1,
            "dozen": 3, "column": 3,
            "red": 1, "black": 1, "even": 1, "odd": 1, "low": 1, "high": 1,
        }  # fmt: skip

    def test_the_spots_around_the_zeros(self):
        around = {spot for spot in AMERICAN.spots if {0, 37} & set(spot[1])}
        assert around == {
            ("straight", (0,)), ("straight", (37,)),
            ("split", (0, 37)), ("split", (0, 1)), ("split", (0, 2)),
            ("split", (2, 37)), ("split", (3, 37)),
            ("street", (0, 1, 2)), ("street", (0, 2, 37)), ("street", (2, 3, 37)),
            ("basket", (0, 1, 2, 3, 37)),
        }  # fmt: skip

    def test_the_first_four_of_the_european_layout_are_not_on_it(self):
        with pytest.raises(UnknownSelection):
            AMERICAN.stake("corner", [0, 1, 2, 3], 100)

    @pytest.mark.parametrize("pocket", [0, 1, 2, 3, 37])
    def test_the_first_five_pay_6_to_1(self, pocket):
        basket = AMERICAN.stake("basket", [37, 0, 1, 2, 3], 100)
        assert AMERICAN.payout([basket], AMERICAN.outcome(pocket), None) == 700
        assert AMERICAN.payout([basket], AMERICAN.outcome(4), None) == 0

    @pytest.mark.parametrize("selection", [None, [0, 1, 2, 3], [0, 1, 2, 3, 4]])
    def test_the_basket_takes_the_first_five_only(self, selection):
        with pytest.raises(UnknownSelection, match="37"):
            AMERICAN.stake("basket", selection, 100)

    @pytest.mark.parametrize("zero", [0, DOUBLE_ZERO])
    def test_either_zero_beats_every_outside_bet(self, zero):
        outside = [AMERICAN.stake(kind, None, 100) for kind in EVEN_CHANCES]
        ordinals = [AMERICAN.stake(kind, [n], 100) for kind in ("dozen", "column") for n in (1, 3)]
        assert AMERICAN.payout([*outside, *ordinals], AMERICAN.outcome(zero), None) == 0

    def test_one_draw_of_38_is_the_pocket_itself(self):
        seeds = {"server_seed": "ab" * 32, "client_seed": "roulette-us-1", "nonce": 5}
        assert AMERICAN.draw(Draws(**seeds)).pocket == Draws(**seeds).draw(38)


class TestLaPartage:
    @pytest.mark.parametrize("kind", sorted(EVEN_CHANCES))
    @pytest.mark.parametrize(("amount", "returned"), [(100, 50), (2, 1), (101, 50), (1, 0)])
    def test_an_even_chance_gets_half_its_stake_back_on_zero_rounded_down(
        self, kind, amount, returned
    ):
        assert (
            FRENCH.payout([FRENCH.stake(kind, None, amount)], FRENCH.outcome(0), None) == returned
        )

    def test_each_stake_is_halved_by_itself(self):
        red, odd = FRENCH.stake("red", None, 5), FRENCH.stake("odd", None, 5)
        assert FRENCH.payout([red, odd], FRENCH.outcome(0), None) == 4

    def test_only_zero_is_shared(self):
        red = FRENCH.stake("red", None, 100)
        assert FRENCH.payout([red], FRENCH.outcome(17), None) == 0
        assert FRENCH.payout([red], FRENCH.outcome(1), None) == 200

    def test_no_other_bet_is_shared(self):
        stakes = [FRENCH.stake("straight", [17], 100), FRENCH.stake("dozen", [1], 100)]
        assert FRENCH.payout(stakes, FRENCH.outcome(0), None) == 0

    def test_the_wheel_and_the_layout_are_european(self):
        assert (FRENCH.wheel, FRENCH.spots) == (EUROPEAN.wheel, EUROPEAN.spots)


def test_a_stake_of_another_game_is_refused_rather_than_lost():
    with pytest.raises(UnknownStakeType):
        paid([Stake("banker", (), 100)], 17)
    with pytest.raises(UnknownStakeType):
        paid([Stake("basket", (0, 1, 2, 3, 37), 100)], 17)


def test_the_red_numbers_are_those_of_the_layout():
    ranges = [(1, 11, 2), (12, 19, 2), (19, 29, 2), (30, 37, 2)]
    assert set().union(*(range(*bounds) for bounds in ranges)) == RED_NUMBERS
