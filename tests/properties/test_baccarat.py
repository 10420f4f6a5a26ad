"""Baccarat held against an oracle that knows the rules another way: as they are printed.

The oracle deals by a printed table of the banker's decisions and counts in words, and it settles in
exact fractions, where the product compares sets of values and divides whole numbers.
"""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.games import Draws, server_seed_from
from casino.games.baccarat import NO_COMMISSION, PUNTO_BANCO, BaccaratStakeType
from casino.games.cards import DECK

GAMES = (PUNTO_BANCO, NO_COMMISSION)
BANKER_WITH_TOTAL = {  # against a third card of   0123456789
    0: "dddddddddd",
    1: "dddddddddd",
    2: "dddddddddd",
    3: "ddddddddsd",
    4: "ssddddddss",
    5: "ssssddddss",
    6: "ssssssddss",
    7: "ssssssssss",
}

cards = st.sampled_from(DECK)
six_cards = st.lists(cards, min_size=6, max_size=6)
amounts = st.integers(1, 10**9)
kinds = st.sampled_from([kind.value for kind in BaccaratStakeType])
games = st.sampled_from(GAMES)


def points(card):
    return int(card[0]) if card[0].isdigit() else int(card[0] == "A")


def counted(hand):
    sum_of_points = 0
    for card in hand:
        sum_of_points += points(card)
    return int(str(sum_of_points)[-1])


def deal(six):
    """Deal a coup the way a croupier does, from the top of the shoe."""
    player, banker, left = [six[0], six[2]], [six[1], six[3]], list(six[4:])
    if counted(player) >= 8 or counted(banker) >= 8:
        return player, banker
    if counted(player) < 6:
        third = left.pop(0)
        player = [*player, third]
        if BANKER_WITH_TOTAL[counted(banker)][points(third)] == "d":
            banker = [*banker, left.pop(0)]
    elif counted(banker) < 6:
        banker = [*banker, left.pop(0)]
    return player, banker


def oracle_pays(game, kind, amount, player, banker):
    """What comes back of a stake, in whole minor units."""
    ours, theirs = counted(player), counted(banker)
    if kind.endswith("_pair"):
        hand = player if kind.startswith("player") else banker
        return 12 * amount if hand[0][0] == hand[1][0] else 0
    if ours == theirs:
        return 9 * amount if kind == "tie" else amount
    if kind != ("player" if ours > theirs else "banker"):
        return 0
    if kind == "player":
        return 2 * amount
    if game is PUNTO_BANCO:
        return amount + floor(amount * (1 - Fraction("0.05")))
    return amount + floor(amount / Fraction(2 if theirs == 6 else 1))


class FixedShoe:
    """Lays the cards it was given on top of the shoe."""

    def __init__(self, top):
        self.top = top

    def shuffle(self, items):
        return [*self.top, *items]


def coup(game, six):
    return game.draw(FixedShoe(six))


@given(games, six_cards)
def test_a_coup_is_dealt_as_the_printed_rules_say(game, six):
    outcome = coup(game, six)
    assert (list(outcome.player), list(outcome.banker)) == deal(six)


@given(games, six_cards, kinds, amounts)
def test_every_bet_pays_what_the_printed_rules_say(game, six, kind, amount):
    paid = game.payout([game.stake(kind, None, amount)], coup(game, six), None)
    assert paid == oracle_pays(game, kind, amount, *deal(six))


@given(games, six_cards, st.lists(st.tuples(kinds, amounts), max_size=10))
def test_stakes_are_paid_each_for_itself(game, six, bets):
    stakes = [game.stake(kind, None, amount) for kind, amount in bets]
    outcome = coup(game, six)
    each = [game.payout([stake], outcome, None) for stake in stakes]
    assert game.payout(stakes, outcome, None) == sum(each)
    assert game.payout(reversed(stakes), outcome, None) == sum(each)


@given(games, six_cards, kinds, amounts, st.integers(1, 100))
def test_a_stake_paid_in_parts_loses_less_than_a_unit_for_each_part(game, six, kind, amount, parts):
    outcome = coup(game, six)
    whole = game.payout([game.stake(kind, None, amount * parts)], outcome, None)
    in_parts = game.payout([game.stake(kind, None, amount)] * parts, outcome, None)
    assert 0 <= whole - in_parts < parts


@given(games, six_cards, kinds, amounts)
def test_a_higher_stake_never_returns_less(game, six, kind, amount):
    outcome = coup(game, six)
    less, more = (
        game.payout([game.stake(kind, None, amount + more)], outcome, None) for more in (0, 1)
    )
    assert less <= more


@given(games, six_cards, kinds, amounts, st.permutations("CDHS"))
def test_suits_decide_nothing(game, six, kind, amount, suits):
    other = [card[0] + suits["CDHS".index(card[1])] for card in six]
    stakes = [game.stake(kind, None, amount)]
    assert game.payout(stakes, coup(game, six), None) == game.payout(
        stakes, coup(game, other), None
    )


@given(six_cards, kinds, amounts)
def test_the_variants_differ_in_the_bankers_win_alone(six, kind, amount):
    outcome = coup(PUNTO_BANCO, six)
    classic, free = (game.payout([game.stake(kind, None, amount)], outcome, None) for game in GAMES)
    if kind != "banker" or outcome.winner != "banker":
        assert classic == free
    elif outcome.banker_total == 6:
        assert classic >= free
    else:
        assert free == 2 * amount >= classic


@given(games, six_cards, amounts)
def test_backing_both_hands_never_wins(game, six, amount):
    both = [game.stake(kind, None, amount) for kind in ("player", "banker")]
    assert game.payout(both, coup(game, six), None) <= 2 * amount


@given(games, st.binary(min_size=32, max_size=32), st.integers(0, 10**6))
def test_a_drawn_coup_is_read_back_from_the_wire_and_paid_alike(game, entropy, nonce):
    drawn = game.draw(Draws(server_seed_from(entropy), client_seed="baccarat-1", nonce=nonce))
    read = game.read_outcome(drawn.to_wire())
    assert read == drawn
    for kind in BaccaratStakeType:
        stakes = [game.stake(kind, None, 777)]
        assert game.payout(stakes, read, None) == game.payout(stakes, drawn, None)


@pytest.mark.parametrize("game", GAMES, ids=lambda game: game.game_id)
@given(six_cards)
def test_exactly_one_result_wins(game, six):
    outcome = coup(game, six)
    winning = [
        kind
        for kind in ("player", "banker", "tie")
        if game.payout([game.stake(kind, None, 100)], outcome, None) > 100
    ]
    assert winning == [outcome.winner]
