"""Bring a withdrawal to where the provider says that its transfers are."""

from typing import TYPE_CHECKING

from casino.payments.errors import InOtherHands, Superseded, Unbelievable
from casino.payments.provider import Failed, Pending, Succeeded, TransferReport, account_of
from casino.payments.transfer import Transfer, TransferStatus
from casino.payments.use_cases.conclude_withdrawal import conclude_withdrawal
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, EntryType, post

if TYPE_CHECKING:
    from casino.parts import Parts


def advance_withdrawal(parts: "Parts", report: TransferReport) -> Withdrawal:
    """Carry a withdrawal on to what the provider reports of one of its transfers.

    Raises
    ------
    Unbelievable
        If the transfer is not one of ours, or not as we know it.
    InOtherHands
        If a worker is still sending the withdrawal; it finds out for itself.
    Contention
    """
    while True:
        withdrawal = _known(parts, report)
        number, transfer = _transfer(withdrawal, report)
        if transfer.status is TransferStatus.PLANNED:
            # Told before the worker could write that it sent this. Whoever goes on, that worker or
            # the sweeper, looks it up at the provider.
            raise InOtherHands
        try:
            match transfer.status, report.outcome:
                case TransferStatus.SENT, Succeeded() | Failed():
                    withdrawal = parts.payments.save(
                        withdrawal, withdrawal.sent(number, report.outcome, parts.clock())
                    )
                case TransferStatus.SUCCEEDED, Failed():
                    return retrying(lambda: _sent_back(parts, report))
                case TransferStatus.FAILED | TransferStatus.ABANDONED, Succeeded() | Pending():
                    raise Unbelievable("contradicts_withdrawal")
            if withdrawal.status is WithdrawalStatus.PROCESSING and not withdrawal.is_open:
                return conclude_withdrawal(parts, withdrawal)
        except Superseded:
            continue
        return withdrawal


def _known(parts: "Parts", report: TransferReport) -> Withdrawal:
    if report.player_id is None or report.withdrawal_id is None:
        raise Unbelievable("unknown_payment")
    withdrawal = parts.payments.find(Withdrawal, report.player_id, report.withdrawal_id)
    if withdrawal is None:
        raise Unbelievable("unknown_payment")
    return withdrawal


def _transfer(withdrawal: Withdrawal, report: TransferReport) -> tuple[int, Transfer]:
    ids = [withdrawal.transfer_id(number) for number in range(len(withdrawal.transfers))]
    if report.transfer_id not in ids:
        raise Unbelievable("unknown_payment")
    number = ids.index(report.transfer_id)
    transfer = withdrawal.transfers[number]
    if transfer.reference not in (None, report.reference):
        raise Unbelievable("other_transfer")
    if report.money.currency != withdrawal.money.currency:
        raise Unbelievable("wrong_currency")
    if report.money.amount != transfer.amount:
        raise Unbelievable("wrong_amount")
    return number, transfer


def _sent_back(parts: "Parts", report: TransferReport) -> Withdrawal:
    """Take in what arrived and was sent back, and give it to the player again."""
    withdrawal = _known(parts, report)
    number, transfer = _transfer(withdrawal, report)
    if transfer.status is not TransferStatus.SUCCEEDED:
        raise Superseded
    now = parts.clock()
    after = withdrawal.sent_back(number, now)
    if withdrawal.status is WithdrawalStatus.PROCESSING:
        # All of it is still held; the end of the withdrawal releases this part too.
        return parts.payments.save(withdrawal, after)
    wallet = parts.ledger.wallet(withdrawal.player_id)
    credited, entry = post(
        wallet,
        EntryType.WITHDRAWAL_RELEASED,
        withdrawal.transfer_id(number),
        {CASH: transfer.amount, account_of(parts.psp.provider): -transfer.amount},
        at=now,
        reference={"withdrawal_id": withdrawal.payment_id},
    )
    work = UnitOfWork(parts.dynamodb)
    parts.payments.add_save(work, withdrawal, after)
    parts.ledger.append(work, wallet, credited, entry)
    work.commit()
    return after
