"""Game money has one way in and one way out, and nobody else can say that it moved."""

from dataclasses import replace
from datetime import UTC, datetime

import grimp
import pytest

from casino.betting import BetKind, balances_after, kind_of
from casino.betting.model import stake, win
from casino.wallet import BONUS, CASH, Activity, EntryType, Wallet, WalletRestricted, post
from casino.wallet.model import GAME_ENTRIES
from tests.support.bars import bar_on

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
WALLET = Wallet("ann", "EUR", cash=1_000, bonus=200)
ON = {"round_id": "r-1", "game_id": "roulette-european", "stakes": "red=600"}


def staked(amount=600, wallet=WALLET, **reference):
    return stake(wallet, BetKind.LIVE, "b-1", amount, at=NOON, reference=ON | reference)


class TestEverybodyElse:
    @pytest.mark.parametrize("entry_type", sorted(GAME_ENTRIES))
    def test_can_post_no_entry_of_a_game(self, entry_type):
        with pytest.raises(ValueError, match=r"casino\.betting"):
            post(WALLET, entry_type, "b-1", {CASH: -1, "house:purpose": 1}, at=NOON)

    @pytest.mark.parametrize("entry_type", sorted(set(EntryType) - GAME_ENTRIES))
    def test_can_post_nothing_to_a_games_account(self, entry_type):
        with pytest.raises(ValueError, match=r"casino\.betting"):
            post(WALLET, entry_type, "x-1", {CASH: 1, "game:dice": -1}, at=NOON)

    def test_reaches_the_way_around_that_through_betting_alone(self):
        graph = grimp.build_graph("casino", "functions", "croupier", cache_dir=None)
        of_entries = graph.find_modules_that_directly_import("casino.wallet.game_entries")
        of_model = graph.find_modules_that_directly_import("casino.wallet.model")
        assert of_entries == {"casino.betting.model"}
        # Handlers translate; what they read of the model is its enumerations.
        others = {name for name in of_model if name.startswith("casino.")}
        assert all(name.startswith("casino.wallet.") for name in others - {"casino.wallet"})


def test_stakes_and_wins_are_all_the_entries_that_games_have():
    _, bet = staked()
    paid = [win(WALLET, bet, 600, at=NOON, reference={}, voided=each)[1] for each in (True, False)]
    assert {bet.type, *(each.type for each in paid)} == GAME_ENTRIES


def test_a_stake_goes_to_the_game_from_cash_before_bonus():
    after, bet = staked(1_100)
    assert bet.postings == {CASH: -1_000, BONUS: -100, "game:roulette-european": 1_100}
    assert (after.cash, after.bonus) == (0, 100)


def test_who_may_not_play_can_stake_nothing_and_is_paid_all_the_same():
    _, bet = staked()
    barred = WALLET.barring(bar_on(Activity.PLAY))
    with pytest.raises(WalletRestricted):
        staked(wallet=barred)
    after, _ = win(barred, bet, 1_200, at=NOON, reference={})
    assert after.cash == 2_200


def test_a_win_has_its_bets_key_and_kind_and_says_what_it_was_on():
    _, bet = staked()
    _, paid = win(WALLET, bet, 1_200, at=NOON, reference={"outcome": {"pocket": 1}})
    assert (paid.type, paid.key, paid.kind) == (EntryType.WIN, "b-1", BetKind.LIVE)
    assert paid.reference == {
        "bet_id": "b-1",
        "round_id": "r-1",
        "game_id": "roulette-european",
        "outcome": {"pocket": 1},
    }


def test_what_was_staked_from_bonus_returns_to_it():
    after, bet = staked(1_100)
    after, void = win(after, bet, 1_100, at=NOON, reference={}, voided=True)
    assert (after.cash, after.bonus) == (WALLET.cash, WALLET.bonus)
    assert void.type is EntryType.BET_VOID


def test_the_balances_after_a_bet_that_was_paid_at_once_are_those_of_the_wallet():
    for payout in (0, 999):
        wallet, bet = staked(1_100)
        if payout:
            wallet, _ = win(wallet, bet, payout, at=NOON, reference={})
        balances = balances_after(bet, payout)
        assert (balances["cash"], balances["bonus"]) == (wallet.cash, wallet.bonus)
        assert (balances["available"], balances["version"]) == (wallet.available, wallet.version)


@pytest.mark.parametrize(
    ("kind", "reference", "expected"),
    [
        ("live", {}, BetKind.LIVE),
        ("instant", {"table_id": "t-1"}, BetKind.INSTANT),
        ("bingo-hall", {"table_id": "t-1", "payout": 5}, BetKind.OTHER),
        # From before kinds were written.
        ("", {"table_id": "t-1"}, BetKind.LIVE),
        ("", {"payout": 0}, BetKind.INSTANT),
        ("", {}, BetKind.OTHER),
    ],
)
def test_the_kind_of_a_bet_is_what_it_says_or_else_what_it_looks_like(kind, reference, expected):
    _, bet = staked(**reference)
    assert kind_of(replace(bet, kind=kind)) is expected
