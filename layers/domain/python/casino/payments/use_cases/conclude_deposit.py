"""Write down how a charge went, and credit the player if it succeeded."""

from datetime import datetime

from casino.payments.cashier import Cashier
from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.messages import answer_of
from casino.payments.provider import ChargeOutcome
from casino.shared.dynamodb import retrying
from casino.wallet import CASH, EntryType, post


def conclude_deposit(cashier: Cashier, deposit: Deposit, outcome: ChargeOutcome) -> Deposit:
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
    now = cashier.clock()
    after = deposit.concluded(outcome, now)
    after = after.answered(answer_of(after))
    match after.status:
        case DepositStatus.SUCCEEDED:
            return retrying(lambda: _credited(cashier, deposit, after, now))
        case DepositStatus.FAILED:
            return retrying(lambda: _failed(cashier, deposit, after, now))
        case _:
            return cashier.payments.save(deposit, after)


def _credited(cashier: Cashier, deposit: Deposit, after: Deposit, now: datetime) -> Deposit:
    amount = deposit.money.amount
    wallet = cashier.ledger.wallet(deposit.player_id)
    credited, entry = post(
        wallet,
        EntryType.DEPOSIT,
        deposit.payment_id,
        {CASH: amount, cashier.account: -amount},
        at=now,
        reference={"deposit_id": deposit.payment_id},
    )
    work = cashier.begin()
    # First, so that a deposit which somebody else has concluded is called just that.
    cashier.payments.add_save(work, deposit, after)
    cashier.ledger.append(work, wallet, credited, entry)
    work.commit()
    return after


def _failed(cashier: Cashier, deposit: Deposit, after: Deposit, now: datetime) -> Deposit:
    work = cashier.begin()
    cashier.payments.add_save(work, deposit, after)
    if after.counts_as_failure:
        cashier.failures.add(work, deposit.player_id, now)
    work.commit()
    return after
