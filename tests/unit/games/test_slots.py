from fractions import Fraction
from itertools import product

import pytest

from casino.games import Draws, InvalidChoice, InvalidStakeAmount, StakeError, UnknownOutcome
from casino.games.errors import IndivisibleStake
from casino.games.machines import GRAND_HARBOUR, LUCKY_LEMONS, MACHINES
from casino.games.slot_odds import (
    Moments,
    cycle,
    expected_free_spins,
    figures_from,
    line_value,
    scatter_chances,
    scatter_value,
    slot_figures,
    slot_rtp,
)
from casino.games.slots import Slot
from scripts.slot_figures import computed, full_cycle

SEEDS = {"server_seed": "5e" * 32, "client_seed": "me"}


class Stops:
    """Draws that are written down beforehand."""

    def __init__(self, *spins):
        self._stops = [stop for spin in spins for stop in spin]
        self.asked = []

    def draw(self, outcomes):
        self.asked.append(outcomes)
        return self._stops.pop(0)


def paid(*symbols, machine=GRAND_HARBOUR):
    return machine.line_pays(symbols)


def showing(*counts):
    """Return stops of the harbour whose window has so many bells on each reel."""
    stops = []
    for strip, count in zip(GRAND_HARBOUR.strips, counts, strict=True):
        stops.append(
            next(
                stop
                for stop in range(len(strip))
                if sum(strip[(stop + row) % len(strip)] == "bell" for row in range(3)) == count
            )
        )
    return tuple(stops)


QUIET = showing(0, 0, 0, 0, 0)
THREE_BELLS = showing(1, 1, 1, 0, 0)
FOUR_BELLS = showing(1, 1, 1, 1, 0)
FIVE_BELLS = showing(1, 1, 1, 1, 1)


class TestALine:
    @pytest.mark.parametrize(
        ("symbols", "win"),
        [
            ("ship ship ship gull rope", ("ship", 3, 20)),
            ("ship ship ship ship rope", ("ship", 4, 80)),
            ("ship ship ship ship ship", ("ship", 5, 400)),
            ("captain captain gull gull gull", ("captain", 2, 2)),
            ("ship lighthouse ship gull rope", ("ship", 3, 20)),
            ("lighthouse ship ship gull rope", ("ship", 3, 20)),
            ("lighthouse lighthouse ship ship gull", ("ship", 4, 80)),
            ("lighthouse lighthouse gull rope rope", ("gull", 3, 5)),
            ("lighthouse lighthouse bell ship ship", ("lighthouse", 2, 5)),
            # Four of the gull would pay 15: three lighthouses alone are worth more.
            ("lighthouse lighthouse lighthouse gull rope", ("lighthouse", 3, 50)),
            ("lighthouse lighthouse lighthouse lighthouse captain", ("captain", 5, 600)),
            ("lighthouse lighthouse lighthouse lighthouse lighthouse", ("lighthouse", 5, 2000)),
        ],
    )
    def test_pays_its_best_reading(self, symbols, win):
        assert paid(*symbols.split()) == win

    @pytest.mark.parametrize(
        "symbols",
        [
            "gull gull rope gull gull",
            "rope ship ship ship ship",  # not from the left
            "ship ship bell ship ship",
            "bell bell bell bell bell",  # scatters pay by the window, not by the line
            "lighthouse bell ship ship ship",
        ],
    )
    def test_pays_nothing_otherwise(self, symbols):
        assert paid(*symbols.split())[2] == 0

    def test_of_lemons_pays_a_single_cherry(self):
        assert paid("cherry", "bar", "bell", machine=LUCKY_LEMONS) == ("cherry", 1, 2)
        assert paid("bar", "cherry", "cherry", machine=LUCKY_LEMONS)[2] == 0
        assert paid("blank", "blank", "blank", machine=LUCKY_LEMONS)[2] == 0


