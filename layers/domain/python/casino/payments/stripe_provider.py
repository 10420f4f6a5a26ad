"""Stripe behind the port.

A charge is a PaymentIntent: created unconfirmed, which moves nothing, and confirmed. Every object
carries our ids as metadata, so that webhooks and reconciliation find back to us. Idempotency keys
are sent, but nothing here rests on them: Stripe forgets them after a day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import stripe

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

# The newest one in which a PaymentIntent can be held to cards without a parameter that only newer
# ones know. What is read of the answers is the same in all of them.
_API_VERSION: Final = "2025-10-29.clover"
# A bank may take seconds to answer, but the player's request ends after 29 whatever happens.
_CONNECT_SECONDS: Final = 2.0
_READ_SECONDS: Final = 8.0
_PAGE: Final = 100
# How far Stripe's clock and ours may differ when it comes to who was first.
_CLOCK_MARGIN: Final = timedelta(hours=1)

# https://docs.stripe.com/declines/codes and https://docs.stripe.com/error-codes
_REASONS: Final = {
    "insufficient_funds": FailureReason.INSUFFICIENT_FUNDS,
    "expired_card": FailureReason.EXPIRED_CARD,
    "authentication_required": FailureReason.AUTHENTICATION_FAILED,
    "payment_intent_authentication_failure": FailureReason.AUTHENTICATION_FAILED,
    "resource_missing": FailureReason.PAYMENT_METHOD_UNUSABLE,
    "payment_method_unactivated": FailureReason.PAYMENT_METHOD_UNUSABLE,
    "payment_method_invalid_parameter": FailureReason.PAYMENT_METHOD_UNUSABLE,
}

# https://docs.stripe.com/api/disputes/object#dispute_object-status. A warning is a question of the
# bank's: no money has moved.
_DISPUTE_STATES: Final = {
    "warning_needs_response": DisputeState.INQUIRY,
    "warning_under_review": DisputeState.INQUIRY,
    "warning_closed": DisputeState.INQUIRY,
    "prevented": DisputeState.INQUIRY,
    "needs_response": DisputeState.OPEN,
    "under_review": DisputeState.OPEN,
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
}
_UNFINISHED: Final = ("requires_payment_method", "requires_confirmation", "requires_action")


class StripeProvider:
    """Payments by Stripe.

    Parameters
    ----------
    api_base : str, optional
        Where the API is, if it is not Stripe's own.
    """

    name = "stripe"

    def __init__(self, api_key: str, api_base: str | None = None) -> None:
        self._http = stripe.RequestsClient(timeout=(_CONNECT_SECONDS, _READ_SECONDS))
        self._client = stripe.StripeClient(
            api_key,
            stripe_version=_API_VERSION,
            base_addresses={"api": api_base} if api_base else {},
            http_client=self._http,
            # Repeating is up to us: only we look first.
            max_network_retries=0,
        )

    def prepare_charge(self, charge: Charge) -> str | Failed:
        """Create an unconfirmed PaymentIntent."""
        with _unavailable():
            try:
                intent = self._client.v1.payment_intents.create(
                    params={  # type: ignore[typeddict-unknown-key]  # typed for the newest
                        "amount": charge.money.amount,
                        "currency": charge.money.currency.lower(),
                        "payment_method": charge.payment_method,
                        # No method that would send the player away to another site.
                        "payment_method_types": ["card"],
                        "metadata": {
                            "deposit_id": charge.deposit_id,
                            "player_id": charge.player_id,
                        },
                    },
                    options={"idempotency_key": f"{charge.deposit_id}-prepare"},
                )
            except (stripe.CardError, stripe.InvalidRequestError) as error:
                return Failed(_reason(error.code, missing=error.http_status == 404))
        return intent.id

    def charge(self, reference: str) -> ChargeOutcome:
        """Confirm the PaymentIntent, or find out what became of it."""
        intents = self._client.v1.payment_intents
        with _unavailable():
            try:
                # Without a key: an intent takes money once by itself, and a key would answer with
                # how things were the first time.
                intent = intents.confirm(reference)
            except (stripe.CardError, stripe.InvalidRequestError):
                # Declined, or confirmed before by a worker that we took for dead: it knows.
                intent = intents.retrieve(reference)
            return self._outcome_of_charge(intent)

    def refund(self, refund: Refund) -> TransferOutcome:
        """Create a Refund of the PaymentIntent."""
        with _unavailable():
            try:
                created = self._client.v1.refunds.create(
                    params={
                        "payment_intent": refund.charge_reference,
                        "amount": refund.money.amount,
                        "metadata": _metadata(refund),
                    },
                    options={"idempotency_key": refund.transfer_id},
                )
            except (stripe.CardError, stripe.InvalidRequestError) as error:
                return Failed(_reason(error.code))
        return _outcome_of_refund(created)

    def find_refund(self, refund: Refund) -> TransferOutcome | None:
        """Look through the PaymentIntent's Refunds."""
        with _unavailable():
            page = self._client.v1.refunds.list(
                params={"payment_intent": refund.charge_reference, "limit": _PAGE}
            )
            for each in page.auto_paging_iter():
                if _is_of(each, refund.transfer_id):
                    return _outcome_of_refund(each)
        return None

    def pay_out(self, payout: Payout) -> TransferOutcome:
        """Create a Payout."""
        with _unavailable():
            try:
                created = self._client.v1.payouts.create(
                    params={
                        "amount": payout.money.amount,
                        "currency": payout.money.currency.lower(),
                        "metadata": _metadata(payout),
                    },
                    options={"idempotency_key": payout.transfer_id},
                )
            except (stripe.CardError, stripe.InvalidRequestError) as error:
                return Failed(_reason(error.code))
        return _outcome_of_payout(created)

    def find_payout(self, payout: Payout) -> TransferOutcome | None:
        """Look through the Payouts since it was asked for."""
        since = int((payout.requested_at - _CLOCK_MARGIN).timestamp())
        with _unavailable():
            for each in self._payouts_since(since):
                if _is_of(each, payout.transfer_id):
                    return _outcome_of_payout(each)
        return None

    def call_off(self, reference: str) -> ChargeOutcome:
        """Cancel the PaymentIntent unless it is complete."""
        with _unavailable():
            intent = self._client.v1.payment_intents.retrieve(reference)
            if intent.status in _UNFINISHED:
                return self._cancelled(intent)
            return self._outcome_of_charge(intent)

    def report_charge(self, reference: str) -> ChargeReport | None:
        """Retrieve the PaymentIntent."""
        with _unavailable():
            try:
                intent = self._client.v1.payment_intents.retrieve(reference)
            except stripe.InvalidRequestError as error:
                _must_be_missing(error)
                return None
            ids = _metadata_of(intent)
            values = intent.to_dict()
            return ChargeReport(
                intent.id,
                ids.get("deposit_id"),
                ids.get("player_id"),
                # They differ where only a part was taken.
                _money(values.get("amount_received") or intent.amount, intent.currency),
                _reported_outcome(intent),
            )

    def report_refunds(self, charge_reference: str) -> list[TransferReport]:
        """List the PaymentIntent's Refunds."""
        with _unavailable():
            page = self._client.v1.refunds.list(
                params={"payment_intent": charge_reference, "limit": _PAGE}
            )
            return [
                _report_of_transfer(each, _outcome_of_refund(each))
                for each in page.auto_paging_iter()
            ]

    def report_payout(self, reference: str) -> TransferReport | None:
        """Retrieve the Payout."""
        with _unavailable():
            try:
                payout = self._client.v1.payouts.retrieve(reference)
            except stripe.InvalidRequestError as error:
                _must_be_missing(error)
                return None
            return _report_of_transfer(payout, _outcome_of_payout(payout))

    def report_dispute(self, reference: str) -> DisputeReport | None:
        """Retrieve the Dispute."""
        with _unavailable():
            try:
                dispute = self._client.v1.disputes.retrieve(reference)
            except stripe.InvalidRequestError as error:
                _must_be_missing(error)
                return None
            return DisputeReport(
                dispute.id,
                str(dispute.payment_intent),
                _money(dispute.amount, dispute.currency),
                # A status that is not known yet: the worst is assumed.
                _DISPUTE_STATES.get(dispute.status, DisputeState.OPEN),
            )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()  # type: ignore[no-untyped-call]

    def _outcome_of_charge(self, intent: stripe.PaymentIntent) -> ChargeOutcome:
        match intent.status:
            case "succeeded":
                return Succeeded(intent.id)
            case "requires_action" if intent.client_secret:
                return RequiresAction(intent.id, intent.client_secret)
            case "requires_payment_method" | "requires_confirmation":
                return self._cancelled(intent)
            case "canceled":
                return _failure_of_charge(intent)
            case _:
                return Pending(intent.id)

    def _cancelled(self, intent: stripe.PaymentIntent) -> ChargeOutcome:
        """Make sure that what we call failed can't be confirmed by anybody later."""
        intents = self._client.v1.payment_intents
        try:
            intents.cancel(intent.id)
        except stripe.InvalidRequestError:
            # Somebody was faster: it has been confirmed or cancelled meanwhile.
            latest = intents.retrieve(intent.id)
            if latest.status == intent.status:
                raise
            return self._outcome_of_charge(latest)
        return _failure_of_charge(intent)

    def _payouts_since(self, since: int) -> Iterator[stripe.Payout]:
        params: Any = {"limit": _PAGE}
        while True:
            page = self._client.v1.payouts.list(params=params)
            yield from page.data
            if not page.has_more:
                return
            first, last = page.data[0], page.data[-1]
            # Stripe lists the newest first, so nothing of interest comes after an older one. A
            # list in any other order is read to its end.
            if first.created > last.created and last.created < since:
                return
            params["starting_after"] = last.id


