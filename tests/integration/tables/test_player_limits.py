"""What a player's own limits leave of a bet at a table, by all its doors."""

import pytest

from casino.safer_gambling import PlayerLimitReached
from casino.safer_gambling.limits import name_of_limit
from casino.safer_gambling.use_cases.change_limit import set_limit
from casino.safer_gambling.use_cases.list_limits import list_limits
from casino.tables import Phase, TableStatus
from casino.wallet import Period
from tests.integration.tables.conftest import Floor
from tests.integration.tables.test_lifecycle import change
from tests.support.blackjack import BlackjackFloor, hard, on
from tests.support.traffic import traffic

RED = {"type": "red", "amount": 100}
BLACK = {"type": "black", "amount": 100}


def limit(floor, name, value):
    kind, period = name.split("/")
    set_limit(floor.parts, "ann", name_of_limit(kind, period), value)


@pytest.fixture
def floor(aws):
    floor = Floor()
    floor.seat("ann", 10_000)
    floor.advance()
    return floor


def test_a_bet_of_several_stakes_is_refused_whole(floor):
    limit(floor, "stake/bet", 150)
    with pytest.raises(PlayerLimitReached) as refusal:
        floor.bet("ann", "b-1", RED, BLACK)
    assert refusal.value.details["remaining"] == 150
    assert floor.ledger.wallet("ann").cash == 10_000
    floor.bet("ann", "b-1", RED)


def test_a_stake_counts_until_its_bet_is_paid(floor):
    limit(floor, "loss/day", 200)
    floor.bet("ann", "b-1", RED, BLACK)
    with pytest.raises(PlayerLimitReached):
        floor.bet("ann", "b-2", RED)
    change(floor, TableStatus.MAINTENANCE)
    floor.advance_to(Phase.VOIDED)
    floor.settle()
    wallet = floor.ledger.wallet("ann")
    assert (wallet.cash, wallet.lost_in(Period.DAY, floor.clock.now)) == (10_000, 0)
    [daily] = [
        each
        for each in list_limits(floor.parts, "ann").items
        if (each.kind, each.period) == ("loss", "day")
    ]
    assert (daily.used, daily.remaining) == (0, 200)


def test_the_first_bet_is_answered_again_whatever_a_limit_leaves(floor):
    limit(floor, "loss/day", 100)
    floor.bet("ann", "b-1", RED)
    assert floor.bet("ann", "b-1", RED)["replayed"]


def test_limits_cost_a_bet_no_trip_and_no_unit(floor):
    for each in list_limits(floor.parts, "ann").items:
        limit(floor, f"{each.kind}/{each.period}", 1_000_000)
    round_id = floor.round.round_id
    floor.bet("ann", "b-1", RED)
    with traffic() as seen:
        floor.bet("ann", "b-2", RED, round_id=round_id)
    assert seen.calls == {"BatchGetItem": 1, "TransactWriteItems": 1}
    assert seen.write_units == {"wallet": 6, "tables": 2}


def test_what_a_decision_adds_is_asked_for_together_with_its_bet(aws):
    floor = BlackjackFloor()
    limit(floor, "stake/bet", 1_999)
    floor.deal_so_that(hard, ("ann", "b-1", on(1)))
    with pytest.raises(PlayerLimitReached) as refusal:
        floor.decide("ann", 1, "double")
    assert refusal.value.details["kind"] == "stake"
    # The hand may be played otherwise.
    floor.decide("ann", 1, "stand")


def test_what_a_decision_adds_is_a_loss_as_well(aws):
    floor = BlackjackFloor()
    limit(floor, "loss/week", 1_999)
    floor.deal_so_that(hard, ("ann", "b-1", on(1)))
    with pytest.raises(PlayerLimitReached) as refusal:
        floor.decide("ann", 1, "double")
    assert refusal.value.details["remaining"] == 999