class TestARound:
    def test_shows_each_reel_from_its_stop_on_around_the_end(self):
        last = tuple(len(strip) - 1 for strip in GRAND_HARBOUR.strips)
        spin = GRAND_HARBOUR.spin(last, is_free=False, room=100)
        for strip, reel in zip(GRAND_HARBOUR.strips, spin.window, strict=True):
            assert reel == (strip[-1], strip[0], strip[1])

    def test_without_bells_is_one_spin(self):
        outcome = GRAND_HARBOUR.draw(Stops(QUIET))
        assert len(outcome.spins) == 1
        assert outcome.to_wire()["free_spins"] == 0

    @pytest.mark.parametrize(
        ("bells", "free"), [(THREE_BELLS, 10), (FOUR_BELLS, 15), (FIVE_BELLS, 20)]
    )
    def test_with_bells_goes_on_for_free(self, bells, free):
        outcome = GRAND_HARBOUR.draw(Stops(bells, *[QUIET] * free))
        assert len(outcome.spins) == 1 + free
        assert [spin.multiplier for spin in outcome.spins] == [1] + [2] * free

    def test_free_spins_set_off_more(self):
        outcome = GRAND_HARBOUR.draw(Stops(THREE_BELLS, *[QUIET] * 9, FOUR_BELLS, *[QUIET] * 15))
        assert len(outcome.spins) == 1 + 10 + 15

    def test_free_spins_end_at_the_limit(self):
        outcome = GRAND_HARBOUR.draw(Stops(*[FIVE_BELLS] * 101))
        assert [spin.free_spins_won for spin in outcome.spins] == [20] * 5 + [0] * 96
        three = GRAND_HARBOUR.draw(Stops(FOUR_BELLS, *[FOUR_BELLS] * 100))
        assert [spin.free_spins_won for spin in three.spins][:8] == [15] * 6 + [10, 0]

    def test_scatters_pay_whole_stakes_and_free_spins_twice(self):
        outcome = GRAND_HARBOUR.draw(Stops(THREE_BELLS, FIVE_BELLS, *[QUIET] * 29))
        first, second = outcome.spins[:2]
        assert (first.scatter_pays, first.multiplier) == (2 * 20, 1)
        assert second.pays == 2 * (50 * 20 + sum(win.pays for win in second.lines))

    def test_draws_once_for_each_reel(self):
        stops = Stops(THREE_BELLS, *[QUIET] * 10)
        GRAND_HARBOUR.draw(stops)
        assert stops.asked == [len(strip) for strip in GRAND_HARBOUR.strips] * 11

    @pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.game_id)
    def test_is_read_back_from_its_record_and_from_what_players_saw(self, machine):
        for nonce in range(300):
            outcome = machine.draw(Draws(nonce=nonce, **SEEDS))
            assert machine.read_outcome(machine.record(outcome)) == outcome
            assert machine.read_outcome(outcome.to_wire()) == outcome


class TestPayout:
    def test_is_a_whole_multiple_of_a_line_stake(self):
        outcome = GRAND_HARBOUR.draw(Stops(THREE_BELLS, *[QUIET] * 10))
        one = GRAND_HARBOUR.payout([GRAND_HARBOUR.bet(None, 20)], outcome, None)
        assert one == outcome.pays
        assert GRAND_HARBOUR.payout([GRAND_HARBOUR.bet(None, 400)], outcome, None) == 20 * one


