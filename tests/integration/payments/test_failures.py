"""Failed deposits, one after the other."""

import pytest

from casino.payments.errors import DepositsBlocked
from casino.payments.messages import DepositRequest
from casino.payments.use_cases.make_deposit import make_deposit
from tests.integration.payments.conftest import PLAYER
from tests.integration.payments.fake_provider import DECLINED_CARD, GOOD_CARD


def deposit(bench, key, method=DECLINED_CARD, player_id=PLAYER):
    request = DepositRequest(amount=25_00, currency="EUR", payment_method=method)
    return make_deposit(bench.parts, player_id, key, request).body["status"]


def test_five_in_ten_minutes_block_the_sixth(bench):
    for number in range(5):
        assert deposit(bench, f"in-{number}") == "failed"
        bench.clock.move(60)
    with pytest.raises(DepositsBlocked) as blocked:
        deposit(bench, "in-6", GOOD_CARD)
    assert blocked.value.retry_after_seconds == 9 * 60
    assert len(bench.provider.charges) == 5
    # What was asked before keeps its answer.
    assert deposit(bench, "in-0") == "failed"
    bench.clock.move(9 * 60)
    assert deposit(bench, "in-6", GOOD_CARD) == "succeeded"


def test_five_in_a_longer_time_do_not(bench):
    for number in range(8):
        assert deposit(bench, f"in-{number}") == "failed"
        bench.clock.move(150)
    assert deposit(bench, "in-9", GOOD_CARD) == "succeeded"


def test_are_counted_apart_for_each_player(bench):
    bench.open_wallet("player-2")
    for number in range(5):
        deposit(bench, f"in-{number}")
    assert deposit(bench, "in", GOOD_CARD, "player-2") == "succeeded"


def test_repetitions_of_one_count_once(bench):
    for _ in range(10):
        assert deposit(bench, "in") == "failed"
    assert deposit(bench, "in-2", GOOD_CARD) == "succeeded"
