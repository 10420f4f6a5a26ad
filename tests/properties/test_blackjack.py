"""Blackjack under any shoe and any decisions, held against an oracle that counts another way.

The oracle tries every value of every ace, where the product adds ten if there is room; and it keeps
money by walking hand after hand, where the product looks each stake up.
"""

import json
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casino.games import Decision, DecisionError, read_decision
from casino.games.blackjack import Blackjack, Choice, PlayStage, Rules
from casino.games.blackjack.play import read_play
from casino.games.cards import DECK
from tests.support.variants import BLACKJACKS

GAMES = (
    *BLACKJACKS,
    Blackjack("blackjack", Rules(decks=1, doubles_after_split=False, surrenders=False)),
    Blackjack("blackjack", Rules(decks=8, max_hands=2)),
)
VALUES = {"A": (1, 11), **{str(n): (n,) for n in range(2, 10)}, **dict.fromkeys("TJQK", (10,))}


def oracle_total(cards):
    totals = {sum(values) for values in product(*(VALUES[card[0]] for card in cards))}
    return max((total for total in totals if total <= 21), default=min(totals))


def oracle_return(hand, is_split, dealer, staked):
    """Return what one hand brings back of all that is staked on it, in halves of a minor unit."""
    if hand.surrendered:
        return staked
    mine, theirs = oracle_total(hand.cards), oracle_total(dealer)
    dealer_natural = len(dealer) == 2 and theirs == 21
    natural = len(hand.cards) == 2 and mine == 21 and not is_split
    if mine > 21:
        return 0
    if natural:
        return 2 * staked if dealer_natural else 5 * staked
    if dealer_natural:
        return 0
    if theirs > 21 or mine > theirs:
        return 4 * staked
    return 2 * staked if mine == theirs else 0


def oracle_dealer_is_done(cards, hits_soft_17):
    totals = {sum(values) for values in product(*(VALUES[card[0]] for card in cards))}
    best = oracle_total(cards)
    soft = best <= 21 and best - 10 in totals
    return best > 17 or (best == 17 and not (soft and hits_soft_17))


def all_choices(play):
    """List every decision that is open, as the choices of the round say."""
    if play.stage is PlayStage.INSURANCE:
        waiting = [seat.seat for seat in play.seats if seat.insured is None]
        return [Decision(seat, 1, choice) for seat in waiting for choice in play.choices]
    return [Decision(*play.on, choice) for choice in play.choices]


@st.composite
def finished_rounds(draw, games=GAMES):
    """Draw a game, its shoe, a finished round and every stake in it."""
    game = draw(st.sampled_from(games))
    shoe = draw(st.randoms(use_true_random=False)).sample(
        DECK * game.rules.decks, 52 * game.rules.decks
    )
    bets = draw(st.dictionaries(st.integers(1, 7), st.integers(2, 10**9), min_size=1, max_size=4))
    # A single deck is short; a round that starts at its top always ends.
    position = draw(st.integers(0, 200)) if game.rules.decks > 1 else 0
    play = game.deal(bets, shoe, position)
    stakes = [game.stake("seat", [seat], amount) for seat, amount in bets.items()]
    while not play.is_over:
        decision = draw(st.sampled_from(all_choices(play)))
        added = game.added_stake(play, decision, bets[decision.seat])
        stakes += [added] if added else []
        play = game.decide(play, decision, shoe)
    return game, shoe, play, stakes


@given(finished_rounds())
def test_a_round_pays_what_the_oracle_pays(finished):
    game, _, play, stakes = finished
    staked = {}
    for stake in stakes:
        key = stake.selection[0] if stake.type in ("double", "split") else stake.selection[0] * 10
        key = key + 1 if stake.type == "seat" else key
        staked.setdefault(key, []).append(stake.amount)
    expected = 0
    natural = len(play.dealer) == 2 and oracle_total(play.dealer) == 21
    for seat in play.seats:
        if seat.insured:
            [premium] = staked.pop(seat.seat * 10)
            expected += 3 * premium * natural
        for number, hand in enumerate(seat.hands, start=1):
            amounts = staked.pop(seat.seat * 10 + number)
            assert len(amounts) == 1 + hand.doubled
            is_split = len(seat.hands) > 1
            for amount in amounts:
                expected += oracle_return(hand, is_split, play.dealer, amount) // 2
    assert not staked
    assert game.payout(stakes, game.outcome(play), None) == expected


@given(finished_rounds())
def test_the_dealer_plays_by_the_rules_and_only_when_it_matters(finished):
    game, _, play, _ = finished
    soft = game.rules.hits_soft_17
    live = [
        hand
        for seat in play.seats
        for hand in seat.hands
        if not hand.surrendered
        and oracle_total(hand.cards) <= 21
        and not (len(seat.hands) == 1 and len(hand.cards) == 2 and oracle_total(hand.cards) == 21)
    ]
    if live:
        assert oracle_dealer_is_done(play.dealer, soft)
        for length in range(2, len(play.dealer)):
            assert not oracle_dealer_is_done(play.dealer[:length], soft)
    else:
        assert len(play.dealer) == 2


@given(finished_rounds())
def test_every_card_that_was_dealt_is_somewhere_and_none_else(finished):
    _, shoe, play, _ = finished
    shown = [card for seat in play.seats for hand in seat.hands for card in hand.cards]
    assert sorted([*shown, *play.dealer]) == sorted(shoe[play.position : play.next_position])