class TestStakes:
    @pytest.mark.parametrize("choice", [None, {}])
    def test_leave_nothing_to_choose(self, choice):
        stake = GRAND_HARBOUR.bet(choice, 40)
        assert stake.to_wire() == {"type": "spin", "amount": 40}
        assert GRAND_HARBOUR.choice_of(stake) is None

    @pytest.mark.parametrize("choice", [[], "red", {"lines": 5}, 0])
    def test_refuse_a_choice(self, choice):
        with pytest.raises(InvalidChoice):
            GRAND_HARBOUR.bet(choice, 40)

    @pytest.mark.parametrize("amount", [1, 19, 21, 1_010])
    def test_divide_into_the_lines(self, amount):
        with pytest.raises(IndivisibleStake) as refused:
            GRAND_HARBOUR.bet(None, amount)
        assert [error.pointer for error in refused.value.errors] == ["/stake"]
        assert LUCKY_LEMONS.bet(None, amount).amount == amount

    @pytest.mark.parametrize("amount", [0, -20, 20.0, True, None])
    def test_are_positive_and_whole(self, amount):
        with pytest.raises(InvalidStakeAmount):
            GRAND_HARBOUR.bet(None, amount)

    @pytest.mark.parametrize("spot", [("red", None, 20), ("spin", [1], 20), ("spin", None, 21)])
    def test_of_other_kinds_are_refused(self, spot):
        with pytest.raises(StakeError):
            GRAND_HARBOUR.stake(*spot)


class TestOutcomesThatCannotBe:
    @pytest.mark.parametrize(
        "spins",
        [
            None,
            "spins",
            [],
            [None],
            [{}],
            [{"stops": [0, 0, 0, 0]}],
            [{"stops": [0, 0, 0, 0, 30]}],
            [{"stops": [0, 0, 0, 0, -1]}],
            [{"stops": [0, 0, 0, 0, True]}],
            [{"stops": list(QUIET)}] * 2,
            [{"stops": list(THREE_BELLS)}],
            [{"stops": list(THREE_BELLS)}] + [{"stops": list(QUIET)}] * 9,
            [{"stops": list(THREE_BELLS)}] + [{"stops": list(QUIET)}] * 11,
        ],
    )
    def test_are_refused(self, spins):
        with pytest.raises(UnknownOutcome):
            GRAND_HARBOUR.read_outcome({"spins": spins})


class TestTheMachines:
    @pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.game_id)
    def test_are_whole(self, machine):
        reels = len(machine.strips)
        assert len(set(machine.lines)) == len(machine.lines)
        for line in machine.lines:
            assert len(line) == reels
            assert set(line) <= set(range(machine.rows))
        silent = {"blank", machine.scatter}
        assert set(machine.symbols) - silent == set(machine.pays)

    def test_are_worth_around_96_of_100(self):
        for machine in MACHINES:
            assert Fraction(95, 100) <= slot_rtp(machine) <= Fraction(97, 100)

    def test_scatters_pay_wherever_they_set_off_free_spins(self):
        assert set(GRAND_HARBOUR.free_spins) <= set(GRAND_HARBOUR.scatter_pays)


def by_the_rules(machine):
    sums = {}
    for stops in product(*(range(len(strip)) for strip in machine.strips)):
        spin = machine.spin(stops, is_free=False, room=0)
        one = sums.setdefault(spin.scatters, [0, 0, 0, 0, 0])
        for place, more in enumerate((1, spin.pays > 0, spin.pays, spin.pays**2)):
            one[place] += more
        one[4] = max(one[4], spin.pays)
    return {count: Moments(*one) for count, one in sorted(sums.items())}


@pytest.fixture(scope="module", params=MACHINES, ids=lambda machine: machine.game_id)
def counted(request):
    return request.param, full_cycle(request.param)


