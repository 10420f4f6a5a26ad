"""Rounds that players play alone, seen by the audit."""

import pytest

from casino.books.use_cases.sum_entries import sum_entries
from tests.integration.instant.conftest import Room


@pytest.fixture
def round_id(house):
    """A round that ann has played and won, among some that she lost."""
    room = Room()
    room.clock.now = house.clock.now
    won = room.play_until(won=True)
    room.play_until(won=False)
    sum_entries(house.books, house.reader, ["ann"])
    return won.bet.round_id


def drifts(house):
    return {(check, detail) for check, _, detail in house.drifts()}


def test_all_is_well_after_some_rounds(house, round_id):
    report = house.reconcile()
    assert report.drifts == []
    assert house.drifts() == set()


def test_a_round_that_says_another_payout_is_found(house, round_id):
    entry = house.item("wallet", "PLAYER#ann", f"ENTRY#bet#{round_id}")
    tampered = entry["reference"] | {"payout": 300}
    house.tamper("wallet", "PLAYER#ann", f"ENTRY#bet#{round_id}", reference=tampered)
    assert ("rounds", "it pays 200 EUR by its outcome, and says 300") in drifts(house)


def test_a_round_with_another_outcome_is_found(house, round_id):
    entry = house.item("wallet", "PLAYER#ann", f"ENTRY#bet#{round_id}")
    tampered = entry["reference"] | {"outcome": {"roll": 9_999}}
    house.tamper("wallet", "PLAYER#ann", f"ENTRY#bet#{round_id}", reference=tampered)
    assert ("rounds", "it won 0 EUR and was paid 200 EUR") in drifts(house)


def test_a_round_with_another_stake_is_found(house, round_id):
    entry = house.item("wallet", "PLAYER#ann", f"ENTRY#bet#{round_id}")
    tampered = entry["reference"] | {"stakes": "under:4950=50"}
    house.tamper("wallet", "PLAYER#ann", f"ENTRY#bet#{round_id}", reference=tampered)
    assert ("rounds", "its stake was 50 EUR, and 100 were taken") in drifts(house)


def test_a_round_that_cannot_be_read_is_found(house, round_id):
    entry = house.item("wallet", "PLAYER#ann", f"ENTRY#bet#{round_id}")
    tampered = entry["reference"] | {"outcome": {"roll": 10_000}}
    house.tamper("wallet", "PLAYER#ann", f"ENTRY#bet#{round_id}", reference=tampered)
    assert ("rounds", "it can't have been played: There is no such roll.") in drifts(house)


def test_a_win_that_was_not_paid_is_found(house, round_id):
    key = {"pk": {"S": "PLAYER#ann"}, "sk": {"S": f"ENTRY#win#{round_id}"}}
    house.dynamodb.delete_item(TableName="wallet", Key=key)
    assert ("rounds", "it won 200 EUR and was paid nothing") in drifts(house)
