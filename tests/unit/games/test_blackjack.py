import pytest

from casino.games import (
    Decision,
    DecisionError,
    Draws,
    InvalidStakeAmount,
    NotYourTurn,
    ShoeRanOut,
    StakeError,
    UnknownOutcome,
    UnknownSeat,
    UnknownSelection,
    UnknownStakeType,
)
from casino.games.blackjack import BLACKJACK, BLACKJACK_H17, Blackjack, PlayStage, Result, Rules
from casino.games.blackjack.hands import total_of
from casino.games.cards import DECK
from casino.games.errors import CannotDouble, CannotInsure, CannotSplit, CannotSurrender

NO_SURRENDER = Blackjack("blackjack", Rules(surrenders=False))
NO_DOUBLE_AFTER_SPLIT = Blackjack("blackjack", Rules(doubles_after_split=False))


def cards(text):
    """Write a shoe as ranks, such as ``"8 5 8 T"``; suits do not matter to the game."""
    return [rank + "S" for rank in text.split()]


class Table:
    """A round played card by card, as its dealer and its players would speak of it."""

    def __init__(self, shoe, seats=(1,), game=BLACKJACK):
        # One card more than the round takes: nobody decides over an empty shoe.
        self.game, self.shoe = game, cards(f"{shoe} 2")
        self.play = game.deal(seats, self.shoe, 0)

    def decides(self, choice, seat=1, hand=1):
        self.play = self.game.decide(self.play, Decision(seat, hand, choice), self.shoe)
        return self

    def times_out(self):
        self.play = self.game.time_out(self.play, self.shoe)
        return self

    def hand(self, number=1, seat=1):
        return self.play.hand(seat, number)

    @property
    def outcome(self):
        return self.game.outcome(self.play)

    def result(self, hand=1, seat=1):
        return self.outcome.result(seat, hand)

    def returns(self, kind, on, amount=100):
        return self.game.payout([self.game.stake(kind, [on], amount)], self.outcome, None)


class TestCounting:
    @pytest.mark.parametrize(
        ("hand", "points", "soft"),
        [
            ("2 3", 5, False),
            ("T K", 20, False),
            ("J Q", 20, False),
            ("A 6", 17, True),
            ("A T", 21, True),
            ("A A", 12, True),
            ("A A 9", 21, True),
            ("A 6 T", 17, False),
            ("A A T 9", 21, False),
            ("T 9 3", 22, False),
        ],
    )
    def test_a_hand_counts_the_best_that_is_not_over_21(self, hand, points, soft):
        total = total_of(cards(hand))
        assert (total.points, total.is_soft) == (points, soft)


class TestTheDeal:
    def test_gives_one_card_to_each_seat_and_the_dealer_and_then_another(self):
        table = Table("2 3 9 4 5 7", seats=(2, 5))
        assert [seat.seat for seat in table.play.seats] == [2, 5]
        assert table.hand(seat=2).cards == ("2S", "4S")
        assert table.hand(seat=5).cards == ("3S", "5S")
        assert table.play.dealer == ("9S",)

    def test_takes_the_cards_from_where_the_last_round_ended(self):
        shoe = cards("A A A 2 9 3 7 T")
        play = BLACKJACK.deal([1], shoe, 3)
        assert play.hand(1, 1).cards == ("2S", "3S")
        assert play.next_position == 7

    def test_goes_in_the_order_of_the_seats_whoever_bet_first(self):
        assert Table("2 3 9 4 5 7", seats=(5, 2)).play == Table("2 3 9 4 5 7", seats=(2, 5)).play

    @pytest.mark.parametrize("seats", [(), (0,), (8,), (1, 8), (-1,), (True, 2.0)])
    def test_is_only_to_seats_that_there_are(self, seats):
        with pytest.raises(UnknownOutcome):
            BLACKJACK.deal(seats, list(DECK), 0)

    @pytest.mark.parametrize("position", [-1, 309, 312, 1000])
    def test_stops_where_the_shoe_ends(self, position):
        with pytest.raises(ShoeRanOut):
            BLACKJACK.deal([1], list(DECK) * 6, position)

    @pytest.mark.parametrize("choice", ["hit", "stand", "double", "surrender"])
    def test_leaves_nobody_a_choice_when_it_took_the_last_card(self, choice):
        shoe = cards("6 9 5 8")
        play = BLACKJACK.deal([1], shoe, 0)
        with pytest.raises(ShoeRanOut):
            BLACKJACK.decide(play, Decision(1, 1, choice), shoe)

    def test_does_not_show_the_hole_card(self):
        wire = Table("2 9 3 7 4").play.to_wire()
        assert wire["dealer"]["cards"] == ["9S"]
        assert "7S" not in str(wire)

    def test_the_shoe_is_six_decks(self):
        shoe = BLACKJACK.shoe(Draws("0f" * 32, client_seed="blackjack-1", nonce=1))
        assert sorted(shoe) == sorted(DECK * 6)

    @pytest.mark.parametrize(("position", "spent"), [(0, False), (233, False), (234, True)])
    def test_the_cut_card_stands_at_three_quarters_of_it(self, position, spent):
        assert BLACKJACK.is_spent(position) is spent


