"""The payment provider (PSP), as the cashier sees it: a port.

A charge is taken in two steps. The first makes it known to the provider and moves nothing; its
reference is stored; the second takes the money. Whatever crashes in between, the second step can
only ever be repeated on the same charge, so a deposit is never taken twice, and it holds even of a
provider that does not honour idempotency keys or answers long after we stopped listening.

Refunds and payouts have no such first step, so whoever doubts looks for the earlier one first.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from casino.shared.money import Money


class FailureReason(StrEnum):
    """Why a payment failed, as far as a player may know.

    Lost, stolen and suspected cards are plainly "declined": a thief must not learn which it is.
    """

    CARD_DECLINED = "card_declined"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    EXPIRED_CARD = "expired_card"
    AUTHENTICATION_FAILED = "authentication_failed"
    PAYMENT_METHOD_UNUSABLE = "payment_method_unusable"
    REFUSED = "refused"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Succeeded:
    """The money has moved.

    Attributes
    ----------
    reference : str
        The provider's own name of it.
    """

    reference: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The provider has accepted it and will say later how it ended."""

    reference: str


@dataclass(frozen=True, slots=True)
class RequiresAction:
    """The player must prove to their bank who they are (3-D Secure).

    Attributes
    ----------
    client_secret : str
        With it the provider's client library takes the player through.
    """

    reference: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The money has not moved, and will not."""

    reason: FailureReason


ChargeOutcome = Succeeded | Pending | RequiresAction | Failed
TransferOutcome = Succeeded | Pending | Failed


@dataclass(frozen=True, slots=True)
class Charge:
    """Money to be taken from a player.

    Attributes
    ----------
    deposit_id, player_id : str
        Kept with the provider, so that its reports lead back to us.
    payment_method : str
        The id that the provider's own client library made of the player's card.
    """

    deposit_id: str
    player_id: str
    money: Money
    payment_method: str


@dataclass(frozen=True, slots=True)
class Refund:
    """Money to be sent back to where a deposit came from.

    Attributes
    ----------
    transfer_id : str
        Ours; unique, and the same whenever this refund is asked for.
    charge_reference : str
        The deposit's charge.
    """

    transfer_id: str
    withdrawal_id: str
    player_id: str
    money: Money
    charge_reference: str


@dataclass(frozen=True, slots=True)
class Payout:
    """Money to be sent to a player beyond what they paid in.

    Attributes
    ----------
    transfer_id : str
        Ours; unique, and the same whenever this payout is asked for.
    requested_at : datetime
        It can't be older than this, which bounds the search for it.
    """

    transfer_id: str
    withdrawal_id: str
    player_id: str
    money: Money
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class ChargeReport:
    """What the provider says of a charge.

    Attributes
    ----------
    deposit_id, player_id : str or None
        As we gave them; `None` if the charge is not of our making.
    money : Money
        What was taken, or would be.
    outcome : ChargeOutcome or None
        `None` while it is only prepared.
    """

    reference: str
    deposit_id: str | None
    player_id: str | None
    money: Money
    outcome: ChargeOutcome | None


@dataclass(frozen=True, slots=True)
class TransferReport:
    """What the provider says of a refund or a payout.

    Attributes
    ----------
    transfer_id, withdrawal_id, player_id : str or None
        As we gave them; `None` if it is not of our making.
    """

    reference: str
    transfer_id: str | None
    withdrawal_id: str | None
    player_id: str | None
    money: Money
    outcome: TransferOutcome


class DisputeState(StrEnum):
    """Where a dispute is: whether the provider has the money or we do."""

    INQUIRY = "inquiry"
    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class DisputeReport:
    """What the provider says of a dispute.

    Attributes
    ----------
    money : Money
        What the cardholder wants back.
    state : DisputeState
        The money is ours in an inquiry and after winning, and is not otherwise.
    """

    reference: str
    charge_reference: str
    money: Money
    state: DisputeState


class Provider(Protocol):
    """What the cashier needs of a payment provider.

    Each method raises `ProviderUnavailable` if there was no answer to the point; what was asked may
    then have happened or not.
    """

    @property
    def name(self) -> str:
        """What its ledger account and its payments are called by, such as ``stripe``."""

    def prepare_charge(self, charge: Charge) -> str | Failed:
        """Make a charge known without taking money; return its reference.

        Preparing twice may leave two references behind, of which one is never charged.
        """

    def charge(self, reference: str) -> ChargeOutcome:
        """Take the money of a prepared charge.

        However often it is repeated, the money is taken once and the outcome is the charge's own.
        After `Failed` it can't be taken any more.
        """

    def refund(self, refund: Refund) -> TransferOutcome:
        """Send money back to where a deposit came from."""

    def find_refund(self, refund: Refund) -> TransferOutcome | None:
        """Return how an earlier `refund` of the same transfer went; `None` if there was none."""

    def pay_out(self, payout: Payout) -> TransferOutcome:
        """Send money to the player."""

    def find_payout(self, payout: Payout) -> TransferOutcome | None:
        """Return how an earlier `pay_out` of the same transfer went; `None` if there was none."""

    def call_off(self, reference: str) -> ChargeOutcome:
        """Make sure that a charge which nobody has completed never can be.

        Returns its outcome if it is too late for that.
        """

    def report_charge(self, reference: str) -> ChargeReport | None:
        """Return what became of a charge, changing nothing; `None` if there is none."""

    def report_refunds(self, charge_reference: str) -> list[TransferReport]:
        """Return every refund of a charge, ours and others."""

    def report_payout(self, reference: str) -> TransferReport | None:
        """Return what became of a payout; `None` if there is none."""

    def report_dispute(self, reference: str) -> DisputeReport | None:
        """Return where a dispute is; `None` if there is none."""


def account_of(provider: Provider) -> str:
    """Return the ledger account of what a provider holds for us, or we owe it."""
    return f"psp:{provider.name}"
