"""Payments against the ledger and against the provider's own list."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.payments import (
    Deposit,
    DepositStatus,
    Movement,
    MovementKind,
    MovementState,
    Payment,
    Transfer,
    TransferStatus,
    Withdrawal,
)
from casino.reconciliation.model import SETTLING_TIME, Check, Findings
from casino.shared.batches import batched
from casino.shared.clock import from_rfc3339
from casino.shared.money import Money
from casino.wallet import CASH, HELD, Entry, EntryType

if TYPE_CHECKING:
    from casino.parts import Parts

_AT_ONCE: Final = 100
_AT_PROVIDER: Final = (TransferStatus.SENT, TransferStatus.SUCCEEDED)


def check_payments(
    parts: "Parts",
    payments: Sequence[Payment],
    known: Collection[str] | None,
    since: datetime | None,
    findings: Findings,
) -> None:
    """Audit some of our payments.

    Parameters
    ----------
    known : collection of str or None
        The references that the provider has listed; `None` if it was not asked.
    since : datetime or None
        The moment from which on the list was asked for.
    findings : Findings
        What is wrong is added to it.
    """
    for some in batched(payments, _AT_ONCE):
        entries = parts.ledger_reader.entries([_entry_of(payment) for payment in some])
        for payment, entry in zip(some, entries, strict=True):
            findings.checked[Check.PAYMENTS] += 1
            if detail := _ledger_fault(payment, entry):
                findings.add(Check.PAYMENTS, name_of(payment), detail)
    if known is None:
        return
    for payment in payments:
        for reference in _references_of(payment):
            if since is not None and from_rfc3339(payment.created_at) < since:
                continue
            findings.checked[Check.PROVIDER] += 1
            if reference not in known and not _is_recent(parts, payment.updated_at):
                findings.add(
                    Check.PROVIDER, name_of(payment), f"the provider has no {reference} of ours"
                )


def check_movements(parts: "Parts", movements: Sequence[Movement], findings: Findings) -> None:
    """Audit some lines of the provider's list: each must be a payment of ours, to the cent."""
    ours = [each for each in movements if each.kind is not MovementKind.REVERSAL]
    keys = [_key_of(each) for each in ours]
    wanted = [key for key in keys if key is not None]
    found = iter(parts.payment_audit.payments(wanted))
    for movement, key in zip(ours, keys, strict=True):
        payment = next(found) if key is not None else None
        if detail := _movement_fault(parts, movement, payment):
            findings.add(Check.PROVIDER, f"{movement.kind} {movement.reference}", detail)
    for movement in movements:
        if movement.kind is MovementKind.REVERSAL and _is_unknown_reversal(parts, movement):
            findings.add(
                Check.PROVIDER,
                f"refund {movement.reference}",
                f"returned {movement.money} that we know nothing of",
            )


def _ledger_fault(payment: Payment, entry: Entry | None) -> str | None:
    expected = _expected(payment)
    if expected is None:
        if entry is not None:
            return f"is {_status(payment)}, and the ledger has credited {_moved(payment, entry)}"
        return None
    if entry is None:
        return f"is {_status(payment)}, and the ledger has no entry of it"
    if (_moved(payment, entry), entry.currency) != (expected, payment.money.currency):
        return (
            f"{expected} {payment.money.currency} by the payment, "
            f"{_moved(payment, entry)} {entry.currency} by the ledger"
        )
    return None


def _expected(payment: Payment) -> int | None:
    """Return what the payment's entry must have moved; `None` if there need not be one."""
    match payment:
        case Deposit(status=DepositStatus.SUCCEEDED):
            return payment.money.amount
        case Withdrawal():
            return payment.money.amount
        case _:
            return None


def _entry_of(payment: Payment) -> tuple[str, EntryType, str]:
    kind = EntryType.DEPOSIT if isinstance(payment, Deposit) else EntryType.WITHDRAWAL_HOLD
    return payment.player_id, kind, payment.payment_id


def _moved(payment: Payment, entry: Entry) -> int:
    return entry.postings.get(CASH if isinstance(payment, Deposit) else HELD, 0)


def _references_of(payment: Payment) -> list[str]:
    match payment:
        case Deposit(status=DepositStatus.SUCCEEDED, reference=str(reference)):
            return [reference]
        case Withdrawal():
            return [
                each.reference
                for each in payment.transfers
                if each.reference and each.status in _AT_PROVIDER
            ]
        case _:
            return []


def _key_of(
    movement: Movement,
) -> tuple[type[Deposit] | type[Withdrawal], str, str] | None:
    if movement.player_id is None or movement.payment_id is None:
        return None
    kind = Deposit if movement.kind is MovementKind.CHARGE else Withdrawal
    return kind, movement.player_id, movement.payment_id


def _movement_fault(parts: "Parts", movement: Movement, payment: Payment | None) -> str | None:
    succeeded = movement.state is MovementState.SUCCEEDED
    match payment:
        case None:
            return f"moved {movement.money}, and no payment of ours" if succeeded else None
        case Deposit():
            ours = payment.money if payment.reference == movement.reference else None
            is_ours = ours is not None and payment.status is DepositStatus.SUCCEEDED
        case Withdrawal():
            transfer = _transfer_of(payment, movement)
            ours = Money(transfer.amount, payment.money.currency) if transfer else None
            is_ours = transfer is not None and transfer.status is TransferStatus.SUCCEEDED
        case _:
            raise TypeError(f"{type(payment).__name__} is not compared")
    if ours is None:
        # A charge that was prepared twice leaves one behind that is never taken.
        return f"moved {movement.money}, and {name_of(payment)} is another" if succeeded else None
    if ours != movement.money:
        return f"{movement.money} at the provider, {ours} in {name_of(payment)}"
    if is_ours != succeeded and not _is_recent(parts, payment.updated_at, movement):
        return f"{movement.state} at the provider, {name_of(payment)} is {_status(payment)}"
    return None


def _transfer_of(withdrawal: Withdrawal, movement: Movement) -> Transfer | None:
    for number, transfer in enumerate(withdrawal.transfers):
        if withdrawal.transfer_id(number) == movement.transfer_id:
            known = transfer.reference in (None, movement.reference)
            return transfer if known else None
    return None


def _is_unknown_reversal(parts: "Parts", movement: Movement) -> bool:
    if movement.state is not MovementState.SUCCEEDED:
        return False
    if parts.clock() - movement.created_at < SETTLING_TIME:
        return False
    if movement.player_id is None:
        return True
    return parts.reversals.find(movement.player_id, movement.reference) is None


def _is_recent(parts: "Parts", updated_at: str, movement: Movement | None = None) -> bool:
    latest = from_rfc3339(updated_at)
    if movement is not None:
        latest = max(latest, movement.created_at)
    return parts.clock() - latest < SETTLING_TIME


def _status(payment: Payment) -> str:
    match payment:
        case Deposit() | Withdrawal():
            return payment.status
        case _:
            raise TypeError(f"{type(payment).__name__} has no status")


def name_of(payment: Payment) -> str:
    """Return what a payment is called in a report."""
    kind = "deposit" if isinstance(payment, Deposit) else "withdrawal"
    return f"{kind} {payment.payment_id} of {payment.player_id}"
