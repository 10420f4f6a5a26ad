import pytest

from casino.games import (
    Draws,
    InvalidStakeAmount,
    Stake,
    UnknownCard,
    UnknownOutcome,
    UnknownSelection,
    UnknownStakeType,
)
from casino.games.baccarat import (
    NO_COMMISSION,
    PUNTO_BANCO,
    BaccaratStakeType,
    Side,
    next_card,
    total,
)
from casino.games.cards import DECK

BOTH = pytest.mark.parametrize("game", [PUNTO_BANCO, NO_COMMISSION], ids=lambda game: game.game_id)


def hand(text):
    """Read "9 K" as nine and king; suits do not matter to the rules."""
    return [rank + "HDC"[place] for place, rank in enumerate(text.split())]


def coup(player, banker):
    return PUNTO_BANCO.read_outcome({"player": hand(player), "banker": hand(banker)})


def paid(game, kind, outcome, amount=100):
    return game.payout([game.stake(kind, None, amount)], outcome, None)


class TestTotals:
    @pytest.mark.parametrize(
        ("cards", "counts"),
        [("A", 1), ("9", 9), ("T", 0), ("J", 0), ("Q", 0), ("K", 0), ("7 6", 3), ("9 9 9", 7)],
    )
    def test_only_the_last_digit_counts(self, cards, counts):
        assert total(hand(cards)) == counts


class TestDealing:
    def test_the_first_four_cards_alternate(self):
        turns = [("", ""), ("2", ""), ("2", "3"), ("2 K", "3")]
        assert [next_card(hand(own), hand(other)) for own, other in turns] == [
            Side.PLAYER,
            Side.BANKER,
            Side.PLAYER,
            Side.BANKER,
        ]

    @pytest.mark.parametrize(
        ("player", "banker"), [("9 K", "2 K"), ("2 K", "8 K"), ("4 4", "4 5"), ("A K", "9 T")]
    )
    def test_a_natural_ends_the_coup(self, player, banker):
        assert next_card(hand(player), hand(banker)) is None

    @pytest.mark.parametrize("player", ["K Q", "A K", "2 K", "3 K", "4 K", "5 K"])
    def test_the_player_draws_on_up_to_5(self, player):
        assert next_card(hand(player), hand("7 K")) is Side.PLAYER

    @pytest.mark.parametrize("player", ["6 K", "7 K"])
    @pytest.mark.parametrize("banker", range(8))
    def test_when_the_player_stands_the_banker_draws_on_up_to_5(self, player, banker):
        cards = hand(f"K {banker or 'Q'}".replace("K 1", "K A"))
        assert next_card(hand(player), cards) is (Side.BANKER if banker <= 5 else None)

    @pytest.mark.parametrize(
        ("banker", "draws"),
        [
            # Third cards of the player:  K A 2 3 4 5 6 7 8 9
            ("K Q", "DDDDDDDDDD"),
            ("A K", "DDDDDDDDDD"),
            ("2 K", "DDDDDDDDDD"),
            ("3 K", "DDDDDDDDSD"),
            ("4 K", "SSDDDDDDSS"),
            ("5 K", "SSSSDDDDSS"),
            ("6 K", "SSSSSSDDSS"),
            ("7 K", "SSSSSSSSSS"),
        ],
    )
    def test_the_banker_goes_by_the_players_third_card(self, banker, draws):
        for third, decision in zip("KA23456789", draws, strict=True):
            turn = next_card(hand(f"2 2 {third}"), hand(banker))
            assert turn is (Side.BANKER if decision == "D" else None), third

    def test_the_bankers_third_card_ends_the_coup(self):
        assert next_card(hand("2 2 5"), hand("5 K 9")) is None

    @pytest.mark.parametrize(
        ("player", "banker"),
        [
            ("", "2"),  # the player comes first
            ("2 3", ""),
            ("2 3 4", "K"),
            ("9 K 2", "2 K"),  # a natural
            ("6 K 2", "2 K"),  # the player stands on 6
            ("6 K", "6 K 2"),  # and so does the banker
            ("2 2 8", "3 K 5"),
            ("2 K", "2 K 5"),  # the player draws first
            ("2 2 3 4", "3 K"),
            ("2 2 3", "3 K 2 2"),
        ],
    )
    def test_a_card_out_of_turn_is_refused(self, player, banker):
        player, banker = ([f"{rank}S" for rank in text.split()] for text in (player, banker))
        with pytest.raises(UnknownOutcome):
            next_card(player, banker)

    def test_what_is_no_card_is_refused(self):
        with pytest.raises(UnknownCard):
            next_card(["2H"], ["1H"])


