from datetime import UTC, datetime, timedelta

import pytest

from casino.wallet import (
    BONUS,
    CASH,
    HELD,
    Activity,
    CurrencyMismatch,
    EntryType,
    InsufficientFunds,
    Wallet,
    WalletRestricted,
    balances_of,
    post,
)
from casino.wallet.game_entries import post_game_entry
from tests.support.bars import bar_on

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WALLET = Wallet("ann", "EUR", cash=1000, bonus=200, held=50, version=7)


def test_an_entry_moves_the_balances_and_remembers_them():
    after, entry = post(WALLET, EntryType.DEPOSIT, "d-1", {CASH: 500, "psp:stripe": -500}, at=NOON)
    assert (after.cash, after.version) == (1500, 8)
    assert (entry.amount, entry.balance_after, entry.version) == (500, 1700, 8)
    assert balances_of(entry) == balances_of(after)


def test_postings_that_do_not_sum_to_zero_are_a_bug():
    with pytest.raises(ValueError, match="sum to zero"):
        post(WALLET, EntryType.DEPOSIT, "d-1", {CASH: 500, "psp:stripe": -499}, at=NOON)


def test_an_entry_without_postings_is_a_bug():
    with pytest.raises(ValueError, match="sum to zero"):
        post(WALLET, EntryType.DEPOSIT, "d-1", {}, at=NOON)


@pytest.mark.parametrize(
    "postings",
    [{CASH: -1001, HELD: 1001}, {BONUS: -201, CASH: 201}, {HELD: -51, CASH: 51}],
)
def test_no_bucket_falls_below_zero(postings):
    with pytest.raises(InsufficientFunds):
        post(WALLET, EntryType.ADJUSTMENT, "x", postings, at=NOON)


def test_what_is_held_is_not_available_and_holding_it_shows_as_a_negative_amount():
    after, entry = post(WALLET, EntryType.WITHDRAWAL_HOLD, "w-1", {CASH: -300, HELD: 300}, at=NOON)
    assert (after.available, after.held) == (900, 350)
    assert entry.amount == -300


def test_time_never_runs_backwards_in_a_ledger_even_if_a_servers_clock_does():
    ahead, first = post_game_entry(WALLET, EntryType.BET, "1", {CASH: -1, "game:x": 1}, at=NOON)
    _, second = post_game_entry(
        ahead, EntryType.BET, "2", {CASH: -1, "game:x": 1}, at=NOON - timedelta(seconds=1)
    )
    assert second.posted_at == first.posted_at


def test_a_stake_takes_cash_before_bonus():
    assert WALLET.cover(1000) == {CASH: -1000}
    assert WALLET.cover(1100) == {CASH: -1000, BONUS: -100}
    with pytest.raises(InsufficientFunds):
        WALLET.cover(1201)


def test_a_barred_activity_is_refused_and_others_are_not():
    barred = WALLET.barring(bar_on(Activity.PLAY))
    barred.must_allow(Activity.WITHDRAW, NOON)
    with pytest.raises(WalletRestricted):
        barred.must_allow(Activity.PLAY, NOON)


def test_an_amount_of_another_currency_is_refused():
    with pytest.raises(CurrencyMismatch):
        WALLET.must_hold("USD")


def test_the_same_entry_has_the_same_public_name_and_another_has_another():
    postings = {CASH: -1, "game:x": 1}
    names = [
        post_game_entry(WALLET, entry_type, key, postings, at=NOON)[1].transaction_id
        for entry_type, key in [
            (EntryType.BET, "a"),
            (EntryType.BET, "a"),
            (EntryType.WIN, "a"),
            (EntryType.BET, "b"),
        ]
    ]
    assert names[0] == names[1]
    assert len(set(names)) == 3
