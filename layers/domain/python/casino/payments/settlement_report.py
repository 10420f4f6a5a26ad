"""What a payment provider says it has moved: the other side of reconciliation, as a port."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from casino.shared.money import Money


class MovementKind(StrEnum):
    """Which way money went, and by whose wish.

    A reversal is a refund that no withdrawal of ours asked for.
    """

    CHARGE = "charge"
    REFUND = "refund"
    PAYOUT = "payout"
    REVERSAL = "reversal"


class MovementState(StrEnum):
    """How far a movement has got."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of the provider's list.

    Attributes
    ----------
    reference : str
        The provider's own name of it.
    player_id, payment_id, transfer_id : str or None
        Ours, as we gave them to the provider; `None` where we did not. Of a reversal, the deposit
        that it takes back.
    """

    kind: MovementKind
    reference: str
    money: Money
    state: MovementState
    created_at: datetime
    player_id: str | None
    payment_id: str | None
    transfer_id: str | None


class SettlementReport(Protocol):
    """A provider's list of all that it moved for us."""

    def movements(self, since: datetime | None) -> Iterator[Movement]:
        """Yield what was created since a moment, or ever, as it is now.

        Raises
        ------
        ProviderUnavailable
        """
