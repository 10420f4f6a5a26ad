"""Money on its way in: the states of a deposit, and what leads from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from casino.payments.errors import WrongState
from casino.payments.payment import Payment
from casino.payments.provider import (
    ChargeOutcome,
    Failed,
    FailureReason,
    Pending,
    RequiresAction,
    Succeeded,
)

# How long a player has to prove to their bank who they are.
AUTHENTICATION_TERM: Final = timedelta(hours=1)


class DepositStatus(StrEnum):
    """Where a deposit is."""

    CREATED = "created"
    REQUIRES_ACTION = "requires_action"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit(Payment):
    """Money on its way in.

    Attributes
    ----------
    payment_method : str
        The provider's id of the player's card or account; never a card number.
    reference : str or None
        The provider's name of the charge, known before any money moves.
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
