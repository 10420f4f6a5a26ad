"""Refuse a withdrawal that waited for a person."""

from casino.payments.cashier import Cashier
from casino.payments.errors import Superseded
from casino.payments.transfer import TransferKind
from casino.payments.withdrawal import Review, Withdrawal
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.wallet import CASH, HELD, EntryType, InsufficientFunds, post


def reject_withdrawal(
    cashier: Cashier, player_id: str, withdrawal_id: str, *, actor: str, reason: str
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
    before = cashier.payments.withdrawal(player_id, withdrawal_id)
    now = cashier.clock()
    after = before.rejected(Review(False, actor, reason, to_rfc3339(now)), now)

    def release() -> Withdrawal:
        wallet = cashier.ledger.wallet(player_id)
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
        work = cashier.begin()
        # First, so that a withdrawal which somebody else has decided about is called just that.
        cashier.payments.add_save(work, before, after)
        cashier.ledger.append(work, wallet, released, entry)
        for transfer in before.transfers:
            if transfer.kind is TransferKind.REFUND:
                cashier.payments.add_return(work, player_id, transfer)
        work.commit()
        return after

    return retrying(release)
