from datetime import UTC, datetime

import pytest

from casino.sessions import Kind, RateLimited, Sessions
from casino.sessions.limits import LIMITS
from casino.sessions.use_cases.charge_bets import charge_bets
from casino.shared.aws import client

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BURST = LIMITS[Kind.BET].burst


@pytest.fixture
def sessions(aws):
    return Sessions(client("dynamodb"), "connections")


def left(sessions, player_id="ann"):
    try:
        return sessions.admit(player_id, 0, Kind.BET, NOW).remaining
    except RateLimited:
        return None


def test_bets_are_taken_from_their_players_buckets(sessions):
    charge_bets(sessions, lambda: NOW, [("ann", 1), ("ben", 1), ("ann", 2)])
    assert left(sessions, "ann") == BURST - 3
    assert left(sessions, "ben") == BURST - 2


def test_a_bet_that_is_told_of_again_is_charged_no_second_time(sessions):
    told = [("ann", 4), ("ann", 7)]
    charge_bets(sessions, lambda: NOW, told)
    charge_bets(sessions, lambda: NOW, [*told, ("ann", 8)])
    assert left(sessions) == BURST - 4


def test_more_bets_than_a_bucket_holds_keep_the_next_one_waiting(sessions):
    charge_bets(sessions, lambda: NOW, [("ann", number) for number in range(1, BURST + 2)])
    assert left(sessions) is None