class TestOutcome:
    def test_says_the_cards_and_what_follows_from_them(self):
        assert coup("2 2 8", "3 3").to_wire() == {
            "player": ["2H", "2D", "8C"],
            "banker": ["3H", "3D"],
            "player_total": 2,
            "banker_total": 6,
            "winner": "banker",
            "player_pair": True,
            "banker_pair": True,
        }

    @pytest.mark.parametrize(
        ("player", "banker", "winner"),
        [("9 K", "8 K", "player"), ("6 K", "7 K", "banker"), ("7 K", "7 Q", "tie")],
    )
    def test_the_hand_nearer_to_nine_wins(self, player, banker, winner):
        assert coup(player, banker).winner == winner

    def test_a_pair_is_of_rank_not_of_value(self):
        courts = coup("K Q", "8 T")
        assert (courts.player_pair, courts.banker_pair) == (False, False)
        assert coup("K K", "8 T").player_pair

    def test_a_pair_is_of_the_first_two_cards(self):
        assert not coup("2 3 3", "7 K").player_pair

    def test_is_read_back_as_it_was_written(self):
        outcome = coup("2 2 8", "3 3")
        assert PUNTO_BANCO.read_outcome(outcome.to_wire()) == outcome

    def test_follows_from_the_cards_whatever_else_is_written(self):
        entered = {"player": ["9H", "KD"], "banker": ["2H", "KD"], "winner": "banker"}
        assert PUNTO_BANCO.read_outcome(entered).winner == "player"

    @pytest.mark.parametrize(
        "wire",
        [
            {},
            {"player": ["9H", "KD"]},
            {"player": ["9H", "KD"], "banker": None},
            {"player": "9HKD", "banker": ["2H", "KD"]},
            {"player": {"9H": 1, "KD": 2}, "banker": ["2H", "KD"]},
            {"player": ["9H", "KD"], "banker": ["2H"]},
            {"player": ["9H"], "banker": ["2H", "KD"]},
            {"player": ["2H", "KD"], "banker": ["3H", "KD"]},  # the player's third is missing
            {"player": ["6H", "KD"], "banker": ["3H", "KD"]},  # and here the banker's
            {"player": ["2H", "3D", "4C"], "banker": ["5H", "KD"]},
            {"player": ["9H", "KD"], "banker": ["2H", "KD", "5C"]},
            {"player": ["6H", "KD", "2C"], "banker": ["7H", "KD"]},
            {"player": ["9H", "KX"], "banker": ["2H", "KD"]},
            {"player": ["9H", "10D"], "banker": ["2H", "KD"]},
            {"player": ["9H", 9], "banker": ["2H", "KD"]},
            {"player": ["9H", ["KD"]], "banker": ["2H", "KD"]},
            {"player": ["9h", "KD"], "banker": ["2H", "KD"]},
        ],
    )
    def test_what_the_rules_do_not_deal_is_refused(self, wire):
        with pytest.raises(UnknownOutcome):
            PUNTO_BANCO.read_outcome(wire)


@BOTH
class TestDraw:
    def test_deals_from_eight_decks_shuffled_as_one(self, game):
        for nonce in range(40):
            seeds = {"server_seed": "ab" * 32, "client_seed": "baccarat-1", "nonce": nonce}
            first, second, third, fourth, *rest = Draws(**seeds).shuffle(DECK * 8)
            dealt = game.draw(Draws(**seeds))
            assert (dealt.player[:2], dealt.banker[:2]) == ((first, third), (second, fourth))
            assert [*dealt.player[2:], *dealt.banker[2:]] == rest[
                : len(dealt.player[2:] + dealt.banker[2:])
            ]

    def test_deals_what_can_be_read_back(self, game):
        for nonce in range(40):
            dealt = game.draw(Draws("cd" * 32, client_seed="baccarat-1", nonce=nonce))
            assert game.read_outcome(dealt.to_wire()) == dealt


