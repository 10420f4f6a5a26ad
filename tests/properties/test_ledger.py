"""Whatever is asked of a wallet, in any order: the books balance and nothing falls below zero."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from casino.wallet import BONUS, CASH, HELD, EntryType, InsufficientFunds, Wallet
from casino.wallet.game_entries import post_game_entry

amounts = st.integers(min_value=1, max_value=2_000)


class LedgerMachine(RuleBasedStateMachine):
    """Holds a wallet, its ledger, and a plain sum of what should be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.wallet = Wallet("ann", "EUR")
        self.entries = []
        self.open_bets = {}
        self.holds = {}
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def try_to_post(self, entry_type, postings):
        key = str(len(self.entries))
        try:
            self.wallet, entry = post_game_entry(
                self.wallet, entry_type, key, postings, at=self.now
            )
        except InsufficientFunds:
            return None
        self.entries.append(entry)
        return entry

    @rule(amount=amounts)
    def deposit(self, amount):
        assert self.try_to_post(EntryType.DEPOSIT, {CASH: amount, "psp:stripe": -amount})

    @rule(amount=amounts)
    def give_a_bonus(self, amount):
        assert self.try_to_post(EntryType.BONUS, {BONUS: amount, "house:bonus": -amount})

    @rule(amount=amounts)
    def bet(self, amount):
        available = self.wallet.available
        try:
            split = self.wallet.cover(amount)
        except InsufficientFunds:
            assert amount > available
            return
        entry = self.try_to_post(EntryType.BET, split | {"game:roulette-european": amount})
        assert entry is not None
        assert entry.amount == -amount
        self.open_bets[entry.key] = entry

    @rule(odds=st.integers(min_value=0, max_value=36))
    def settle_a_bet(self, odds):
        if not self.open_bets:
            return
        _, bet = self.open_bets.popitem()
        payout = -bet.amount * odds
        if payout:
            win = {CASH: payout, "game:roulette-european": -payout}
            assert self.try_to_post(EntryType.WIN, win)

    @rule(amount=amounts)
    def ask_for_money(self, amount):
        cash = self.wallet.cash
        entry = self.try_to_post(EntryType.WITHDRAWAL_HOLD, {CASH: -amount, HELD: amount})
        assert (entry is None) == (amount > cash)
        if entry:
            self.holds[entry.key] = amount

    @rule(paid=st.booleans())
    def end_a_withdrawal(self, paid):
        if not self.holds:
            return
        _, amount = self.holds.popitem()
        if paid:
            postings = {HELD: -amount, "psp:stripe": amount}
            assert self.try_to_post(EntryType.WITHDRAWAL_PAID, postings)
        else:
            assert self.try_to_post(EntryType.WITHDRAWAL_RELEASED, {HELD: -amount, CASH: amount})

    @rule(seconds=st.integers(min_value=-5, max_value=60))
    def let_time_pass(self, seconds):
        self.now += timedelta(seconds=seconds)

    @invariant()
    def nothing_is_below_zero(self):
        assert min(self.wallet.cash, self.wallet.bonus, self.wallet.held) >= 0

    @invariant()
    def every_entry_sums_to_zero(self):
        assert all(sum(entry.postings.values()) == 0 for entry in self.entries)

    @invariant()
    def the_entries_add_up_to_the_wallet(self):
        sums = Counter()
        for entry in self.entries:
            sums.update(entry.postings)
        assert (sums[CASH], sums[BONUS], sums[HELD]) == (
            self.wallet.cash,
            self.wallet.bonus,
            self.wallet.held,
        )

    @invariant()
    def what_is_held_is_what_is_being_withdrawn(self):
        assert self.wallet.held == sum(self.holds.values())

    @invariant()
    def the_history_has_no_gap_and_time_only_goes_on(self):
        assert [entry.version for entry in self.entries] == list(range(1, len(self.entries) + 1))
        times = [entry.posted_at for entry in self.entries]
        assert times == sorted(times)


TestLedger = LedgerMachine.TestCase
