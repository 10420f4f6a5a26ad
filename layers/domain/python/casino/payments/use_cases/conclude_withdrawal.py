"""End a withdrawal when the ends of all its transfers are known."""

from typing import TYPE_CHECKING

from casino.payments.errors import Superseded
from casino.payments.messages import answer_of
from casino.payments.provider import account_of
from casino.payments.transfer import TransferKind, TransferStatus
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, HELD, EntryType, InsufficientFunds, post

if TYPE_CHECKING:
    from casino.parts import Parts


def conclude_withdrawal(parts: "Parts", withdrawal: Withdrawal) -> Withdrawal:
    """Turn the hold into what became of it.

    Paid whole, the held amount leaves. Otherwise what was sent leaves and the rest returns to the
    player, both in one entry, so that no moment shows one without the other. While a transfer is
    open, nothing is posted and the withdrawal stays as it is.

    Raises
    ------
    WrongState
    Superseded
        If the withdrawal changed since it was read.
    Contention
    """
    now = parts.clock()
    if withdrawal.is_open:
        answered = withdrawal.answered(answer_of(withdrawal))
        return withdrawal if answered is withdrawal else parts.payments.save(withdrawal, answered)
    after = withdrawal.concluded(now)
    after = after.answered(answer_of(after))
    entry_type = (
        EntryType.WITHDRAWAL_PAID
        if after.status is WithdrawalStatus.PAID
        else EntryType.WITHDRAWAL_RELEASED
    )
    postings = {
        HELD: -after.money.amount,
        CASH: after.money.amount - after.paid_amount,
        account_of(parts.psp.provider): after.paid_amount,
    }

    def end_hold() -> Withdrawal:
        wallet = parts.ledger.wallet(after.player_id)
        try:
            settled, entry = post(
                wallet,
                entry_type,
                after.payment_id,
                {account: amount for account, amount in postings.items() if amount},
                at=now,
                reference={"withdrawal_id": after.payment_id},
            )
        except InsufficientFunds as error:
            # What is held is there until somebody ends the hold, and somebody has.
            raise Superseded from error
        work = UnitOfWork(parts.dynamodb)
        # First, so that a withdrawal which somebody else has concluded is called just that.
        parts.payments.add_save(work, withdrawal, after)
        parts.ledger.append(work, wallet, settled, entry)
        for transfer in after.transfers:
            # A source that refused is not promised again; one that was never asked is free.
            if transfer.kind is TransferKind.REFUND and transfer.status is TransferStatus.ABANDONED:
                parts.payments.add_return(work, after.player_id, transfer)
        work.commit()
        return after

    return retrying(end_hold)