class TestInsurance:
    def test_is_offered_under_an_ace_before_anybody_plays(self):
        table = Table("5 A 6 9")
        assert table.play.stage is PlayStage.INSURANCE
        assert table.play.choices == ("insure", "decline")
        with pytest.raises(NotYourTurn):
            table.decides("hit")

    def test_is_not_offered_under_a_ten(self):
        table = Table("5 T 6 9")
        with pytest.raises(CannotInsure):
            table.decides("insure")

    def test_is_decided_by_every_seat_in_any_order(self):
        table = Table("5 5 A 6 6 9", seats=(1, 2)).decides("decline", seat=2)
        assert table.play.stage is PlayStage.INSURANCE
        table.decides("insure")
        assert table.play.stage is PlayStage.HANDS
        assert [seat.insured for seat in table.play.seats] == [True, False]

    def test_is_decided_once(self):
        table = Table("5 5 A 6 6 9", seats=(1, 2)).decides("decline")
        with pytest.raises(NotYourTurn):
            table.decides("insure")

    def test_pays_two_to_one_when_the_dealer_has_blackjack(self):
        table = Table("5 A 6 K").decides("insure")
        assert table.result() is Result.LOSE
        assert table.returns("insurance", 1, 50) == 150

    def test_is_lost_when_the_dealer_has_none(self):
        table = Table("T A 9 9").decides("insure").decides("stand")
        assert table.returns("insurance", 1, 50) == 0
        assert table.play.dealer == ("AS", "9S")

    def test_ends_the_round_at_once_when_the_dealer_has_blackjack(self):
        table = Table("5 A 6 K").decides("decline")
        assert table.play.is_over
        assert table.play.dealer == ("AS", "KS")

    def test_costs_half_the_stake_rounded_down(self):
        play = Table("5 A 6 9").play
        stake = BLACKJACK.added_stake(play, Decision(1, 1, "insure"), 101)
        assert (stake.type, stake.selection, stake.amount) == ("insurance", (1,), 50)

    def test_of_a_stake_that_has_no_half_is_refused(self):
        play = Table("5 A 6 9").play
        with pytest.raises(CannotInsure):
            BLACKJACK.added_stake(play, Decision(1, 1, "insure"), 1)

    def test_nobody_may_take_on_a_seat_that_is_not_insured(self):
        table = Table("5 A 6 K").decides("decline")
        with pytest.raises(UnknownOutcome):
            table.returns("insurance", 1)


class TestTheDealersBlackjack:
    def test_under_a_ten_ends_the_round_before_anybody_plays(self):
        table = Table("5 K 6 A")
        assert table.play.is_over
        assert table.result() is Result.LOSE

    def test_ties_with_a_players(self):
        assert Table("A K K A").result() is Result.PUSH

    def test_beats_a_21_of_three_cards_nobody_got_to_take(self):
        table = Table("7 K 7 A")
        assert table.play.choices == ()

    def test_is_not_looked_for_under_another_card(self):
        assert not Table("5 9 6 A").play.is_over


class TestAPlayersBlackjack:
    def test_pays_three_to_two(self):
        table = Table("A 9 K 7")
        assert table.play.is_over
        assert table.result() is Result.BLACKJACK
        assert table.returns("seat", 1) == 250

    def test_rounds_half_a_minor_unit_down(self):
        assert Table("A 9 K 7").returns("seat", 1, 101) == 252

    def test_needs_no_card_of_the_dealer(self):
        assert Table("A 2 K 3").play.dealer == ("2S", "3S")

    def test_leaves_its_seat_nothing_to_decide(self):
        table = Table("A 5 9 K 6 7", seats=(1, 2))
        assert table.play.on == (2, 1)

    def test_is_not_what_three_cards_make(self):
        table = Table("7 9 7 T 7").decides("hit")
        assert table.result() is Result.WIN

    def test_is_not_what_a_split_makes(self):
        table = Table("A 9 A T K K").decides("split")
        assert [table.result(1), table.result(2)] == [Result.WIN, Result.WIN]
        assert table.returns("seat", 1) == 200


