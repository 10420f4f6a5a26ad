"""Checkpoints stand for every word of the entries before them."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from casino.reconciliation.checkpoint import Checkpoint
from casino.reconciliation.proofs import SLICES, Coverage
from casino.wallet import CASH, EntryType, Totals, Wallet
from casino.wallet.game_entries import post_game_entry

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

OTHER = {
    "type": EntryType.BONUS,
    "key": "other",
    "currency": "GBP",
    "postings": {CASH: 1_001, "psp:stripe": -1_001},
    "version": 2,
    "cash": 1,
    "bonus": 1,
    "held": 1,
    "totals": Totals(deposited=1),
    "posted_at": "2026-11-23T12:00:00.000001Z",
    "reference": {"deposit_id": "d-2"},
    "fingerprint": "f",
    "actor": "kim",
    "kind": "live",
}


@pytest.fixture
def entry():
    _, entry = post_game_entry(
        Wallet("ann", "EUR"),
        EntryType.DEPOSIT,
        "d-1",
        {CASH: 1_000, "psp:stripe": -1_000},
        at=NOW,
        reference={"deposit_id": "d-1"},
    )
    return entry


def test_a_checkpoint_moves_to_where_an_entry_leads(entry):
    reached = Checkpoint("ann").after(entry)
    assert (reached.version, reached.cash, reached.totals) == (1, 1_000, Totals(deposited=1_000))
    assert reached.position == "2026-11-23T12:00:00.000000Z#000000000001"


@pytest.mark.parametrize("name", OTHER)
def test_no_word_of_an_entry_can_be_changed(entry, name):
    changed = replace(entry, **{name: OTHER[name]})
    before = Checkpoint("ann")
    assert before.after(changed).digest != before.after(entry).digest


def test_every_word_is_tried_here(entry):
    assert {each.name for each in fields(entry)} == {"player_id", *OTHER}


def test_an_entry_is_sealed_with_those_before_it(entry):
    one, other = Checkpoint("ann"), Checkpoint("ann").after(replace(entry, key="earlier"))
    assert one.after(entry).digest != other.after(entry).digest


def test_what_entries_may_say_one_day_leaves_digests_as_they_are(entry):
    digest = Checkpoint("ann").after(entry).digest
    assert digest == ("b9b383e998e51d73eea1bfb39acb85357f069d3cbd853a8b0c3ce3f7a16269c4")


def test_differences_are_said_in_words(entry):
    proved = Checkpoint("ann").after(entry)
    now = Checkpoint("ann").after(replace(entry, cash=900, bonus=100))
    assert list(proved.differences(now)) == [
        "cash up to 1 was proved as 1000, and is 900",
        "bonus up to 1 was proved as 0, and is 100",
        "entries up to 1 are not those that were proved",
    ]
    assert not list(proved.differences(proved))


def test_every_day_comes_once_and_then_once_in_each_cycle():
    coverage, new, again = Coverage(1, "2026-11-22", "2026-11-21"), [], []
    days = [f"2026-12-{day:02d}" for day in range(1, 32)]
    for day in days:
        new += coverage.days_until(day)
        again.append(coverage.days_again())
        coverage = coverage.with_days_until(day)
    assert new == [f"2026-11-{day}" for day in range(22, 31)] + days[:-1]
    assert coverage.through == "2026-12-30"
    cycle = [day for some in again[-SLICES:] for day in some]
    assert len(cycle) == len(set(cycle))
    assert set(days[:2]) <= set(cycle)
