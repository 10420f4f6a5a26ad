"""What the cashier says on the wire."""

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.payment import Payment
from casino.payments.provider import FailureReason
from casino.payments.transfer import TransferKind, TransferStatus
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus
from casino.shared.messages import (
    Amount,
    CurrencyCode,
    DepositId,
    Message,
    Timestamp,
    WithdrawalId,
)

# A name and a prefix, so that nothing that looks like a card number can get in.
PaymentMethodId = Annotated[
    str,
    Field(
        strict=True,
        max_length=128,
        pattern=r"^(pm|card|src)_[A-Za-z0-9_]{1,120}$",
        description="Made by the payment provider's own client library; never a card number.",
        examples=["pm_1MqLiJLkdIwHu7ixUEgbFdYF"],
    ),
]


class DepositRequest(Message):
    """Money to be paid in."""

    amount: Amount
    currency: CurrencyCode
    payment_method: PaymentMethodId


class NextAction(Message):
    """What the player must do before the payment can go on."""

    type: Literal["authenticate"] = "authenticate"
    client_secret: str = Field(
        description="For the payment provider's client library.",
        examples=["pi_3MtwBwLkdIwHu7ix_secret_example"],
    )


class DepositView(Message):
    """A deposit."""

    deposit_id: DepositId
    status: Literal["succeeded", "pending", "failed"]
    amount: int = Field(description="Minor units of the currency.", examples=[1250])
    currency: CurrencyCode
    created_at: Timestamp
    updated_at: Timestamp
    failure_reason: FailureReason | None = None
    next_action: NextAction | None = Field(
        default=None, description="While the player's bank asks them to prove who they are."
    )


class WithdrawalRequest(Message):
    """Money to be paid out."""

    amount: Amount
    currency: CurrencyCode


class EventReceipt(Message):
    """What a payment provider is answered."""

    received: Literal[True] = Field(default=True, examples=[True])


class TransferView(Message):
    """A part of a withdrawal and the way it goes."""

    type: TransferKind
    amount: int = Field(examples=[1250])
    status: TransferStatus
    deposit_id: DepositId | None = Field(
        default=None, description="The deposit a refund returns to."
    )


class WithdrawalView(Message):
    """A withdrawal."""

    withdrawal_id: WithdrawalId
    status: WithdrawalStatus
    amount: int = Field(description="Minor units of the currency.", examples=[1250])
    currency: CurrencyCode
    paid_amount: int = Field(description="How much of it has been sent.", examples=[0])
    created_at: Timestamp
    updated_at: Timestamp
    transfers: list[TransferView]
    failure_reason: FailureReason | None = None


# What a player can tell apart; the rest is ours.
_PUBLIC_STATUS: Final[dict[DepositStatus, Literal["succeeded", "pending", "failed"]]] = {
    DepositStatus.CREATED: "pending",
    DepositStatus.REQUIRES_ACTION: "pending",
    DepositStatus.PENDING: "pending",
    DepositStatus.SUCCEEDED: "succeeded",
    DepositStatus.FAILED: "failed",
}


def view_of_deposit(deposit: Deposit) -> DepositView:
    """Write a deposit as the REST API shows it."""
    secret = deposit.client_secret
    return DepositView(
        deposit_id=deposit.payment_id,
        status=_PUBLIC_STATUS[deposit.status],
        amount=deposit.money.amount,
        currency=deposit.money.currency,
        created_at=deposit.created_at,
        updated_at=deposit.updated_at,
        failure_reason=deposit.failure_reason,
        next_action=NextAction(client_secret=secret) if secret else None,
    )


def view_of_withdrawal(withdrawal: Withdrawal) -> WithdrawalView:
    """Write a withdrawal as the REST API shows it."""
    return WithdrawalView(
        withdrawal_id=withdrawal.payment_id,
        status=withdrawal.status,
        amount=withdrawal.money.amount,
        currency=withdrawal.money.currency,
        paid_amount=withdrawal.paid_amount,
        created_at=withdrawal.created_at,
        updated_at=withdrawal.updated_at,
        transfers=[
            TransferView(
                type=each.kind,
                amount=each.amount,
                status=each.status,
                deposit_id=each.deposit_id,
            )
            for each in withdrawal.transfers
        ],
        failure_reason=withdrawal.failure_reason,
    )


def answer_of(payment: Payment) -> dict[str, Any]:
    """Write a payment as the response that its first request gets."""
    match payment:
        case Deposit():
            return view_of_deposit(payment).model_dump(mode="json", exclude_none=True)
        case Withdrawal():
            return view_of_withdrawal(payment).model_dump(mode="json", exclude_none=True)
        case _:
            raise TypeError(f"{type(payment).__name__} has no answer")