class TestHitting:
    def test_takes_the_next_card_of_the_shoe(self):
        assert Table("5 9 6 T 2").decides("hit").hand().cards == ("5S", "6S", "2S")

    def test_over_21_is_lost_even_if_the_dealer_would_bust(self):
        table = Table("T 6 6 T K").decides("hit")
        assert table.result() is Result.BUST
        assert table.play.dealer == ("6S", "TS")  # turned, and nothing drawn to it
        assert table.returns("seat", 1) == 0

    def test_to_21_leaves_nothing_to_decide(self):
        table = Table("T 9 6 T 5").decides("hit")
        assert table.play.is_over
        assert table.result() is Result.WIN

    def test_rules_out_doubling_and_surrendering(self):
        table = Table("2 9 3 T 4").decides("hit")
        assert table.play.choices == ("hit", "stand")
        with pytest.raises(CannotDouble):
            table.decides("double")
        with pytest.raises(CannotSurrender):
            table.decides("surrender")


class TestDoubling:
    def test_takes_exactly_one_card(self):
        table = Table("5 6 6 T 9 5").decides("double")
        assert table.hand().cards == ("5S", "6S", "9S")
        assert table.hand().doubled
        assert table.play.is_over

    def test_is_open_to_any_two_cards(self):
        assert "double" in Table("T 6 9 T").play.choices

    def test_adds_as_much_as_was_bet(self):
        play = Table("5 6 6 T").play
        stake = BLACKJACK.added_stake(play, Decision(1, 1, "double"), 100)
        assert (stake.type, stake.selection, stake.amount) == ("double", (11,), 100)

    def test_pays_on_both_stakes(self):
        table = Table("5 6 6 T T T").decides("double")
        assert table.returns("seat", 1) + table.returns("double", 11) == 400

    def test_loses_both_stakes(self):
        table = Table("5 6 6 T 9 5").decides("double")  # 20 against 21
        assert table.returns("seat", 1) + table.returns("double", 11) == 0

    def test_pays_nothing_extra_on_a_hand_that_is_not_doubled(self):
        table = Table("T 6 9 T T").decides("stand")
        with pytest.raises(UnknownOutcome):
            table.returns("double", 11)

    def test_after_a_split_is_a_rule(self):
        assert "double" in Table("8 6 8 T 3 T").decides("split").play.choices
        refusing = Table("8 6 8 T 3 T", game=NO_DOUBLE_AFTER_SPLIT).decides("split")
        with pytest.raises(CannotDouble):
            refusing.decides("double")


class TestSplitting:
    def test_makes_two_hands_with_a_new_card_each(self):
        table = Table("8 6 8 T 3 T").decides("split")
        assert table.hand(1).cards == ("8S", "3S")
        assert table.hand(2).cards == ("8S", "TS")
        assert table.play.on == (1, 1)

    def test_adds_as_much_as_was_bet_on_the_new_hand(self):
        play = Table("8 6 8 T").play
        stake = BLACKJACK.added_stake(play, Decision(1, 1, "split"), 100)
        assert (stake.type, stake.selection, stake.amount) == ("split", (12,), 100)

    def test_is_for_two_cards_that_count_the_same(self):
        assert "split" in Table("J 6 K T").play.choices
        with pytest.raises(CannotSplit):
            Table("8 6 9 T").decides("split")

    def test_goes_up_to_four_hands(self):
        table = Table("8 6 8 T 8 8 8 8 2 3").decides("split").decides("split").decides("split")
        assert len(table.play.seat(1).hands) == 4
        assert [hand.cards[1] for hand in table.play.seat(1).hands] == ["2S", "8S", "8S", "3S"]
        with pytest.raises(CannotSplit):
            table.decides("stand").decides("split", hand=2)

    def test_of_aces_gives_each_one_card_and_no_choice(self):
        table = Table("A 6 A T 3 A T").decides("split")
        assert table.play.is_over
        assert [hand.cards for hand in table.play.seat(1).hands] == [("AS", "3S"), ("AS", "AS")]

    def test_plays_hand_after_hand(self):
        table = Table("8 6 8 T 2 9 T").decides("split").decides("stand")
        assert table.play.on == (1, 2)
        with pytest.raises(NotYourTurn):
            table.decides("hit", hand=1)

    def test_each_hand_ends_for_itself(self):
        table = Table("8 9 8 T T 9 T 2").decides("split").decides("stand")
        table.decides("hit", hand=2)  # 8 9 T is bust; 8 T is 18 against 19
        assert [table.result(1), table.result(2)] == [Result.LOSE, Result.BUST]

    def test_rules_out_surrender(self):
        with pytest.raises(CannotSurrender):
            Table("8 T 8 7 T T").decides("split").decides("surrender")


