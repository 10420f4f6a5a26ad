"""Cards that a dealer enters one by one, and what takes them back."""

from dataclasses import dataclass
from types import MappingProxyType

import pytest

from casino.games import Game, UnknownCard
from casino.games.cards import RANKS, check_cards
from casino.games.roulette import EUROPEAN
from casino.tables.dealer import NO_RESULT
from casino.tables.dealing import Wish
from casino.tables.errors import (
    CardEntered,
    UnusableOutcome,
    WrongPhase,
)
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.views import view_of_table
from tests.support.dealing import (
    DealerFloor,
    dealers_table,
)


@pytest.fixture
def table(aws):
    return dealers_table()


@dataclass(frozen=True)
class Pair:
    """Two cards, and what they make: the pocket of their sum."""

    cards: tuple

    def to_wire(self):
        return EUROPEAN.outcome(sum(RANKS.index(card[0]) + 1 for card in self.cards)).to_wire()


class TwoCards(Game):
    """A coup is two cards: as much of a card game as dealing needs."""

    game_id = "two-cards"

    def outcome_of(self, cards):
        if len(check_cards(cards)) > 2:
            raise UnknownCard("A coup has two cards.")
        return Pair(tuple(cards)) if len(cards) == 2 else None

    def read_outcome(self, wire):
        return EUROPEAN.read_outcome(wire)

    def stake(self, *args, **more):
        return EUROPEAN.stake(*args, **more)

    def returned(self, stake, outcome):
        return 0

    longest_odds = 35

    def exposure(self, stakes):
        return 0


@pytest.fixture
def cards(table, monkeypatch):
    monkeypatch.setattr(
        "casino.tables.model.GAMES", MappingProxyType({"roulette-european": TwoCards()})
    )
    table.play_to_close()
    return table


def test_cards_are_entered_one_by_one_and_the_last_makes_the_outcome(cards):
    cards.card("AS", 0)
    assert cards.round.dealing.outcome is None
    cards.card("TD", 1)
    assert cards.round.dealing.outcome["pocket"] == 11
    told = [(data["card"], data["position"]) for name, data in cards.told() if name == "round.card"]
    assert told == [("AS", 0), ("TD", 1)]
    assert view_of_table(cards.table).cards == ["AS", "TD"]


def test_a_card_that_is_read_twice_is_entered_once(cards):
    for _ in range(2):
        cards.card("AS", 0)
    cards.card("AS", 1)  # of another deck, a card like it
    for _ in range(2):
        cards.card("AS", 0)
        cards.card("AS", 1)
    assert cards.round.dealing.cards == ("AS", "AS")
    assert cards.kinds().count("round.card") == 2


def test_a_card_out_of_turn_is_refused(cards):
    with pytest.raises(CardEntered):
        cards.card("AS", 1)
    cards.card("AS", 0)
    with pytest.raises(CardEntered):
        cards.card("KH", 0)
    with pytest.raises(UnusableOutcome):
        cards.card("ZZ", 1)
    with pytest.raises(WrongPhase):
        cards.enter(14)
    assert cards.round.dealing.cards == ("AS",)
    cards.card("KH", 1)
    with pytest.raises(CardEntered):
        cards.card("QH", 2)


def test_each_card_gives_the_dealer_their_time_again(cards):
    for position in range(1):
        cards.clock.move(59)
        cards.card("AS", position)
    cards.clock.move(59)
    assert advance_round(cards.parts, cards.table_id, None) is None
    cards.advance()
    assert cards.round.void_reason == NO_RESULT


def test_cards_that_were_wrong_are_corrected_as_a_whole(cards):
    cards.card("AS", 0)
    cards.card("TD", 1)
    with pytest.raises(WrongPhase):
        cards.correct(17)
    asked = cards.ask(Wish.CORRECT, cards=("AS", "9D")).act_id
    cards.decide(asked)
    assert cards.round.dealing.outcome["pocket"] == 10
    assert dict(cards.told())["round.corrected"]["cards"] == ["AS", "9D"]


def test_a_card_too_many_is_taken_back_and_the_coup_goes_on(cards):
    cards.card("AS", 0)
    cards.card("TD", 1)
    cards.decide(cards.ask(Wish.CORRECT, cards=("AS",)).act_id)
    assert cards.round.dealing.outcome is None
    cards.card("9D", 1)
    cards.advance()
    assert cards.round.outcome["pocket"] == 10


def test_a_wheel_has_no_cards(table):
    table.play_to_close()
    with pytest.raises(WrongPhase):
        table.card("AS", 0)


def test_a_coup_of_baccarat_is_dealt_card_by_card_and_paid(aws):
    table = DealerFloor("baccarat")
    table.seat("ann", 1_000)
    table.open()
    table.bet("ann", "a", {"type": "player", "amount": 100})
    table.clock.move(5)
    table.close()
    # Player 8, banker 2 and then no third card, because 8 is a natural.
    for position, card in enumerate(("3H", "AC", "5D", "AS")):
        assert table.round.dealing.outcome is None
        table.card(card, position)
    assert table.round.dealing.outcome["winner"] == "player"
    with pytest.raises(CardEntered):
        table.card("9H", 4)
    table.finish()
    assert table.ledger.wallet("ann").cash == 1_100
    assert table.round.outcome["player"] == ["3H", "5D"]