def _outcome_of_refund(refund: stripe.Refund) -> TransferOutcome:
    match refund.status:
        case "succeeded":
            return Succeeded(refund.id)
        case "failed" | "canceled":
            return Failed(FailureReason.REFUSED)
        case _:
            return Pending(refund.id)


def _outcome_of_payout(payout: stripe.Payout) -> TransferOutcome:
    match payout.status:
        case "paid":
            return Succeeded(payout.id)
        case "failed" | "canceled":
            return Failed(FailureReason.REFUSED)
        case _:
            return Pending(payout.id)


def _reported_outcome(intent: stripe.PaymentIntent) -> ChargeOutcome | None:
    match intent.status:
        case "succeeded":
            return Succeeded(intent.id)
        case "requires_confirmation":
            return None
        case "requires_action" if intent.client_secret:
            return RequiresAction(intent.id, intent.client_secret)
        case "requires_payment_method" | "canceled":
            return _failure_of_charge(intent)
        case _:
            return Pending(intent.id)


def _report_of_transfer(
    transfer: stripe.Refund | stripe.Payout, outcome: TransferOutcome
) -> TransferReport:
    ids = _metadata_of(transfer)
    return TransferReport(
        transfer.id,
        ids.get("transfer_id"),
        ids.get("withdrawal_id"),
        ids.get("player_id"),
        _money(transfer.amount, transfer.currency),
        outcome,
    )