class TestSurrender:
    def test_gives_half_the_stake_back(self):
        table = Table("T T 6 7").decides("surrender")
        assert table.result() is Result.SURRENDER
        assert table.returns("seat", 1) == 50

    def test_rounds_half_a_minor_unit_down(self):
        assert Table("T T 6 7").decides("surrender").returns("seat", 1, 101) == 50

    def test_needs_no_card_of_the_dealer(self):
        assert Table("T T 6 2 9").decides("surrender").play.dealer == ("TS", "2S")

    def test_is_a_rule(self):
        with pytest.raises(CannotSurrender):
            Table("T T 6 7", game=NO_SURRENDER).decides("surrender")


class TestTheDealer:
    def test_draws_to_17(self):
        assert Table("T 2 9 3 4 5 3").decides("stand").play.dealer == cards_of("2 3 4 5 3")

    def test_stands_on_soft_17(self):
        assert Table("T 6 9 A 4").decides("stand").play.dealer == cards_of("6 A")

    def test_hits_soft_17_where_that_is_the_rule(self):
        table = Table("T 6 9 A 4", game=BLACKJACK_H17).decides("stand")
        assert table.play.dealer == cards_of("6 A 4")

    def test_stands_on_hard_17_by_either_rule(self):
        for game in (BLACKJACK, BLACKJACK_H17):
            table = Table("T 6 9 A T", game=game)
            assert table.decides("stand").play.dealer[:2] == cards_of("6 A")
        table = Table("T 7 9 T 4", game=BLACKJACK_H17).decides("stand")
        assert table.play.dealer == cards_of("7 T")

    def test_over_21_pays_every_hand_that_is_not(self):
        assert Table("T 6 2 T T").decides("stand").result() is Result.WIN

    def test_with_as_much_as_the_player_returns_the_stake(self):
        table = Table("T T 8 8").decides("stand")
        assert (table.result(), table.returns("seat", 1)) == (Result.PUSH, 100)

    def test_plays_when_one_hand_of_many_still_needs_it(self):
        table = Table("T T 6 6 9 T T 9", seats=(1, 2)).decides("hit").decides("stand", seat=2)
        assert table.play.dealer == cards_of("6 T 9")


class TestTurns:
    def test_go_from_seat_to_seat(self):
        table = Table("T T 9 9 8 8", seats=(3, 7))
        assert table.play.on == (3, 1)
        with pytest.raises(NotYourTurn):
            table.decides("stand", seat=7)
        assert table.decides("stand", seat=3).play.on == (7, 1)

    @pytest.mark.parametrize(("seat", "hand"), [(2, 1), (1, 2), (1, 0), (0, 1), (1, -1)])
    def test_are_of_hands_that_there_are(self, seat, hand):
        with pytest.raises(UnknownSeat):
            Table("T 9 8 8").decides("stand", seat=seat, hand=hand)

    def test_are_over_when_the_round_is(self):
        with pytest.raises(NotYourTurn):
            Table("T 9 8 8").decides("stand").decides("stand")
        with pytest.raises(NotYourTurn):
            Table("T 9 8 8").decides("stand").times_out()

    def test_are_counted_for_each_seat(self):
        table = Table("2 T 9 2 8 8 3", seats=(1, 2)).decides("hit")
        assert (table.play.turn_of(1), table.play.turn_of(2)) == (1, 0)

    @pytest.mark.parametrize("choice", ["", "peek", "HIT", "hit "])
    def test_take_no_decision_that_is_none(self, choice):
        with pytest.raises(DecisionError):
            Table("T 9 8 8").decides(choice)

    def test_a_refused_decision_changes_nothing(self):
        table = Table("T 9 8 8")
        before = table.play
        with pytest.raises(CannotSplit):
            table.decides("split")
        assert table.play == before


