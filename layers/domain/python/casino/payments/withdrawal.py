"""Money on its way out: the states of a withdrawal, and where its parts go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from casino.payments.deposit import Deposit
from casino.payments.errors import WrongState
from casino.payments.payment import FIRST_LOOK, Lease, Payment
from casino.payments.provider import Failed, FailureReason, TransferOutcome
from casino.payments.transfer import Transfer, TransferKind, TransferStatus
from casino.shared.clock import to_rfc3339

# Keeps a withdrawal well inside one transaction and one invocation; what older deposits could
# still take back is paid out instead.
MAX_REFUNDS: Final = 20


class WithdrawalStatus(StrEnum):
    """Where a withdrawal is."""

    PENDING_REVIEW = "pending_review"
    PROCESSING = "processing"
    PAID = "paid"
    REJECTED = "rejected"
    FAILED = "failed"


WITHDRAWAL_TRANSITIONS: Final[Mapping[WithdrawalStatus, frozenset[WithdrawalStatus]]] = {
    WithdrawalStatus.PENDING_REVIEW: frozenset(
        {WithdrawalStatus.PROCESSING, WithdrawalStatus.REJECTED}
    ),
    WithdrawalStatus.PROCESSING: frozenset({WithdrawalStatus.PAID, WithdrawalStatus.FAILED}),
    # A bank may send money back days after the provider called it paid.
    WithdrawalStatus.PAID: frozenset({WithdrawalStatus.FAILED}),
}


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a withdrawal.

    Attributes
    ----------
    actor : str
        Who decided.
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