def _failure_of_charge(intent: stripe.PaymentIntent) -> Failed:
    error = intent.last_payment_error
    if error is None:
        return Failed(FailureReason.ABANDONED)
    details = error.to_dict()
    return Failed(_reason(details.get("decline_code") or details.get("code")))


def _reason(code: str | None, *, missing: bool = False) -> FailureReason:
    if missing:
        return FailureReason.PAYMENT_METHOD_UNUSABLE
    if code in _REASONS:
        return _REASONS[code]
    return FailureReason.REFUSED if code is None else FailureReason.CARD_DECLINED


def _metadata(transfer: Refund | Payout) -> dict[str, str]:
    return {
        "transfer_id": transfer.transfer_id,
        "withdrawal_id": transfer.withdrawal_id,
        "player_id": transfer.player_id,
    }


def _is_of(transfer: stripe.Refund | stripe.Payout, transfer_id: str) -> bool:
    return _metadata_of(transfer).get("transfer_id") == transfer_id


def _metadata_of(of: stripe.PaymentIntent | stripe.Refund | stripe.Payout) -> dict[str, str]:
    return dict((of.to_dict().get("metadata") or {}).items())


def _money(amount: int, currency: str) -> Money:
    return Money(amount, currency.upper())


def _must_be_missing(error: stripe.InvalidRequestError) -> None:
    """Let pass that there is no such thing, and nothing else."""
    if error.http_status != 404:
        raise error


@contextmanager
def _unavailable() -> Iterator[None]:
    """Turn every answer that is none into the one error that says so.

    Wrong keys and missing rights are among them: they are the operator's to repair, and what was
    asked for can go on when they have.
    """
    try:
        yield
    except stripe.StripeError as error:
        raise ProviderUnavailable from error
