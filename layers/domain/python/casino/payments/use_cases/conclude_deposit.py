"""Write down how a charge went, and credit the player if it succeeded."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.messages import answer_of
from casino.payments.provider import ChargeOutcome, account_of
from casino.safer_gambling import without_deposit
from casino.shared.clock import from_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, EntryType, post

if TYPE_CHECKING:
    from casino.parts import Parts

# Several of one player's that fail at once change the same wallet, one after another.
_PATIENCE_SECONDS: Final = 10.0


def conclude_deposit(parts: "Parts", deposit: Deposit, outcome: ChargeOutcome) -> Deposit:
    """Carry a deposit on to what the provider said of its charge.

    The money has been taken, so what the wallet is barred from does not matter any more.

    Raises
    ------
    WrongState
        If the deposit can't get there from where it is.
    Superseded
        If it changed since it was read.
    Contention
    """
    now = parts.clock()
    after = deposit.concluded(outcome, now)
    after = after.answered(answer_of(after))
    match after.status:
        case DepositStatus.SUCCEEDED:
            return retrying(lambda: _credited(parts, deposit, after, now))
        case DepositStatus.FAILED:
            return retrying(
                lambda: _failed(parts, deposit, after, now), budget_seconds=_PATIENCE_SECONDS
            )
        case _:
            return parts.payments.save(deposit, after)


def _credited(parts: "Parts", deposit: Deposit, after: Deposit, now: datetime) -> Deposit:
    amount = deposit.money.amount
    wallet = parts.ledger.wallet(deposit.player_id)
    credited, entry = post(
        wallet,
        EntryType.DEPOSIT,
        deposit.payment_id,
        {CASH: amount, account_of(parts.psp.provider): -amount},
        at=now,
        reference={"deposit_id": deposit.payment_id},
    )
    work = UnitOfWork(parts.dynamodb)
    # First, so that a deposit which somebody else has concluded is called just that.
    parts.payments.add_save(work, deposit, after)
    parts.ledger.append(work, wallet, credited, entry)
    work.commit()
    return after


def _failed(parts: "Parts", deposit: Deposit, after: Deposit, now: datetime) -> Deposit:
    wallet = parts.ledger.wallet(deposit.player_id)
    begun_at = from_rfc3339(deposit.created_at)
    returned = without_deposit(wallet, deposit.money.amount, begun_at)
    work = UnitOfWork(parts.dynamodb)
    parts.payments.add_save(work, deposit, after)
    if returned is not wallet:
        parts.ledger.change_standing(work, wallet, returned)
    if after.counts_as_failure:
        block = parts.policies.at(wallet.jurisdiction, now).deposit_block
        parts.deposit_failures.add(work, deposit.player_id, now, block)
    work.commit()
    return after
