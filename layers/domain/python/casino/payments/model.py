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
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.money import Money

# When the sweeper first looks at a payment that nobody has ended; later looks wait longer.
FIRST_LOOK: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=6)
# How long a player has to prove to their bank who they are.
AUTHENTICATION_TERM: Final = timedelta(hours=1)
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
    # A bank may send money back days after the provider called it paid.
    WithdrawalStatus.PAID: frozenset({WithdrawalStatus.FAILED}),
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
    TransferStatus.SUCCEEDED: frozenset({TransferStatus.FAILED}),
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
    due_at : str or None
        When the sweeper looks at it, if it has not ended by then; RFC 3339.
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
    due_at: str | None = None

    def postponed(self, at: datetime) -> Self:
        """Return the payment due again after as long as it has lasted so far, within bounds."""
        age = at - from_rfc3339(self.created_at)
        wait = min(max(age, FIRST_LOOK), LONGEST_WAIT)
        return self._changed(at, due_at=to_rfc3339(at + wait))

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
    reversed_amount : int
        How much of it the provider has taken back from us, by chargebacks and by refunds that are
        no withdrawal of ours.
    """

    payment_method: str
    status: DepositStatus = DepositStatus.CREATED
    reference: str | None = None
    failure_reason: FailureReason | None = None
    client_secret: str | None = None
    refundable: int | None = None
    reversed_amount: int = 0

    @property
    def is_open(self) -> bool:
        """Whether its end is still unknown."""
        return self.status not in (DepositStatus.SUCCEEDED, DepositStatus.FAILED)

    @property
    def counts_as_failure(self) -> bool:
        """Whether it failed by the player's doing, and not because nobody went on with it."""
        return (
            self.status is DepositStatus.FAILED
            and self.failure_reason is not FailureReason.ABANDONED
        )

    def prepared(self, reference: str, at: datetime) -> "Deposit":
        """Return the deposit with its charge known to the provider."""
        return self._changed(at, reference=reference)

    def concluded(self, outcome: ChargeOutcome, at: datetime) -> "Deposit":
        """Return the deposit after the provider has spoken.

        Raises
        ------
        WrongState
        """
        status = status_after(outcome)
        news: dict[str, Any] = {"client_secret": None}
        match outcome:
            case Succeeded():
                news["refundable"] = self.money.amount
            case RequiresAction(client_secret=secret):
                news["client_secret"] = secret
            case Failed(reason):
                news["failure_reason"] = reason
        if status not in DEPOSIT_TRANSITIONS.get(self.status, ()):
            raise WrongState(f"A deposit can't go from {self.status} to {status}")
        return self._changed(at, status=status, **news)

    def taken_back(self, amount: int, at: datetime) -> "Deposit":
        """Return the deposit after the provider took back a part of it.

        Raises
        ------
        ValueError
            If more is taken back than was paid in.
        """
        reversed_amount = self.reversed_amount + amount
        if not 0 < amount <= reversed_amount <= self.money.amount:
            raise ValueError(f"{amount} can't be taken back from {self.payment_id}")
        refundable = max(0, (self.refundable or 0) - amount)
        return self._changed(at, reversed_amount=reversed_amount, refundable=refundable)

    def given_back(self, amount: int, refundable: int, at: datetime) -> "Deposit":
        """Return the deposit after the provider returned what it took back."""
        return self._changed(
            at,
            reversed_amount=self.reversed_amount - amount,
            refundable=(self.refundable or 0) + refundable,
        )


def status_after(outcome: ChargeOutcome) -> DepositStatus:
    """Return where a charge's outcome leads its deposit."""
    match outcome:
        case Succeeded():
            return DepositStatus.SUCCEEDED
        case Pending():
            return DepositStatus.PENDING
        case RequiresAction():
            return DepositStatus.REQUIRES_ACTION
        case Failed():
            return DepositStatus.FAILED


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


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a withdrawal.

    Attributes
    ----------
    approved : bool
    actor : str
        Who decided.
    reason : str
    at : str
        RFC 3339.
    """

    approved: bool
    actor: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Payment):
    """Money on its way out, held from the start.

    Attributes
    ----------
    status : WithdrawalStatus
    transfers : tuple of Transfer
        They add up to the amount.
    review : Review or None
        If a person had to look at it, and has.
    """

    transfers: tuple[Transfer, ...]
    status: WithdrawalStatus
    review: Review | None = None

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

    def sent_back(self, number: int, at: datetime) -> "Withdrawal":
        """Return the withdrawal after a transfer that had arrived was sent back.

        Raises
        ------
        WrongState
        """
        transfers = list(self.transfers)
        transfers[number] = transfers[number].moved(
            TransferStatus.FAILED, failure_reason=FailureReason.REFUSED
        )
        if self.status is WithdrawalStatus.PAID:
            return self.moved(WithdrawalStatus.FAILED, at, transfers=tuple(transfers))
        return self._changed(at, transfers=tuple(transfers))

    def approved(self, review: Review, lease: Lease, at: datetime) -> "Withdrawal":
        """Return the withdrawal free to be sent, in the hands of whoever sends it.

        Raises
        ------
        WrongState
        """
        return self.moved(
            WithdrawalStatus.PROCESSING,
            at,
            review=review,
            lease=lease,
            due_at=to_rfc3339(at + FIRST_LOOK),
        )

    def rejected(self, review: Review, at: datetime) -> "Withdrawal":
        """Return the withdrawal ended before anything was sent.

        Raises
        ------
        WrongState
        """
        abandoned = tuple(each.moved(TransferStatus.ABANDONED) for each in self.transfers)
        return self.moved(WithdrawalStatus.REJECTED, at, review=review, transfers=abandoned)

    def moved(self, status: WithdrawalStatus, at: datetime, **values: Any) -> "Withdrawal":
        """Return the withdrawal in its next state.

        Raises
        ------
        WrongState
        """
        if status not in WITHDRAWAL_TRANSITIONS.get(self.status, ()):
            raise WrongState(f"A withdrawal can't go from {self.status} to {status}")
        return self._changed(at, status=status, **values)

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
