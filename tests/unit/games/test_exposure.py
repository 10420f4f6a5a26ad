"""How much the house can lose on a player's stakes: no outcome costs it more, and one as much."""

from fractions import Fraction
from itertools import combinations, product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.games import GAMES, Decision, Stake
from casino.games.baccarat import NO_COMMISSION, PUNTO_BANCO, BaccaratOutcome
from casino.games.blackjack import BLACKJACK
from casino.games.crash import CRASH
from casino.games.dice import DICE, DiceOutcome
from casino.games.limbo import LIMBO
from casino.games.machines import GRAND_HARBOUR, LUCKY_LEMONS
from casino.games.multiplier import MultiplierOutcome
from casino.games.roulette import AMERICAN, EUROPEAN, FRENCH

AMOUNTS = st.integers(1, 1_000_000)


def lost(game, stakes, outcome):
    """What the house loses to an outcome and the worst draw, in minor units; below 0 if it wins."""
    return game.payout(stakes, outcome, lambda _of: 0) - sum(stake.amount for stake in stakes)


def worst(game, stakes, outcomes):
    return max(0, *(lost(game, stakes, outcome) for outcome in outcomes))


def agrees(game, stakes, outcomes):
    """Tell whether the exposure is the worst outcome's, rounded up for each stake."""
    exposure, by_outcome = game.exposure(stakes), worst(game, stakes, outcomes)
    return by_outcome <= exposure <= by_outcome + len(stakes)


@pytest.mark.parametrize("game", [EUROPEAN, AMERICAN, FRENCH], ids=lambda game: game.game_id)
@given(data=st.data())
def test_of_roulette_is_the_worst_pockets(game, data):
    spots = data.draw(st.lists(st.sampled_from(sorted(game.spots)), min_size=1, max_size=20))
    stakes = [Stake(kind, selection, data.draw(AMOUNTS)) for kind, selection in spots]
    outcomes = [game.outcome(pocket) for pocket in game.pockets]
    assert agrees(game, stakes, outcomes)
    even = [Stake(each.type, each.selection, 2 * each.amount) for each in stakes]
    assert game.exposure(even) == worst(game, even, outcomes)


def test_of_roulette_is_what_the_layout_says():
    assert EUROPEAN.exposure([EUROPEAN.stake("straight", [7], 100)]) == 3_500
    red, black = EUROPEAN.stake("red", None, 500), EUROPEAN.stake("black", None, 500)
    assert EUROPEAN.exposure([red]) == 500
    assert EUROPEAN.exposure([red, black]) == 0
    everywhere = [EUROPEAN.stake("straight", [pocket], 10) for pocket in EUROPEAN.pockets]
    assert EUROPEAN.exposure(everywhere) == 0


# Every way in which a coup can end, told by what it pays: winner, banker's six, and pairs.
COUPS = [
    BaccaratOutcome(player, banker)
    for player, banker in product(
        [
            *(("2S", "2H"), ("4S", "4H"), ("3S", "4H"), ("2S", "6H"), ("3H", "3S"), ("5S", "4S")),
            *(("TS", "TH", "2H"), ("TS", "JH", "2H"), ("2H", "3H", "AS")),
        ],
        repeat=2,
    )
]


@pytest.mark.parametrize("game", [PUNTO_BANCO, NO_COMMISSION], ids=lambda game: game.game_id)
@given(amounts=st.lists(st.integers(0, 1_000_000), min_size=5, max_size=5))
def test_of_baccarat_is_the_worst_coups(game, amounts):
    kinds = ("player", "banker", "tie", "player_pair", "banker_pair")
    stakes = [game.stake(kind, None, n) for kind, n in zip(kinds, amounts, strict=True) if n]
    told = {(c.winner, c.player_pair, c.banker_pair) for c in COUPS}
    assert len(told) == 12
    if stakes:
        assert agrees(game, stakes, COUPS)
        whole = [Stake(each.type, (), 20 * each.amount) for each in stakes]
        assert game.exposure(whole) == worst(game, whole, COUPS)


@given(st.lists(st.tuples(st.integers(101, CRASH.cap), AMOUNTS), min_size=1, max_size=8))
def test_of_crash_is_that_every_target_is_reached(wanted):
    stakes = [CRASH.stake("crash", [target], amount) for target, amount in wanted]
    assert agrees(CRASH, stakes, [MultiplierOutcome(CRASH.cap)])


def test_of_crash_without_a_target_is_that_it_is_cashed_out_at_the_cap():
    by_hand = CRASH.stake("crash", None, 100)
    at_the_cap = CRASH.cashed_out(by_hand, CRASH.cap, MultiplierOutcome(CRASH.cap))
    assert CRASH.exposure([by_hand]) == at_the_cap - 100 == 99_900


@given(st.integers(101, LIMBO.cap), AMOUNTS)
def test_of_limbo_is_that_the_target_is_reached(target, amount):
    stake = LIMBO.bet({"target": target}, amount)
    assert agrees(LIMBO, [stake], [MultiplierOutcome(target)])


