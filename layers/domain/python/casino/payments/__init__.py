"""The cashier: deposits and withdrawals through a payment provider, credited and held exactly."""

from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.errors import NoSuchDeposit, NoSuchWithdrawal
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus

__all__ = [
    "Deposit",
    "DepositStatus",
    "NoSuchDeposit",
    "NoSuchWithdrawal",
    "Withdrawal",
    "WithdrawalStatus",
]
