"""The cashier: deposits and withdrawals through a payment provider, credited and held exactly."""

from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.errors import UnknownDeposit, UnknownWithdrawal
from casino.payments.payment import Payment
from casino.payments.repository import payment_from_item
from casino.payments.reversals import Reversals
from casino.payments.settlement_report import (
    Movement,
    MovementKind,
    MovementState,
    SettlementReport,
)
from casino.payments.transfer import Transfer, TransferStatus
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus

__all__ = [
    "Deposit",
    "DepositStatus",
    "Movement",
    "MovementKind",
    "MovementState",
    "Payment",
    "Reversals",
    "SettlementReport",
    "Transfer",
    "TransferStatus",
    "UnknownDeposit",
    "UnknownWithdrawal",
    "Withdrawal",
    "WithdrawalStatus",
    "payment_from_item",
]
