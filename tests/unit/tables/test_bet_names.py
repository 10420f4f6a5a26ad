"""How bets are called: by those who make them, and by what is added to them."""

import pytest
from pydantic import ValidationError

from casino.betting.messages import GetBet
from casino.tables.bet_messages import BetOnRound

ADDED = "b-1~2.0"
ROUND = {"round_id": "blackjack-1.1", "stakes": [{"type": "seat", "selection": [2], "amount": 10}]}


def test_what_a_decision_added_can_be_asked_for():
    assert GetBet(bet_id=ADDED).bet_id == ADDED


def test_no_client_can_call_a_bet_like_what_a_decision_adds():
    BetOnRound(bet_id="b-1", **ROUND)
    with pytest.raises(ValidationError, match="bet_id"):
        BetOnRound(bet_id=ADDED, **ROUND)


def test_what_is_added_to_the_longest_name_can_be_asked_for():
    longest = "b" * 128
    BetOnRound(bet_id=longest, **ROUND)
    assert GetBet(bet_id=f"{longest}~99.999")