@given(
    st.lists(
        st.tuples(st.sampled_from(["under", "over"]), st.integers(1, 9_800), AMOUNTS),
        min_size=1,
        max_size=4,
    )
)
def test_of_dice_is_the_worst_rolls(wanted):
    stakes = [DICE.stake(side, [chance], amount) for side, chance, amount in wanted]
    # Nothing changes between a boundary and the next.
    rolls = {0, 9_999} | {n for _, c, _ in wanted for n in (c - 1, c, 9_999 - c, 10_000 - c)}
    assert agrees(DICE, stakes, [DiceOutcome(roll) for roll in rolls])


def test_of_a_slot_machine_is_its_best_round():
    best = [
        LUCKY_LEMONS.spin(stops, is_free=False, room=0).pays
        for stops in product(*(range(len(strip)) for strip in LUCKY_LEMONS.strips))
    ]
    stake = LUCKY_LEMONS.bet(None, 100)
    assert LUCKY_LEMONS.exposure([stake]) == 100 * max(best) - 100
    # Of the other one a test of its figures goes through all combinations.
    assert GRAND_HARBOUR.exposure([GRAND_HARBOUR.bet(None, 20)]) == 587_100 - 20


def played(seats, decide, shoe):
    """Play a round of blackjack from a stacked shoe and return it with all that was staked."""
    play = BLACKJACK.deal(seats, shoe, 0)
    stakes = [BLACKJACK.stake("seat", [seat], 1_000) for seat in seats]
    while not play.is_over:
        if play.is_shared:
            [seat] = [each.seat for each in play.seats if each.insured is None][:1]
            wanted = Decision(seat, 1, decide(play, "insurance"))
        else:
            seat, hand = play.on
            wanted = Decision(seat, hand, decide(play, "hands"))
        added = BLACKJACK.added_stake(play, wanted, 1_000)
        stakes += [added] if added else []
        play = BLACKJACK.decide(play, wanted, shoe)
    return stakes, BLACKJACK.outcome(play)


def test_of_blackjack_is_four_hands_that_are_doubled_and_win():
    # The seat's eights are split twice and three times; the dealer shows 6, and busts.
    shoe = ["8S", "6S", "8H", "TS", "8D", "8C", *["5S"] * 8, "KS", "KH"]

    def decide(play, _stage):
        return next(each for each in ("split", "double", "stand") if each in play.choices)

    stakes, outcome = played([1], decide, shoe)
    assert sum(stake.amount for stake in stakes) == 8_000
    assert lost(BLACKJACK, stakes, outcome) == BLACKJACK.exposure(stakes[:1]) == 8_000


@given(st.permutations([f"{rank}{suit}" for rank in "A23456789TJQK" for suit in "SHDC"]), st.data())
def test_of_blackjack_is_more_than_any_round_costs(shoe, data):
    def decide(play, stage):
        if stage == "insurance":
            return data.draw(st.sampled_from(["insure", "decline"]))
        return data.draw(st.sampled_from(sorted(play.choices)))

    stakes, outcome = played([1, 2], decide, [*shoe, *shoe])
    assert lost(BLACKJACK, stakes, outcome) <= BLACKJACK.exposure(stakes[:2])


@pytest.mark.parametrize("game", GAMES.values(), ids=lambda game: game.game_id)
def test_the_longest_odds_are_what_a_single_bet_wins_at_most(game):
    if game in (EUROPEAN, AMERICAN, FRENCH):
        singles = [Stake(kind, selection, 20) for kind, selection in game.spots]
    elif game in (PUNTO_BANCO, NO_COMMISSION):
        kinds = ("player", "banker", "tie", "player_pair", "banker_pair")
        singles = [game.stake(kind, None, 20) for kind in kinds]
    elif game.game_id.startswith("blackjack"):
        singles = [game.stake("seat", [1], 20)]
    elif game is CRASH:
        singles = [game.stake("crash", None, 20), game.stake("crash", [200], 20)]
    elif game is LIMBO:
        singles = [game.bet({"target": target}, 20) for target in (101, game.cap)]
    elif game is DICE:
        singles = [game.bet({"direction": "under", "chance": n}, 20) for n in (1, 9_800)]
    else:
        singles = [game.bet(None, 20)]
    most = max(Fraction(game.exposure([stake]), stake.amount) for stake in singles)
    assert game.longest_odds == ceil(most)


@pytest.mark.parametrize("game", [EUROPEAN, PUNTO_BANCO], ids=lambda game: game.game_id)
def test_exposures_of_several_players_add_up_to_a_bound(game):
    """Whatever the outcome, all together lose the house no more than each for themselves."""
    if game is EUROPEAN:
        outcomes = [game.outcome(pocket) for pocket in game.pockets]
        stakes = [game.stake("straight", [n], 100) for n in range(5)] + [game.stake("red", [], 50)]
    else:
        outcomes = COUPS
        stakes = [game.stake(kind, None, 40) for kind in ("player", "banker", "tie")]
    for ann, ben in combinations(stakes, 2):
        together = worst(game, [ann, ben], outcomes)
        assert together <= game.exposure([ann]) + game.exposure([ben])
