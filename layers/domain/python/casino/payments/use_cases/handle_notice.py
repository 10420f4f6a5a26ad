"""Act upon what a provider's webhook tells."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.errors import (
    InOtherHands,
    ProviderUnavailable,
    Superseded,
    Unbelievable,
)
from casino.payments.notices import Notice, Subject
from casino.payments.provider import (
    ChargeReport,
    DisputeState,
    Failed,
    TransferReport,
)
from casino.payments.reversals import ReversalCause
from casino.payments.use_cases.advance_deposit import advance_deposit
from casino.payments.use_cases.advance_withdrawal import advance_withdrawal
from casino.payments.use_cases.restore_deposit import restore_deposit
from casino.payments.use_cases.reverse_deposit import reverse_deposit
from casino.payments.webhook_events import WebhookEvent, WebhookEventStatus
from casino.shared.clock import to_rfc3339
from casino.shared.errors import Contention
from casino.shared.money import Money

if TYPE_CHECKING:
    from casino.parts import Parts

# A deferred event is tried again after 1, 2, 3… minutes; these are half a day.
MAX_ATTEMPTS: Final = 40


def handle_notice(parts: "Parts", notice: Notice) -> WebhookEvent:
    """Bring our books to where the provider's are, for the object that a notice is about.

    A notice only says where to look. What is there is read from the provider and written by one
    conditional transition, so copies, however many at once, and notices in the wrong order come to
    the same end. Its record is written after the effect: a crash in between repeats an effect that
    repeats to nothing.

    What contradicts our books is parked for a person and changes nothing. What can't be decided
    now, because somebody doesn't answer or a worker is busy, is deferred to the sweeper.

    Returns
    -------
    WebhookEvent
        The event, with what became of it.
    """
    known = parts.webhook_events.find(notice.provider, notice.event_id)
    if known is not None and known.status is WebhookEventStatus.HANDLED:
        return known
    attempts = known.attempts + 1 if known else 1
    received_at = known.received_at if known else to_rfc3339(parts.clock())

    def recorded(status: WebhookEventStatus, reason: str | None = None) -> WebhookEvent:
        event = WebhookEvent(notice, status, reason, attempts, received_at)
        parts.webhook_events.record(event, parts.clock())
        return event

    try:
        _EFFECTS[notice.subject](parts, notice)
    except Unbelievable as error:
        return recorded(WebhookEventStatus.PARKED, error.reason)
    except (InOtherHands, Superseded, ProviderUnavailable, Contention) as error:
        gives_up = attempts >= MAX_ATTEMPTS
        return recorded(
            WebhookEventStatus.PARKED if gives_up else WebhookEventStatus.DEFERRED, error.code
        )
    except Exception:
        # A fault of ours must not cost the event, however often the provider repeats it.
        with suppress(ClientError):
            recorded(WebhookEventStatus.PARKED, "unforeseen")
        raise
    return recorded(WebhookEventStatus.HANDLED)


def _charge(parts: "Parts", notice: Notice) -> None:
    report = _report(parts, notice.reference)
    _must_match(notice.money, report.money)
    advance_deposit(parts, report)


def _refund(parts: "Parts", notice: Notice) -> None:
    deposit = _credited(parts, notice.reference)
    if notice.money.currency != deposit.money.currency:
        raise Unbelievable("wrong_currency")
    if notice.money.amount > deposit.money.amount:
        raise Unbelievable("wrong_amount")
    for report in parts.psp.provider.report_refunds(notice.reference):
        if report.transfer_id is not None:
            advance_withdrawal(parts, report)
        else:
            _foreign_refund(parts, deposit, report)


def _foreign_refund(parts: "Parts", deposit: Deposit, report: TransferReport) -> None:
    """Follow a refund that somebody made at the provider's and no player withdrew."""
    if isinstance(report.outcome, Failed):
        restore_deposit(parts, deposit.player_id, report.reference)
    else:
        reverse_deposit(parts, deposit, ReversalCause.REFUND, report.reference, report.money)


def _dispute(parts: "Parts", notice: Notice) -> None:
    report = parts.psp.provider.report_dispute(notice.reference)
    if report is None:
        raise Unbelievable("unknown_payment")
    _must_match(notice.money, report.money)
    deposit = _credited(parts, report.charge_reference)
    match report.state:
        case DisputeState.OPEN | DisputeState.LOST:
            reverse_deposit(
                parts, deposit, ReversalCause.CHARGEBACK, report.reference, report.money
            )
        case DisputeState.WON:
            restore_deposit(parts, deposit.player_id, report.reference)
        case DisputeState.INQUIRY:
            # The bank asks a question; the money is still ours.
            pass


def _payout(parts: "Parts", notice: Notice) -> None:
    report = parts.psp.provider.report_payout(notice.reference)
    if report is None:
        raise Unbelievable("unknown_payment")
    if report.transfer_id is None:
        # The provider pays our own takings out to us.
        return
    _must_match(notice.money, report.money)
    advance_withdrawal(parts, report)


_EFFECTS: Final[Mapping[Subject, Callable[["Parts", Notice], None]]] = {
    Subject.CHARGE: _charge,
    Subject.REFUND: _refund,
    Subject.DISPUTE: _dispute,
    Subject.PAYOUT: _payout,
}


def _report(parts: "Parts", reference: str) -> ChargeReport:
    report = parts.psp.provider.report_charge(reference)
    if report is None:
        raise Unbelievable("unknown_payment")
    return report


def _credited(parts: "Parts", reference: str) -> Deposit:
    """Return a charge's deposit, credited first if word of the refund overtook the charge's."""
    deposit = advance_deposit(parts, _report(parts, reference))
    if deposit is None or deposit.status is not DepositStatus.SUCCEEDED:
        raise Unbelievable("unknown_payment")
    return deposit


def _must_match(claimed: Money, known: Money) -> None:
    if claimed.currency != known.currency:
        raise Unbelievable("wrong_currency")
    if claimed.amount != known.amount:
        raise Unbelievable("wrong_amount")