class TestTheFullCycle:
    """All 27,648,000 combinations of the harbour's stops, and the lemons' 10,648."""

    def test_has_every_combination(self, counted):
        machine, moments = counted
        assert sum(each.combinations for each in moments.values()) == cycle(machine)

    def test_pays_exactly_what_counting_symbols_gives(self, counted):
        machine, moments = counted
        in_all = sum(each.pays for each in moments.values())
        value = Fraction(in_all, cycle(machine) * len(machine.lines))
        assert value == line_value(machine) + scatter_value(machine)

    def test_has_scatters_exactly_as_often_as_their_strips_say(self, counted):
        machine, moments = counted
        found = {
            count: Fraction(each.combinations, cycle(machine)) for count, each in moments.items()
        }
        assert found == scatter_chances(machine)

    def test_agrees_with_the_rules_combination_by_combination(self, counted):
        # The slow way, on a sample that the fast way's sums are made of.
        machine, _ = counted
        few = Slot(
            game_id="few",
            name="Few",
            strips=tuple(strip[:6] for strip in machine.strips),
            rows=machine.rows,
            lines=machine.lines,
            pays=machine.pays,
            wild=machine.wild,
            scatter=machine.scatter,
            scatter_pays=machine.scatter_pays,
        )
        assert full_cycle(few) == by_the_rules(few)

    def test_figures_are_the_ones_that_are_kept(self):
        for name, figures in computed().items():
            [machine] = [m for m in MACHINES if name == f"{m.game_id} {m.paytable}"]
            kept = slot_figures(machine)
            assert (kept.rtp, kept.hit_frequency) == (figures.rtp, figures.hit_frequency)
            assert kept.deviation == pytest.approx(figures.deviation, abs=1e-6)
            assert machine.most_pays == kept.most_pays == figures.most_pays


def coin(most_free_spins, per_win=1, multiplier=1):
    """A machine of one reel that shows a bell every other time."""
    return Slot(
        game_id="coin",
        name="Coin",
        strips=(("bell", "gull"),),
        rows=1,
        lines=((0,),),
        pays={"gull": {1: 1}},
        scatter="bell",
        scatter_pays={1: 1},
        free_spins={1: per_win},
        free_multiplier=multiplier,
        most_free_spins=most_free_spins,
    )


class TestFreeSpins:
    @pytest.mark.parametrize("most", [0, 1, 2, 3, 10])
    def test_of_a_coin_come_half_as_often_each_time(self, most):
        assert expected_free_spins(coin(most)) == 1 - Fraction(1, 2**most)

    @pytest.mark.parametrize(("most", "per_win"), [(2, 2), (3, 2), (5, 2), (6, 3), (7, 3)])
    def test_are_expected_as_often_as_they_come_over_all_rounds(self, most, per_win):
        machine = coin(most, per_win)
        assert expected_free_spins(machine) == sum(
            chance * (len(outcome.spins) - 1) for outcome, chance in all_rounds(machine)
        )

    def test_make_the_value_and_the_deviation_of_a_round_what_they_are_over_all_rounds(self):
        machine = coin(6, per_win=2, multiplier=3)
        rounds = list(all_rounds(machine))
        mean = sum(chance * outcome.pays for outcome, chance in rounds)
        square = sum(chance * outcome.pays**2 for outcome, chance in rounds)
        figures = figures_from(machine, full_cycle(machine))
        assert figures.rtp == mean
        assert figures.most_pays == max(outcome.pays for outcome, _ in rounds)
        assert figures.deviation == pytest.approx(float(square - mean**2) ** 0.5)

    def test_twenty_thousand_rounds_do_not_contradict_the_figures(self):
        figures, rounds = slot_figures(GRAND_HARBOUR), 20_000
        pays = [
            GRAND_HARBOUR.draw(Draws(nonce=nonce, **SEEDS)).pays / 20 for nonce in range(rounds)
        ]
        assert abs(sum(pays) / rounds - figures.rtp) < 5 * figures.deviation / rounds**0.5
        hits, chance = sum(pay > 0 for pay in pays), float(figures.hit_frequency)
        assert abs(hits - rounds * chance) < 5 * (rounds * chance * (1 - chance)) ** 0.5


def all_rounds(machine):
    """Yield every round a machine of one reel can have, with its probability."""
    places = len(machine.strips[0])
    scripts = [()]
    while scripts:
        written = scripts.pop()
        stops = Stops(*[(stop,) for stop in written])
        try:
            outcome = machine.draw(stops)
        except IndexError:
            scripts.extend((*written, stop) for stop in range(places))
        else:
            yield outcome, Fraction(1, places ** len(outcome.spins))
