"""Players' ledgers: entries, wallets, holds, and what the accounts should hold by them.

All of it is exact while play goes on. A wallet's item is of one moment, and its version says which
entries it stands for; entries are read afterwards and consistently, and newer ones are left out.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.betting import BetKind, kind_of
from casino.books import Mark, Sums, add_entry
from casino.instant.audit import faults_of
from casino.payments import Deposit, DepositStatus
from casino.reconciliation.model import SETTLING_TIME, Check, Findings
from casino.shared.batches import batched
from casino.shared.clock import from_rfc3339
from casino.wallet import BONUS, CASH, HELD, Entry, EntryType, Wallet

if TYPE_CHECKING:
    from casino.parts import Parts
    from casino.wallet.reader import WalletPage

_COUNTERPARTS_AT_ONCE: Final = 100
# A hold changes together with the wallet, so two equal versions have nothing between them.
_LOOKS_AT_A_HOLD: Final = 5

_PAID_BETS: Final = (EntryType.WIN, EntryType.BET_VOID)
_OWN_ACCOUNTS: Final = (CASH, BONUS, HELD)


def check_players(
    parts: "Parts", page: "WalletPage", generation: int, findings: Findings, sums: Sums
) -> None:
    """Audit the players of one page.

    Parameters
    ----------
    generation : int
        The generation of account sums that is served.
    findings : Findings
        What is wrong is added to it.
    sums : mapping of AccountDay to AccountSum
        What the accounts should hold by the entries that are summed so far; is added to.
    """
    for player_id in page.orphans:
        findings.add(Check.WALLETS, player_id, "has entries and no wallet")
    marks = parts.books.marks(generation, [wallet.player_id for wallet in page.wallets])
    now = parts.clock()
    for wallet in page.wallets:
        audit = _PlayerAudit(wallet, marks[wallet.player_id], findings, sums, now)
        entries = audit.entries(parts.ledger_reader.entries_after(wallet.player_id))
        for some in batched(entries, _COUNTERPARTS_AT_ONCE):
            _check_counterparts(parts, some, findings)
        audit.finish()
        _check_hold(parts, wallet, findings)


class _PlayerAudit:
    """Goes along one player's entries, remembering only where it is."""

    def __init__(
        self, wallet: Wallet, mark: Mark, findings: Findings, sums: Sums, now: datetime
    ) -> None:
        self._wallet = wallet
        self._mark = mark
        self._findings = findings
        self._sums = sums
        self._now = now
        self._version = 0
        self._balances = dict.fromkeys(_OWN_ACCOUNTS, 0)
        self._at_wallet = dict(self._balances)
        self._unsummed: str | None = None
        findings.checked[Check.WALLETS] += 1

    def entries(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """Look at each entry, and pass it on."""
        last = max(self._wallet.version, self._mark.version)
        for entry in entries:
            if entry.version > last:
                return
            self._look_at(entry)
            yield entry

    def _look_at(self, entry: Entry) -> None:
        self._findings.checked[Check.ENTRIES] += 1
        if entry.version != self._version + 1:
            self._wallet_drift(f"entry {self._version + 1} is missing before {entry.version}")
        self._version = entry.version
        off = sum(entry.postings.values())
        if off:
            self._entry_drift(entry, f"postings sum to {off:+} {entry.currency}")
        if entry.currency != self._wallet.currency:
            self._entry_drift(entry, f"is in {entry.currency}, the wallet in another currency")
        for account in _OWN_ACCOUNTS:
            self._balances[account] += entry.postings.get(account, 0)
        stated = {CASH: entry.cash, BONUS: entry.bonus, HELD: entry.held}
        for account, balance in self._balances.items():
            if balance != stated[account]:
                self._entry_drift(
                    entry, f"{account} should be {balance} after it, it says {stated[account]}"
                )
            if stated[account] < 0:
                self._entry_drift(entry, f"{account} is {stated[account]}, below zero")
        # The next line is judged by what this one says: one wrong line is one drift.
        self._balances = stated
        if entry.version <= self._wallet.version:
            self._at_wallet = dict(self._balances)
        if entry.version <= self._mark.version:
            add_entry(self._sums, entry)
        elif self._unsummed is None and self._is_old(entry):
            self._unsummed = f"entries from {entry.version} on have not been summed"

    def finish(self) -> None:
        """Compare where the entries lead with the wallet and with what has been summed."""
        wallet = self._wallet
        stated = {CASH: wallet.cash, BONUS: wallet.bonus, HELD: wallet.held}
        for account, balance in self._at_wallet.items():
            if balance != stated[account]:
                self._wallet_drift(
                    f"{account} is {balance} by its entries, {stated[account]} in the wallet"
                )
        if min(stated.values()) < 0:
            self._wallet_drift("a balance is below zero")
        if self._version < wallet.version:
            self._wallet_drift(f"{wallet.version} entries by the wallet, {self._version} there")
        if self._mark.version > self._version:
            self._findings.add(
                Check.ACCOUNTS,
                wallet.player_id,
                f"entries up to {self._mark.version} were summed, {self._version} are there",
            )
        if self._unsummed:
            self._findings.add(Check.ACCOUNTS, wallet.player_id, self._unsummed)

    def _is_old(self, entry: Entry) -> bool:
        return self._now - from_rfc3339(entry.posted_at) > SETTLING_TIME

    def _entry_drift(self, entry: Entry, detail: str) -> None:
        subject = f"{entry.player_id} entry {entry.version} ({entry.type} {entry.key})"
        self._findings.add(Check.ENTRIES, subject, detail)

    def _wallet_drift(self, detail: str) -> None:
        self._findings.add(Check.WALLETS, self._wallet.player_id, detail)


def _check_counterparts(parts: "Parts", entries: tuple[Entry, ...], findings: Findings) -> None:
    """Money comes from a payment or from a bet, never from nowhere."""
    deposits = [each for each in entries if each.type is EntryType.DEPOSIT]
    payments = parts.payment_audit.payments([(Deposit, e.player_id, e.key) for e in deposits])
    for entry, payment in zip(deposits, payments, strict=True):
        subject = f"{entry.player_id} deposit {entry.key}"
        if not isinstance(payment, Deposit):
            findings.add(Check.PAYMENTS, subject, "was credited, and there is no such payment")
        elif payment.status is not DepositStatus.SUCCEEDED:
            findings.add(Check.PAYMENTS, subject, f"was credited, and the payment {payment.status}")
    paid = [each for each in entries if each.type in _PAID_BETS and "bet_id" in each.reference]
    bets = parts.ledger_reader.entries([(e.player_id, EntryType.BET, e.key) for e in paid])
    for entry, bet in zip(paid, bets, strict=True):
        if bet is None:
            subject = f"{entry.player_id} bet {entry.key}"
            findings.add(Check.ROUNDS, subject, f"was paid {entry.amount}, and nobody placed it")
    for bet in (each for each in entries if _is_bet(each, BetKind.OTHER)):
        findings.add(
            Check.ROUNDS, f"{bet.player_id} bet {bet.key}", "nobody knows how it was decided"
        )
    _check_instant_bets(parts, entries, findings)


def _is_bet(entry: Entry, kind: BetKind) -> bool:
    return entry.type is EntryType.BET and kind_of(entry) is kind


def _check_instant_bets(parts: "Parts", entries: tuple[Entry, ...], findings: Findings) -> None:
    """Recompute each round that was played alone; it has no item that a walk would find."""
    bets = [each for each in entries if _is_bet(each, BetKind.INSTANT)]
    wins = parts.ledger_reader.entries([(e.player_id, EntryType.WIN, e.key) for e in bets])
    for bet, win in zip(bets, wins, strict=True):
        findings.checked[Check.ROUNDS] += 1
        for fault in faults_of(bet, win):
            findings.add(Check.ROUNDS, f"{bet.player_id} round {bet.key}", fault)


def _check_hold(parts: "Parts", wallet: Wallet, findings: Findings) -> None:
    findings.checked[Check.HOLDS] += 1
    for _ in range(_LOOKS_AT_A_HOLD):
        open_holds = parts.payment_audit.held(wallet.player_id)
        if open_holds == wallet.held:
            return
        # Either it is wrong, or a withdrawal came or ended between the two reads.
        latest = parts.ledger_reader.wallet(wallet.player_id)
        if latest.version == wallet.version:
            findings.add(
                Check.HOLDS,
                wallet.player_id,
                f"{wallet.held} is held, withdrawals under way come to {open_holds}",
            )
            return
        wallet = latest
    findings.notes.append(f"{wallet.player_id}: its withdrawals moved too fast to be compared")