class TestRunningOutOfTime:
    def test_stands_on_the_hand_that_is_on(self):
        table = Table("T T 9 9 8 8", seats=(1, 2)).times_out()
        assert table.hand().stood
        assert table.play.on == (2, 1)

    def test_declines_for_those_who_have_not_decided(self):
        table = Table("5 5 A 6 6 9", seats=(1, 2)).decides("insure", seat=2).times_out()
        assert [seat.insured for seat in table.play.seats] == [False, True]

    def test_is_on_record_as_such(self):
        [decision] = Table("T 9 8 8").times_out().play.decisions
        assert decision.to_wire() == {
            "seat": 1,
            "hand": 1,
            "decision": "stand",
            "timed_out": True,
        }


class TestStakes:
    def test_players_bet_on_seats(self):
        stake = BLACKJACK.read_stake({"type": "seat", "selection": [3], "amount": 100})
        assert (stake.type, stake.selection, stake.amount) == ("seat", (3,), 100)

    @pytest.mark.parametrize("selection", [None, [], [0], [8], [1, 2], [-1], [1.0], ["1"], [True]])
    def test_on_one_seat_that_there_is(self, selection):
        with pytest.raises(UnknownSelection):
            BLACKJACK.read_stake({"type": "seat", "selection": selection, "amount": 100})

    @pytest.mark.parametrize(
        ("kind", "selection"), [("double", [11]), ("split", [12]), ("insurance", [1])]
    )
    def test_what_decisions_add_cannot_be_bet_before_the_deal(self, kind, selection):
        with pytest.raises(UnknownStakeType):
            BLACKJACK.read_stake({"type": kind, "selection": selection, "amount": 100})

    @pytest.mark.parametrize("hand", [10, 15, 81, 1, 0, 110])
    def test_what_decisions_add_stands_on_a_hand_that_can_be(self, hand):
        with pytest.raises(UnknownSelection):
            BLACKJACK.stake("double", [hand], 100)

    @pytest.mark.parametrize("amount", [0, -1, 1.5, "100", None, True])
    def test_are_whole_and_positive(self, amount):
        with pytest.raises(InvalidStakeAmount):
            BLACKJACK.stake("seat", [1], amount)

    def test_of_other_games_are_refused(self):
        with pytest.raises(StakeError):
            BLACKJACK.stake("red", [], 100)

    def test_on_a_seat_that_was_not_dealt_to_are_never_paid(self):
        table = Table("T 9 8 8").decides("stand")
        with pytest.raises(UnknownOutcome):
            table.returns("seat", 2)


class TestOutcomes:
    @pytest.fixture
    def wire(self):
        return Table("8 9 8 T T 9 T 2").decides("split").decides("stand").times_out().outcome

    def test_survive_the_wire(self, wire):
        again = BLACKJACK.read_outcome(wire.to_wire())
        assert again.to_wire() == wire.to_wire()

    def test_are_not_had_before_the_end(self):
        with pytest.raises(UnknownOutcome):
            _ = Table("8 9 8 T").outcome

    @pytest.mark.parametrize(
        "damage",
        [
            lambda wire: wire.pop("dealer"),
            lambda wire: wire.pop("seats"),
            lambda wire: wire["seats"].clear(),
            lambda wire: wire["seats"][0].update(seat=8),
            lambda wire: wire["seats"].append(wire["seats"][0]),
            lambda wire: wire["seats"][0]["hands"].clear(),
            lambda wire: wire["seats"][0]["hands"][0].update(result="win"),
            lambda wire: wire["seats"][0]["hands"][0].update(total=21),
            lambda wire: wire["seats"][0]["hands"][0].update(cards=["8S"], total=8),
            lambda wire: wire["seats"][0]["hands"][0].update(cards=["8S", "1S"]),
            lambda wire: wire["dealer"].update(blackjack=True),
            lambda wire: wire["dealer"].update(cards=["9S"], total=9),
            lambda wire: wire.update(hole="AS"),
        ],
    )
    def test_that_do_not_follow_from_their_cards_are_refused(self, wire, damage):
        damaged = wire.to_wire()
        damage(damaged)
        with pytest.raises(UnknownOutcome):
            BLACKJACK.read_outcome(damaged)


def cards_of(text):
    return tuple(cards(text))
