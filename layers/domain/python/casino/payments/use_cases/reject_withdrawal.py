"""Refuse a withdrawal that waited for a person."""

from typing import TYPE_CHECKING

from casino.payments.errors import Superseded
from casino.payments.transfer import TransferKind
from casino.payments.withdrawal import Review, Withdrawal
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, HELD, EntryType, InsufficientFunds, post

if TYPE_CHECKING:
    from casino.parts import Parts


def reject_withdrawal(
    parts: "Parts", player_id: str, withdrawal_id: str, *, actor: str, reason: str
) -> Withdrawal:
    """Reject a withdrawal: the held amount returns to the player, and nothing is sent.

    Parameters
    ----------
    actor : str
        Who decided.
    reason : str
        Kept for auditors; players are not shown it.

    Raises
    ------
    UnknownWithdrawal
    WrongState
        If it does not wait for review, or no longer.
    Superseded
        If somebody else decided at the same moment.
    Contention
    """
    before = parts.payments.withdrawal(player_id, withdrawal_id)
    now = parts.clock()
    after = before.rejected(Review(False, actor, reason, to_rfc3339(now)), now)

    def release() -> Withdrawal:
        wallet = parts.ledger.wallet(player_id)
        try:
            released, entry = post(
                wallet,
                EntryType.WITHDRAWAL_RELEASED,
                withdrawal_id,
                {HELD: -before.money.amount, CASH: before.money.amount},
                at=now,
                reference={"withdrawal_id": withdrawal_id},
            )
        except InsufficientFunds as error:
            # What is held is there until somebody ends the hold, and somebody has.
            raise Superseded from error
        work = UnitOfWork(parts.dynamodb)
        # First, so that a withdrawal which somebody else has decided about is called just that.
        parts.payments.add_save(work, before, after)
        parts.ledger.append(work, wallet, released, entry)
        for transfer in before.transfers:
            if transfer.kind is TransferKind.REFUND:
                parts.payments.add_return(work, player_id, transfer)
        work.commit()
        return after

    return retrying(release)
