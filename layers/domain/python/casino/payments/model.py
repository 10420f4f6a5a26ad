"""The cashier's rules: how payments proceed, and where withdrawn money goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from casino.payments.errors import WrongState
from casino.payments.provider import (
    ChargeOutcome,
    Failed,
    FailureReason,
    Pending,
    RequiresAction,
    Succeeded,
    TransferOutcome,
)
from casino.shared.clock import to_rfc3339
from casino.shared.money import Money

# Keeps a withdrawal well inside one transaction and one invocation; what older deposits could
# still take back is paid out instead.
MAX_REFUNDS: Final = 20


class DepositStatus(StrEnum):
    """Where a deposit is."""

    CREATED = "created"
    REQUIRES_ACTION = "requires_action"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class WithdrawalStatus(StrEnum):
    """Where a withdrawal is."""

    PENDING_REVIEW = "pending_review"
    PROCESSING = "processing"
    PAID = "paid"
    REJECTED = "rejected"
    FAILED = "failed"


class TransferKind(StrEnum):
    """The way in which a part of a withdrawal is sent."""

    REFUND = "refund"
    PAYOUT = "payout"


class TransferStatus(StrEnum):
    """Where a part of a withdrawal is."""

    PLANNED = "planned"
    SENT = "sent"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    ABANDONED = "abandoned"


# There is no way out of a state that is not named.
DEPOSIT_TRANSITIONS: Final[Mapping[DepositStatus, frozenset[DepositStatus]]] = {
    DepositStatus.CREATED: frozenset(
        {
            DepositStatus.REQUIRES_ACTION,
            DepositStatus.PENDING,
            DepositStatus.SUCCEEDED,
            DepositStatus.FAILED,
        }
    ),
    DepositStatus.REQUIRES_ACTION: frozenset(
        {DepositStatus.PENDING, DepositStatus.SUCCEEDED, DepositStatus.FAILED}
    ),
    DepositStatus.PENDING: frozenset({DepositStatus.SUCCEEDED, DepositStatus.FAILED}),
}
WITHDRAWAL_TRANSITIONS: Final[Mapping[WithdrawalStatus, frozenset[WithdrawalStatus]]] = {
    WithdrawalStatus.PENDING_REVIEW: frozenset(
        {WithdrawalStatus.PROCESSING, WithdrawalStatus.REJECTED}
    ),
    WithdrawalStatus.PROCESSING: frozenset({WithdrawalStatus.PAID, WithdrawalStatus.FAILED}),
}
TRANSFER_TRANSITIONS: Final[Mapping[TransferStatus, frozenset[TransferStatus]]] = {
    TransferStatus.PLANNED: frozenset(
        {
            TransferStatus.SENT,
            TransferStatus.SUCCEEDED,
            TransferStatus.FAILED,
            TransferStatus.ABANDONED,
        }
    ),
    TransferStatus.SENT: frozenset({TransferStatus.SUCCEEDED, TransferStatus.FAILED}),
}


@dataclass(frozen=True, slots=True)
class Lease:
    """Who is working on a payment, and until when nobody else may.

    Attributes
    ----------
    owner : str
        Random, one for each worker and request.
    until : str
        RFC 3339.
    """

    owner: str
    until: str

    @classmethod
    def starting(cls, owner: str, at: datetime, term: timedelta) -> Self:
        """Return a lease for a while from now."""
        return cls(owner, to_rfc3339(at + term))

    def is_over(self, at: datetime) -> bool:
        """Tell whether another worker may take over."""
        return self.until <= to_rfc3339(at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What deposits and withdrawals have in common.

    Attributes
    ----------
    player_id, payment_id : str
        The id is derived from the request's idempotency key, so the payment is its record.
    money : Money
    fingerprint : str
        Of the request's body.
    created_at, updated_at : str
        RFC 3339.
    provider : str
        Whose hands it is in.
    lease : Lease
    attempts : int
        How many workers have worked on it, the present one included.
    version : int
        Rises with each change; a change is written only over the version that it was made from,
        so a worker whose payment was taken over finds out before it can do harm.
    answer : mapping or None
        The response to the first request, once there is one; every repetition gets it again.
    """

    player_id: str
    payment_id: str
    money: Money
    fingerprint: str
    created_at: str
    updated_at: str
    provider: str
    lease: Lease
    attempts: int = 1
    version: int = 1
    answer: Mapping[str, Any] | None = None

    def taken_over(self, lease: Lease, at: datetime) -> Self:
        """Return the payment in another worker's hands."""
        return self._changed(at, lease=lease, attempts=self.attempts + 1)

    def answered(self, answer: Mapping[str, Any]) -> Self:
        """Return the payment with the response to its first request, which never changes."""
        return self if self.answer is not None else replace(self, answer=answer)

    def _changed(self, at: datetime, **values: Any) -> Self:
        return replace(self, version=self.version + 1, updated_at=to_rfc3339(at), **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit(Payment):
    """Money on its way in.

    Attributes
    ----------
    payment_method : str
        The provider's id of the player's card or account; never a card number.
    status : DepositStatus
    reference : str or None
        The provider's name of the charge, known before any money moves.
    failure_reason : FailureReason or None
    client_secret : str or None
        While the player must prove to their bank who they are.
    refundable : int or None
        After success: how much of it withdrawals may still send back.
    """

    payment_method: str
    status: DepositStatus = DepositStatus.CREATED
    reference: str | None = None
    failure_reason: FailureReason | None = None
    client_secret: str | None = None
    refundable: int | None = None

    def prepared(self, reference: str, at: datetime) -> "Deposit":
        """Return the deposit with its charge known to the provider."""
        return self._changed(at, reference=reference)

    def concluded(self, outcome: ChargeOutcome, at: datetime) -> "Deposit":
        """Return the deposit after the provider has spoken.

        Raises
        ------
        WrongState
        """
        news: dict[str, Any] = {"client_secret": None}
        match outcome:
            case Succeeded():
                status = DepositStatus.SUCCEEDED
                news["refundable"] = self.money.amount
            case Pending():
                status = DepositStatus.PENDING
            case RequiresAction(client_secret=secret):
                status = DepositStatus.REQUIRES_ACTION
                news["client_secret"] = secret
            case Failed(reason):
                status = DepositStatus.FAILED
                news["failure_reason"] = reason
        if status not in DEPOSIT_TRANSITIONS.get(self.status, ()):
            raise WrongState(f"A deposit can't go from {self.status} to {status}")
        return self._changed(at, status=status, **news)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A part of a withdrawal that goes one way.

    Attributes
    ----------
    kind : TransferKind
    amount : int
    deposit_id, charge_reference : str or None
        Of a refund: the deposit that it returns to, and that one's charge.
    status : TransferStatus
    reference : str or None
        The provider's name of it, once it is sent.
    failure_reason : FailureReason or None
    """

    kind: TransferKind
    amount: int
    deposit_id: str | None = None
    charge_reference: str | None = None
    status: TransferStatus = TransferStatus.PLANNED
    reference: str | None = None
    failure_reason: FailureReason | None = None

    def moved(self, status: TransferStatus, **values: Any) -> "Transfer":
        """Return the transfer in its next state.

        Raises
        ------
        WrongState
        """
        if status not in TRANSFER_TRANSITIONS.get(self.status, ()):
            raise WrongState(f"A transfer can't go from {self.status} to {status}")
        return replace(self, status=status, **values)

    def concluded(self, outcome: TransferOutcome) -> "Transfer":
        """Return the transfer after the provider has spoken.

        Raises
        ------
        WrongState
        """
        match outcome:
            case Succeeded(reference):
                return self.moved(TransferStatus.SUCCEEDED, reference=reference)
            case Pending(reference):
                return self.moved(TransferStatus.SENT, reference=reference)
            case Failed(reason):
                return self.moved(TransferStatus.FAILED, failure_reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Payment):
    """Money on its way out, held from the start.

    Attributes
    ----------
    status : WithdrawalStatus
    transfers : tuple of Transfer
        They add up to the amount.
    """

    transfers: tuple[Transfer, ...]
    status: WithdrawalStatus

    @property
    def is_open(self) -> bool:
        """Whether a transfer's end is still unknown."""
        open_states = (TransferStatus.PLANNED, TransferStatus.SENT)
        return any(each.status in open_states for each in self.transfers)

    @property
    def paid_amount(self) -> int:
        """How much has certainly been sent."""
        return sum(
            each.amount for each in self.transfers if each.status is TransferStatus.SUCCEEDED
        )

    @property
    def failure_reason(self) -> FailureReason | None:
        """Why it failed, if it did: the first reason that a transfer met."""
        return next((each.failure_reason for each in self.transfers if each.failure_reason), None)

    def transfer_id(self, number: int) -> str:
        """Name a transfer by its place."""
        return f"{self.payment_id}-{number}"

    def sent(self, number: int, outcome: TransferOutcome, at: datetime) -> "Withdrawal":
        """Return the withdrawal after the provider has spoken of one transfer.

        After a failure the transfers that were not sent yet are given up: the player gets the
        whole rest back and decides anew.

        Raises
        ------
        WrongState
        """
        transfers = list(self.transfers)
        transfers[number] = transfers[number].concluded(outcome)
        if isinstance(outcome, Failed):
            transfers = [
                each.moved(TransferStatus.ABANDONED)
                if each.status is TransferStatus.PLANNED
                else each
                for each in transfers
            ]
        return self._changed(at, transfers=tuple(transfers))

    def moved(self, status: WithdrawalStatus, at: datetime) -> "Withdrawal":
        """Return the withdrawal in its next state.

        Raises
        ------
        WrongState
        """
        if status not in WITHDRAWAL_TRANSITIONS.get(self.status, ()):
            raise WrongState(f"A withdrawal can't go from {self.status} to {status}")
        return self._changed(at, status=status)

    def concluded(self, at: datetime) -> "Withdrawal":
        """Return the withdrawal paid, if all of it was sent, or else failed.

        Raises
        ------
        WrongState
            Also while a transfer is open.
        """
        if self.is_open:
            raise WrongState("A withdrawal can't end while a transfer is open")
        whole = self.paid_amount == self.money.amount
        return self.moved(WithdrawalStatus.PAID if whole else WithdrawalStatus.FAILED, at)


def plan_transfers(amount: int, sources: Iterable[Deposit]) -> tuple[Transfer, ...]:
    """Decide which way withdrawn money goes: back to where it came from first.

    Refunding the source first is what card schemes and rules against money laundering ask for.
    What deposits can't take back was won and is paid out.

    Parameters
    ----------
    amount : int
        More than zero.
    sources : iterable of Deposit
        Succeeded ones with something refundable, newest first: a card used lately still exists.

    Returns
    -------
    tuple of Transfer
        They add up to `amount`. A payout comes first, because it is refused most readily and
        nothing is sent after a refusal.
    """
    refunds: list[Transfer] = []
    rest = amount
    for deposit in sources:
        if not rest or len(refunds) == MAX_REFUNDS:
            break
        part = min(rest, deposit.refundable or 0)
        if part:
            refunds.append(
                Transfer(TransferKind.REFUND, part, deposit.payment_id, deposit.reference)
            )
            rest -= part
    payout = [Transfer(TransferKind.PAYOUT, rest)] if rest else []
    return (*payout, *refunds)
