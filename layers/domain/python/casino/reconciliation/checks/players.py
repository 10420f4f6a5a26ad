"""Players' ledgers: entries, wallets, holds, and what the accounts should hold by them.

All of it is exact while play goes on. A wallet's item is of one moment, and its version says which
entries it stands for; entries are read afterwards and consistently, and newer ones are left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.betting import BetKind, kind_of
from casino.books import Mark, Sums, add_entry
from casino.instant.audit import faults_of
from casino.payments import Deposit, DepositStatus
from casino.reconciliation.checkpoint import Checkpoint
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


@dataclass(frozen=True, slots=True)
class PlayersLedger:
    """A player's ledger, as it is to be proved.

    Attributes
    ----------
    wallet : Wallet
        Read before the entries are.
    mark : Mark
        How far the entries are summed.
    start : Checkpoint
        What is proved already.
    sealed : Checkpoint
        What an earlier proof came to; proved again on the way, if the start lies before it.
    """

    wallet: Wallet
    mark: Mark
    start: Checkpoint
    sealed: Checkpoint

    @property
    def last(self) -> int:
        """The version of the last entry that has to be there."""
        return max(self.wallet.version, self.mark.version, self.sealed.version)

    @property
    def is_proved_again(self) -> bool:
        """Whether what was proved before is on the way."""
        return self.start.version < self.sealed.version


@dataclass(frozen=True, slots=True)
class Proved:
    """How far a proof has come.

    Attributes
    ----------
    is_whole : bool
        Whether that is to the ledger's end.
    """

    reached: Checkpoint
    is_whole: bool


def check_players(
    parts: "Parts",
    page: "WalletPage",
    generation: int,
    series: int,
    findings: Findings,
    sums: Sums,
) -> None:
    """Audit the players of one page from their first entries on.

    Parameters
    ----------
    generation : int
        The generation of account sums that is served.
    series : int
        The checkpoints that count.
    findings : Findings
        What is wrong is added to it.
    sums : mapping of AccountDay to AccountSum
        What the accounts should hold by the entries that are summed so far; is added to.
    """
    for player_id in page.orphans:
        tell_orphan(player_id, findings)
    player_ids = [wallet.player_id for wallet in page.wallets]
    marks = parts.books.marks(generation, player_ids)
    sealed = parts.proofs.checkpoints(series, player_ids)
    for wallet in page.wallets:
        mark = marks[wallet.player_id]
        ledger = PlayersLedger(wallet, mark, Checkpoint(wallet.player_id), sealed[wallet.player_id])

        def count(entry: Entry, summed: int = mark.version) -> None:
            if entry.version <= summed:
                add_entry(sums, entry)

        prove(parts, ledger, findings, count)


def tell_orphan(player_id: str, findings: Findings) -> None:
    """Say that a player has no wallet."""
    findings.add(Check.WALLETS, player_id, "has entries and no wallet")


def prove(
    parts: "Parts",
    ledger: PlayersLedger,
    findings: Findings,
    count: Callable[[Entry], None],
    has_room: Callable[[], bool] = lambda: True,
) -> Proved:
    """Prove a player's ledger, entry by entry.

    Parameters
    ----------
    findings : Findings
        What is wrong is added to it.
    count : callable
        Told of every entry that is proved.
    has_room : callable
        Whether another entry may be looked at.
    """
    proof = _Proof(ledger, findings, count, has_room, parts.clock())
    entries = parts.ledger_reader.entries_after(ledger.wallet.player_id, ledger.start.position)
    for some in batched(proof.entries(entries), _COUNTERPARTS_AT_ONCE):
        _check_counterparts(parts, some, findings)
    if proof.is_cut_short:
        return Proved(proof.reached, is_whole=False)
    proof.finish()
    if proof.money_was_held or ledger.start.version == 0:
        _check_hold(parts, ledger.wallet, findings)
    return Proved(proof.reached, is_whole=True)


class _Proof:
    """Goes along one player's entries, remembering only where it is."""

    def __init__(
        self,
        ledger: PlayersLedger,
        findings: Findings,
        count: Callable[[Entry], None],
        has_room: Callable[[], bool],
        now: datetime,
    ) -> None:
        self.reached = ledger.start
        self.is_cut_short = False
        # While nothing is held and nothing was, no withdrawal can be under way.
        self.money_was_held = bool(ledger.wallet.held or ledger.start.held)
        self._ledger = ledger
        self._wallet = ledger.wallet
        self._findings = findings
        self._count = count
        self._has_room = has_room
        self._now = now
        self._at_wallet = _balances(ledger.start)
        self._unsummed: str | None = None

    def entries(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """Look at each entry, and pass it on."""
        for entry in entries:
            if entry.version > self._ledger.last:
                return
            if not self._has_room():
                self.is_cut_short = True
                return
            self._look_at(entry)
            yield entry

    def _look_at(self, entry: Entry) -> None:
        self._findings.checked[Check.ENTRIES] += 1
        before, self.reached = self.reached, self.reached.after(entry)
        if entry.version != before.version + 1:
            self._wallet_drift(f"entry {before.version + 1} is missing before {entry.version}")
        off = sum(entry.postings.values())
        if off:
            self._entry_drift(entry, f"postings sum to {off:+} {entry.currency}")
        if entry.currency != self._wallet.currency:
            self._entry_drift(entry, f"is in {entry.currency}, the wallet in another currency")
        # Each line is judged by what the one before it says: one wrong line is one drift.
        stated = _balances(self.reached)
        for account, balance in _balances(before).items():
            expected = balance + entry.postings.get(account, 0)
            if expected != stated[account]:
                self._entry_drift(
                    entry, f"{account} should be {expected} after it, it says {stated[account]}"
                )
            if stated[account] < 0:
                self._entry_drift(entry, f"{account} is {stated[account]}, below zero")
        if entry.totals != before.totals.after(entry.postings):
            self._entry_drift(entry, "its totals do not follow from those before it")
        self.money_was_held |= HELD in entry.postings
        if entry.version <= self._wallet.version:
            self._at_wallet = stated
        if entry.version > self._ledger.mark.version and not self._unsummed and self._is_old(entry):
            self._unsummed = f"entries from {entry.version} on have not been summed"
        self._compare_with_sealed()
        self._count(entry)

    def _compare_with_sealed(self) -> None:
        sealed = self._ledger.sealed
        if sealed.version == self.reached.version:
            for difference in sealed.differences(self.reached):
                self._findings.add(Check.CHECKPOINTS, self._wallet.player_id, difference)

    def finish(self) -> None:
        """Compare where the entries lead with the wallet and with what has been summed."""
        wallet, mark, sealed = self._wallet, self._ledger.mark, self._ledger.sealed
        last = self.reached.version
        self._findings.checked[Check.WALLETS] += 1
        self._findings.longest = max(self._findings.longest, wallet.version)
        stated = {CASH: wallet.cash, BONUS: wallet.bonus, HELD: wallet.held}
        for account, balance in self._at_wallet.items():
            if balance != stated[account]:
                self._wallet_drift(
                    f"{account} is {balance} by its entries, {stated[account]} in the wallet"
                )
        if min(stated.values()) < 0:
            self._wallet_drift("a balance is below zero")
        if last < wallet.version:
            self._wallet_drift(f"{wallet.version} entries by the wallet, {last} there")
        if wallet.version < self._ledger.start.version:
            self._wallet_drift(
                f"{wallet.version} entries by the wallet, {self._ledger.start.version} were proved"
            )
        if last < mark.version:
            self._findings.add(
                Check.ACCOUNTS,
                wallet.player_id,
                f"entries up to {mark.version} were summed, {last} are there",
            )
        if self._unsummed:
            self._findings.add(Check.ACCOUNTS, wallet.player_id, self._unsummed)
        if self._ledger.is_proved_again:
            self._findings.checked[Check.CHECKPOINTS] += 1
            if last < sealed.version:
                self._findings.add(
                    Check.CHECKPOINTS,
                    wallet.player_id,
                    f"entries up to {sealed.version} were proved, {last} are there",
                )

    def _is_old(self, entry: Entry) -> bool:
        return self._now - from_rfc3339(entry.posted_at) > SETTLING_TIME

    def _entry_drift(self, entry: Entry, detail: str) -> None:
        subject = f"{entry.player_id} entry {entry.version} ({entry.type} {entry.key})"
        self._findings.add(Check.ENTRIES, subject, detail)

    def _wallet_drift(self, detail: str) -> None:
        self._findings.add(Check.WALLETS, self._wallet.player_id, detail)


def _balances(reached: Checkpoint) -> dict[str, int]:
    return {CASH: reached.cash, BONUS: reached.bonus, HELD: reached.held}


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
