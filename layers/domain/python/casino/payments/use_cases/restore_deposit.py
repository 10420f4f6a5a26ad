"""Give a reversed deposit back to a player, because the provider gave it back to us."""

from typing import TYPE_CHECKING

from casino.payments.provider import account_of
from casino.payments.reversals import CHARGEBACKS, Reversal
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, BarReason, EntryType, Wallet, post

if TYPE_CHECKING:
    from casino.parts import Parts


def restore_deposit(parts: "Parts", player_id: str, reversal_id: str) -> None:
    """Post the mirror image of a reversal, once; nothing if there was none.

    The bar on withdrawing that reversals put up falls with the last one that stands.

    Raises
    ------
    Contention
    """
    retrying(lambda: _restored(parts, player_id, reversal_id))


def _restored(parts: "Parts", player_id: str, reversal_id: str) -> None:
    # Before the reversals, so that one written in between makes the wallet's version stale.
    wallet = parts.ledger.wallet(player_id)
    reversals = {each.reversal_id: each for each in parts.reversals.of(player_id)}
    before = reversals.get(reversal_id)
    if before is None or before.undone:
        return
    at = parts.clock()
    deposit = parts.payments.deposit(player_id, before.deposit_id)
    amount = before.money.amount
    postings = {
        account_of(parts.psp.provider): -amount,
        CASH: before.taken,
        CHARGEBACKS: before.uncovered,
    }
    credited, entry = post(
        wallet,
        EntryType.DEPOSIT_RESTORED,
        reversal_id,
        {account: part for account, part in postings.items() if part},
        at=at,
        reference={"deposit_id": before.deposit_id, "cause": str(before.cause)},
    )
    work = UnitOfWork(parts.dynamodb)
    parts.reversals.add_save(work, before, before.given_back(at))
    parts.ledger.append(work, wallet, _unbarred(credited, list(reversals.values()), before), entry)
    parts.payments.add_change(
        work, deposit, deposit.given_back(amount, before.refundable_taken, at)
    )
    work.commit()


def _unbarred(wallet: Wallet, reversals: list[Reversal], undone: Reversal) -> Wallet:
    standing = [each for each in reversals if each.bars and each is not undone]
    if standing or not wallet.bar_by(BarReason.DISPUTE):
        return wallet
    return wallet.unbarring(BarReason.DISPUTE)
