"""The ways on which parts of a withdrawal are sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from casino.payments.errors import WrongState
from casino.payments.provider import Failed, FailureReason, Pending, Succeeded, TransferOutcome


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
class Transfer:
    """A part of a withdrawal that goes one way.

    Attributes
    ----------
    deposit_id, charge_reference : str or None
        Of a refund: the deposit that it returns to, and that one's charge.
    reference : str or None
        The provider's name of it, once it is sent.
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