@BOTH
class TestStakes:
    @pytest.mark.parametrize("kind", [*BaccaratStakeType])
    def test_are_read_and_written_back_unchanged(self, game, kind):
        wire = {"type": kind.value, "amount": 100}
        assert game.read_stake(wire).to_wire() == wire
        assert game.read_stake(wire | {"selection": []}) == game.read_stake(wire)

    @pytest.mark.parametrize("kind", [*BaccaratStakeType])
    def test_take_no_selection(self, game, kind):
        with pytest.raises(UnknownSelection):
            game.stake(kind, [1], 100)

    @pytest.mark.parametrize("kind", ["red", "", "Player", "pair"])
    def test_are_on_bets_of_this_game(self, game, kind):
        with pytest.raises(UnknownStakeType):
            game.stake(kind, None, 100)

    @pytest.mark.parametrize("amount", [0, -1, 1.0, True, None, "1"])
    def test_are_positive_whole_numbers(self, game, amount):
        with pytest.raises(InvalidStakeAmount):
            game.stake("tie", None, amount)

    @pytest.mark.parametrize("stake", [Stake("red", (), 1), Stake("banker", (1,), 1)])
    def test_of_another_game_are_refused_rather_than_lost(self, game, stake):
        with pytest.raises((UnknownStakeType, UnknownSelection)):
            game.payout([stake], coup("9 K", "8 K"), None)


@BOTH
class TestPayout:
    def test_the_player_pays_even_money(self, game):
        assert paid(game, "player", coup("9 K", "8 K")) == 200
        assert paid(game, "player", coup("6 K", "7 K")) == 0

    @pytest.mark.parametrize("kind", ["player", "banker"])
    def test_a_bet_on_a_hand_is_returned_on_a_tie(self, game, kind):
        assert paid(game, kind, coup("7 K", "7 Q"), amount=33) == 33

    def test_a_tie_pays_8_to_1(self, game):
        assert paid(game, "tie", coup("7 K", "7 Q")) == 900
        assert paid(game, "tie", coup("6 K", "7 K")) == 0

    def test_a_pair_pays_11_to_1_whoever_wins(self, game):
        both, bankers, none = coup("4 4", "2 2"), coup("T K", "4 4"), coup("7 K", "6 K")
        assert [paid(game, "player_pair", each) for each in (both, bankers, none)] == [1200, 0, 0]
        assert [paid(game, "banker_pair", each) for each in (both, bankers, none)] == [
            1200,
            1200,
            0,
        ]

    def test_stakes_add_up(self, game):
        stakes = [game.stake(kind, None, 100) for kind in BaccaratStakeType]
        assert game.payout(stakes, coup("4 4", "2 2"), None) == 200 + 1200 + 1200
        assert game.payout([], coup("4 4", "2 2"), None) == 0


class TestBanker:
    @pytest.mark.parametrize(
        ("amount", "win"), [(100, 95), (20, 19), (1, 0), (10, 9), (19, 18), (21, 19), (33, 31)]
    )
    def test_pays_even_money_less_a_commission_rounded_up(self, amount, win):
        assert paid(PUNTO_BANCO, "banker", coup("6 K", "7 K"), amount) == amount + win

    def test_pays_a_commission_on_six_as_on_any_win(self):
        assert paid(PUNTO_BANCO, "banker", coup("2 2 8", "3 3")) == 195

    @pytest.mark.parametrize(("amount", "win"), [(100, 50), (1, 0), (3, 1)])
    def test_without_commission_a_win_with_six_pays_half_rounded_down(self, amount, win):
        assert paid(NO_COMMISSION, "banker", coup("2 2 8", "3 3"), amount) == amount + win

    def test_without_commission_any_other_win_pays_even_money(self):
        assert paid(NO_COMMISSION, "banker", coup("6 K", "7 K"), 33) == 66

    def test_loses_to_the_player(self):
        for game in (PUNTO_BANCO, NO_COMMISSION):
            assert paid(game, "banker", coup("7 K", "6 K")) == 0


class TestCardsAsADealerTurnsThem:
    def test_make_nothing_until_the_coup_is_complete(self):
        cards = ["9H", "2C", "KD", "5S"]
        for count in range(4):
            assert PUNTO_BANCO.outcome_of(cards[:count]) is None
        assert PUNTO_BANCO.outcome_of(cards) == PUNTO_BANCO.read_outcome(
            {"player": ["9H", "KD"], "banker": ["2C", "5S"]}
        )

    def test_third_cards_go_to_the_hand_whose_turn_it_is(self):
        outcome = PUNTO_BANCO.outcome_of(["2H", "3C", "2D", "KS", "6S", "4D"])
        assert (outcome.player, outcome.banker) == (("2H", "2D", "6S"), ("3C", "KS", "4D"))

    def test_a_card_after_the_last_one_is_refused(self):
        with pytest.raises(UnknownOutcome):
            PUNTO_BANCO.outcome_of(["9H", "2C", "KD", "5S", "3D"])

    def test_a_card_that_there_is_not_is_refused(self):
        with pytest.raises(UnknownOutcome):
            PUNTO_BANCO.outcome_of(["9H", "1C"])
