"""A payment provider in memory, held to the port by the same tests as the real one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from casino.payments.errors import ProviderUnavailable
from casino.payments.provider import (
    Charge,
    ChargeOutcome,
    ChargeReport,
    DisputeReport,
    DisputeState,
    Failed,
    FailureReason,
    Payout,
    Pending,
    Refund,
    RequiresAction,
    Succeeded,
    TransferOutcome,
    TransferReport,
)
from casino.shared.money import Money

GOOD_CARD = "pm_card_visa"
DECLINED_CARD = "pm_card_declined"
CAREFUL_CARD = "pm_card_threeDSecure"
SLOW_ACCOUNT = "pm_sepa_debit"


@dataclass
class _PreparedCharge:
    charge: Charge
    outcome: ChargeOutcome | None = None
    money: Money | None = None


class FakeProvider:
    """Like the real one at its worst: it never honours an idempotency key."""

    name = "fake"

    def __init__(self):
        self.charges: dict[str, _PreparedCharge] = {}
        self.refunds: list[Refund] = []
        self.payouts: list[Payout] = []
        self.payout_outcome: TransferOutcome | None = None
        self.refund_outcome: TransferOutcome | None = None
        self.ended: dict[str, TransferOutcome] = {}
        self.foreign_refunds: dict[str, list[TransferReport]] = {}
        self.disputes: dict[str, DisputeReport] = {}
        self.own_payouts: list[str] = []
        self.silent = False

    def taken(self) -> int:
        """How much money has been taken, ever."""
        return sum(
            each.charge.money.amount
            for each in self.charges.values()
            if isinstance(each.outcome, Succeeded)
        )

    def _answer(self) -> None:
        if self.silent:
            raise ProviderUnavailable

    def prepare_charge(self, charge: Charge) -> str | Failed:
        self._answer()
        known = (GOOD_CARD, DECLINED_CARD, CAREFUL_CARD, SLOW_ACCOUNT)
        if charge.payment_method not in known:
            return Failed(FailureReason.PAYMENT_METHOD_UNUSABLE)
        reference = f"ch_{len(self.charges) + 1}"
        self.charges[reference] = _PreparedCharge(charge)
        return reference

    def charge(self, reference: str) -> ChargeOutcome:
        self._answer()
        prepared = self.charges[reference]
        if prepared.outcome is None:
            prepared.outcome = {
                GOOD_CARD: Succeeded(reference),
                DECLINED_CARD: Failed(FailureReason.CARD_DECLINED),
                CAREFUL_CARD: RequiresAction(reference, f"{reference}_secret"),
                SLOW_ACCOUNT: Pending(reference),
            }[prepared.charge.payment_method]
        return prepared.outcome

    def refund(self, refund: Refund) -> TransferOutcome:
        self._answer()
        if refund.charge_reference not in self.charges:
            return Failed(FailureReason.PAYMENT_METHOD_UNUSABLE)
        if isinstance(self.refund_outcome, Failed):
            return self.refund_outcome
        self.refunds.append(refund)
        return self.refund_outcome or Succeeded(f"re_{len(self.refunds)}")

    def find_refund(self, refund: Refund) -> TransferOutcome | None:
        self._answer()
        for number, each in enumerate(self.refunds, start=1):
            if each.transfer_id == refund.transfer_id:
                return self.refund_outcome or Succeeded(f"re_{number}")
        return None

    def pay_out(self, payout: Payout) -> TransferOutcome:
        self._answer()
        if payout.money.currency != "EUR":
            return Failed(FailureReason.REFUSED)
        if isinstance(self.payout_outcome, Failed):
            return self.payout_outcome
        self.payouts.append(payout)
        return self.payout_outcome or Pending(f"po_{len(self.payouts)}")

    def find_payout(self, payout: Payout) -> TransferOutcome | None:
        self._answer()
        for number, each in enumerate(self.payouts, start=1):
            if each.transfer_id == payout.transfer_id:
                return self.payout_outcome or Pending(f"po_{number}")
        return None

    def call_off(self, reference: str) -> ChargeOutcome:
        self._answer()
        prepared = self.charges[reference]
        if prepared.outcome is None or isinstance(prepared.outcome, RequiresAction):
            prepared.outcome = Failed(FailureReason.ABANDONED)
        return prepared.outcome

    def report_charge(self, reference: str) -> ChargeReport | None:
        self._answer()
        prepared = self.charges.get(reference)
        if prepared is None:
            return None
        charge = prepared.charge
        return ChargeReport(
            reference,
            charge.deposit_id,
            charge.player_id,
            prepared.money or charge.money,
            prepared.outcome,
        )

    def report_refunds(self, charge_reference: str) -> list[TransferReport]:
        self._answer()
        ours = [
            self._report(f"re_{number}", each, self.refund_outcome or Succeeded(f"re_{number}"))
            for number, each in enumerate(self.refunds, start=1)
            if each.charge_reference == charge_reference
        ]
        return ours + self.foreign_refunds.get(charge_reference, [])

    def report_payout(self, reference: str) -> TransferReport | None:
        self._answer()
        if reference in self.own_payouts:
            money = Money(1_000_00, "EUR")
            return TransferReport(reference, None, None, None, money, Succeeded(reference))
        for number, each in enumerate(self.payouts, start=1):
            if reference == f"po_{number}":
                return self._report(reference, each, self.payout_outcome or Pending(reference))
        return None

    def report_dispute(self, reference: str) -> DisputeReport | None:
        self._answer()
        return self.disputes.get(reference)

    def _report(self, reference, transfer, outcome) -> TransferReport:
        return TransferReport(
            reference,
            transfer.transfer_id,
            transfer.withdrawal_id,
            transfer.player_id,
            transfer.money,
            self.ended.get(reference, outcome),
        )

    def complete(self, reference: str, outcome: ChargeOutcome) -> None:
        """Let a charge go on without us, as when its player has been to their bank."""
        self.charges[reference].outcome = outcome

    def dispute(self, reference: str, state=DisputeState.OPEN, amount=None, name="dp_1") -> str:
        """Let a cardholder dispute a charge, or the dispute go on."""
        money = self.charges[reference].charge.money
        money = Money(amount or money.amount, money.currency)
        self.disputes[name] = DisputeReport(name, reference, money, state)
        return name

    def refund_by_hand(self, reference: str, amount: int, name="re_hand", outcome=None) -> str:
        """Let somebody refund a charge at the provider's own site."""
        money = Money(amount, self.charges[reference].charge.money.currency)
        report = TransferReport(name, None, None, None, money, outcome or Succeeded(name))
        others = [
            each for each in self.foreign_refunds.get(reference, []) if each.reference != name
        ]
        self.foreign_refunds[reference] = [*others, report]
        return name


class Clock:
    """Stands still until somebody waits."""

    def __init__(self):
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def move(self, seconds):
        self.now += timedelta(seconds=seconds)


class FakeAccount:
    """An account with it (`casino.payments.psp.Psp`), whose list is whatever a test says."""

    def __init__(self, provider, settlement_report=None):
        self.provider = provider
        self.settlement_report = settlement_report
