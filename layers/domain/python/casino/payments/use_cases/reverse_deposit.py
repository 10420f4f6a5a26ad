"""Take a deposit back from a player, because the provider has taken it back from us."""

from typing import TYPE_CHECKING

from casino.payments.deposit import Deposit
from casino.payments.errors import Unbelievable
from casino.payments.provider import account_of
from casino.payments.reversals import CHARGEBACKS, Reversal, ReversalCause
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.money import Money
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, Activity, Bar, BarReason, EntryType, post

if TYPE_CHECKING:
    from casino.parts import Parts


def reverse_deposit(
    parts: "Parts", deposit: Deposit, cause: ReversalCause, reversal_id: str, money: Money
) -> Reversal:
    """Post what the provider took back, once for each dispute or refund.

    No balance ever falls below zero, so the player's cash gives what there is of it, and the rest
    is posted to the house as a claim against the player. Who disputes a deposit, or owes for one,
    can't withdraw until that is settled.

    Parameters
    ----------
    deposit : Deposit
        A succeeded one.
    reversal_id : str
        The provider's name of the dispute or refund.

    Raises
    ------
    Unbelievable
        If it is more than is left of the deposit, or in another currency.
    Contention
    """
    if money.currency != deposit.money.currency:
        raise Unbelievable("wrong_currency")
    return retrying(lambda: _reversed(parts, deposit, cause, reversal_id, money))


def _reversed(
    parts: "Parts", deposit: Deposit, cause: ReversalCause, reversal_id: str, money: Money
) -> Reversal:
    player_id = deposit.player_id
    # The deposit first: if the reversal is not there afterwards, the deposit is without it.
    before = parts.payments.deposit(player_id, deposit.payment_id)
    known = parts.reversals.find(player_id, reversal_id)
    if known is not None:
        return known
    at = parts.clock()
    try:
        after = before.taken_back(money.amount, at)
    except ValueError as error:
        raise Unbelievable("wrong_amount") from error
    wallet = parts.ledger.wallet(player_id)
    taken = min(wallet.cash, money.amount)
    owed = money.amount - taken
    postings = {account_of(parts.psp.provider): money.amount, CASH: -taken, CHARGEBACKS: -owed}
    debited, entry = post(
        wallet,
        EntryType.DEPOSIT_REVERSED,
        reversal_id,
        {account: amount for account, amount in postings.items() if amount},
        at=at,
        reference={"deposit_id": deposit.payment_id, "cause": str(cause)},
    )
    reversal = Reversal(
        player_id=player_id,
        reversal_id=reversal_id,
        cause=cause,
        deposit_id=deposit.payment_id,
        money=money,
        taken=taken,
        refundable_taken=(before.refundable or 0) - (after.refundable or 0),
        created_at=to_rfc3339(at),
        updated_at=to_rfc3339(at),
    )
    if reversal.bars and not wallet.bar_by(BarReason.DISPUTE):
        debited = debited.barring(
            Bar(BarReason.DISPUTE, frozenset({Activity.WITHDRAW}), since=to_rfc3339(at))
        )
    work = UnitOfWork(parts.dynamodb)
    parts.reversals.add_start(work, reversal)
    parts.ledger.append(work, wallet, debited, entry)
    parts.payments.add_change(work, before, after)
    work.commit()
    return reversal