@given(finished_rounds())
def test_a_round_can_be_replayed_from_what_is_on_record(finished):
    game, shoe, play, _ = finished
    record = json.loads(json.dumps(play.to_wire()))
    seats = [seat["seat"] for seat in record["seats"]]
    decisions = map(read_decision, record["decisions"])
    assert game.replay(shoe, record["position"], seats, decisions) == play


@given(finished_rounds())
def test_an_outcome_survives_the_wire(finished):
    game, _, play, stakes = finished
    outcome = game.outcome(play)
    again = game.read_outcome(json.loads(json.dumps(outcome.to_wire())))
    assert game.payout(stakes, again, None) == game.payout(stakes, outcome, None)


@given(finished_rounds(), st.randoms(use_true_random=False))
def test_the_order_of_stakes_does_not_matter(finished, random):
    game, _, play, stakes = finished
    outcome = game.outcome(play)
    assert game.payout(random.sample(stakes, len(stakes)), outcome, None) == game.payout(
        stakes, outcome, None
    )


@given(finished_rounds(), st.integers(1, 1000))
def test_an_even_stake_times_as_large_pays_times_as_much(finished, times):
    game, _, play, stakes = finished
    outcome = game.outcome(play)
    for stake in stakes:
        once = game.payout([game.stake(stake.type, stake.selection, 2)], outcome, None)
        many = game.payout([game.stake(stake.type, stake.selection, 2 * times)], outcome, None)
        assert many == times * once


@given(finished_rounds())
def test_suits_do_not_matter(finished):
    game, shoe, play, stakes = finished
    plain = [card[0] + "C" for card in shoe]
    seats = [seat.seat for seat in play.seats]
    again = game.replay(plain, play.position, seats, play.decisions)
    assert game.payout(stakes, game.outcome(again), None) == game.payout(
        stakes, game.outcome(play), None
    )


@given(finished_rounds(), st.integers(1, 7))
def test_no_seat_is_paid_less_because_insurance_was_declined_elsewhere(finished, seat):
    """Insurance is a stake of its own: what the hands return does not depend on it."""
    game, shoe, play, stakes = finished
    swapped = [
        Decision(each.seat, each.hand, Choice.DECLINE if each.choice == "insure" else each.choice)
        for each in play.decisions
    ]
    again = game.replay(shoe, play.position, [each.seat for each in play.seats], swapped)
    on_hands = [stake for stake in stakes if stake.type != "insurance"]
    assert game.payout(on_hands, game.outcome(again), None) == game.payout(
        on_hands, game.outcome(play), None
    )


class ARound(RuleBasedStateMachine):
    """A table at which anybody says anything at any time."""

    @initialize(
        game=st.sampled_from(BLACKJACKS),
        random=st.randoms(use_true_random=False),
        seats=st.sets(st.integers(1, 7), min_size=1),
        position=st.integers(0, 150),
    )
    def deal(self, game, random, seats, position):
        self.game, self.seats = game, seats
        # Each card has a name of its own, so that one that is seen too early is found.
        ranks = [card[0] for card in random.sample(DECK * 6, 312)]
        self.shoe = [f"{rank}#{place}" for place, rank in enumerate(ranks)]
        self.play = game.deal(seats, self.shoe, position)

    @rule(
        seat=st.integers(0, 8),
        hand=st.integers(0, 5),
        choice=st.sampled_from([*Choice, "peek", ""]),
    )
    def say_anything(self, seat, hand, choice):
        before = self.play
        try:
            after = self.game.decide(before, Decision(seat, hand, choice), self.shoe)
        except DecisionError:
            assert self.play == before
            return
        assert Decision(seat, hand, choice) in all_choices(before)
        assert len(after.decisions) == len(before.decisions) + 1
        self.play = after

    @precondition(lambda self: not self.play.is_over)
    @rule(data=st.data())
    def decide(self, data):
        decision = data.draw(st.sampled_from(all_choices(self.play)))
        self.play = self.game.decide(self.play, decision, self.shoe)

    @precondition(lambda self: not self.play.is_over)
    @rule()
    def time_out(self):
        before = self.play
        self.play = self.game.time_out(before, self.shoe)
        assert all(each.timed_out for each in self.play.decisions[len(before.decisions) :])

    @invariant()
    def nobody_sees_what_is_not_turned(self):
        if self.play.is_over:
            return
        hole = self.play.position + 2 * len(self.seats) + 1
        dealt = self.shoe[self.play.position : self.play.next_position]
        may_be_seen = set(dealt) - {self.shoe[hole]}
        wire = json.dumps(self.play.to_wire())
        assert {card for card in self.shoe if json.dumps(card) in wire} == may_be_seen

    @invariant()
    def the_round_survives_the_wire(self):
        assert read_play(json.loads(json.dumps(self.play.to_wire()))) == self.play

    @invariant()
    def no_seat_has_more_than_four_hands(self):
        assert all(1 <= len(seat.hands) <= 4 for seat in self.play.seats)

    @invariant()
    def something_may_be_decided_unless_it_is_over(self):
        assert self.play.is_over == (not all_choices_of(self.play))

    def teardown(self):
        if not hasattr(self, "play"):
            return
        for _ in range(100):
            if self.play.is_over:
                break
            self.play = self.game.time_out(self.play, self.shoe)
        assert self.play.is_over
        again = self.game.replay(self.shoe, self.play.position, self.seats, self.play.decisions)
        assert again == self.play


def all_choices_of(play):
    return [] if play.is_over else all_choices(play)


ARound.TestCase.settings = settings(max_examples=60, stateful_step_count=25)
TestARound = ARound.TestCase
