"""Finish what nobody else will: payments whose worker died and whose player never came back."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.payments.deposit import AUTHENTICATION_TERM, Deposit, DepositStatus
from casino.payments.errors import InOtherHands, Superseded, WrongState
from casino.payments.payment import Lease, Payment
from casino.payments.provider import Failed, FailureReason, TransferReport
from casino.payments.transfer import TransferKind, TransferStatus
from casino.payments.use_cases.advance_withdrawal import advance_withdrawal
from casino.payments.use_cases.conclude_deposit import conclude_deposit
from casino.payments.use_cases.handle_notice import handle_notice
from casino.payments.use_cases.make_withdrawal import LEASE_TERM
from casino.payments.use_cases.refresh_deposit import refresh_deposit
from casino.payments.use_cases.reject_withdrawal import reject_withdrawal
from casino.payments.use_cases.send_withdrawal import send_withdrawal
from casino.payments.webhook_events import WebhookEventStatus
from casino.payments.withdrawal import Withdrawal
from casino.shared.clock import from_rfc3339
from casino.shared.ids import new_id

if TYPE_CHECKING:
    from casino.parts import Parts

REVIEW_TERM: Final = timedelta(days=14)
"""How long a withdrawal waits for a decision; then it is refused, and its hold ends.

A player's money is not to be locked up by an operator's silence.
"""

_BATCH: Final = 100
_ABANDONED: Final = Failed(FailureReason.ABANDONED)


@dataclass(slots=True)
class Sweep:
    """What one run of the sweeper did.

    Attributes
    ----------
    ended : list of str
        Payments that it brought to their end.
    waiting : list of str
        Payments that the provider has not ended either.
    parked : list of str
        Events that now wait for a person.
    failed : list of (str, Exception)
        What could not be looked at; the next run tries again.
    """

    ended: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    parked: list[str] = field(default_factory=list)
    failed: list[tuple[str, Exception]] = field(default_factory=list)


def sweep_payments(parts: "Parts", until: datetime) -> Sweep:
    """Look at every payment and event that is due, the longest overdue first.

    A deposit that the provider has not been asked to charge is called off: the player who pressed
    the button minutes ago may not want it any more. A charge that was made is credited. A
    withdrawal is sent on, since its money is held; one that no person has decided about within the
    term is refused, so that its hold ends.

    Parameters
    ----------
    until : datetime
        Nothing new is begun after this; the next run goes on.
    """
    sweep = Sweep()
    for payment in parts.payments.due(parts.clock(), _BATCH):
        if parts.clock() >= until:
            break
        _look_after(parts, payment, sweep)
    for waiting in parts.payments.overdue_reviews(parts.clock() - REVIEW_TERM, _BATCH):
        if parts.clock() >= until:
            break
        _give_back(parts, waiting, sweep)
    for event in parts.webhook_events.due(parts.clock(), _BATCH):
        if parts.clock() >= until:
            break
        name = event.notice.event_id
        try:
            if handle_notice(parts, event.notice).status is WebhookEventStatus.PARKED:
                sweep.parked.append(name)
        except Exception as error:
            # One that can't be handled must not keep the others waiting.
            sweep.failed.append((name, error))
    return sweep


def _give_back(parts: "Parts", waiting: Withdrawal, sweep: Sweep) -> None:
    try:
        reject_withdrawal(
            parts,
            waiting.player_id,
            waiting.payment_id,
            actor="sweeper",
            reason="Nobody decided in time",
        )
    except (Superseded, WrongState):
        return  # somebody has decided at last
    except Exception as error:
        sweep.failed.append((waiting.payment_id, error))
    else:
        sweep.ended.append(waiting.payment_id)


def _look_after(parts: "Parts", payment: Payment, sweep: Sweep) -> None:
    name = payment.payment_id
    if not payment.lease.is_over(parts.clock()):
        return
    try:
        match payment:
            case Deposit():
                after: Payment = _deposit(parts, payment)
            case Withdrawal():
                after = _withdrawal(parts, payment)
            case _:
                raise TypeError(f"{type(payment).__name__} is not swept")
    except (Superseded, InOtherHands):
        # Somebody has come back for it.
        return
    except Exception as error:
        # One that can't be finished must not keep the others waiting, now or next time.
        sweep.failed.append((name, error))
        _postpone(parts, payment)
        return
    if _is_open(after):
        sweep.waiting.append(name)
        _postpone(parts, after)
    else:
        sweep.ended.append(name)


def _deposit(parts: "Parts", deposit: Deposit) -> Deposit:
    if deposit.reference is None:
        # No money can have moved: what is charged has its reference written first.
        return conclude_deposit(parts, deposit, _ABANDONED)
    refreshed = refresh_deposit(parts, deposit)
    if not refreshed.is_open or not _is_given_up(refreshed, parts.clock()):
        return refreshed
    outcome = parts.psp.provider.call_off(str(refreshed.reference))
    return conclude_deposit(parts, refreshed, outcome)


def _is_given_up(deposit: Deposit, at: datetime) -> bool:
    match deposit.status:
        case DepositStatus.CREATED:
            return True
        case DepositStatus.REQUIRES_ACTION:
            return at - from_rfc3339(deposit.created_at) >= AUTHENTICATION_TERM
        case _:
            return False


def _withdrawal(parts: "Parts", withdrawal: Withdrawal) -> Withdrawal:
    now = parts.clock()
    lease = Lease.starting(new_id("lse"), now, LEASE_TERM)
    # From here on a player who comes back waits, and no transfer is sent without being looked for.
    withdrawal = parts.payments.save(withdrawal, withdrawal.taken_over(lease, now))
    withdrawal = send_withdrawal(parts, withdrawal)
    for report in _reports(parts, withdrawal):
        withdrawal = advance_withdrawal(parts, report)
    return withdrawal


def _reports(parts: "Parts", withdrawal: Withdrawal) -> list[TransferReport]:
    reports: list[TransferReport] = []
    for number, transfer in enumerate(withdrawal.transfers):
        if transfer.status is not TransferStatus.SENT or transfer.reference is None:
            continue
        if transfer.kind is TransferKind.PAYOUT:
            report = parts.psp.provider.report_payout(transfer.reference)
            reports += [report] if report else []
        else:
            reports += [
                each
                for each in parts.psp.provider.report_refunds(str(transfer.charge_reference))
                if each.transfer_id == withdrawal.transfer_id(number)
            ]
    return reports


def _is_open(payment: Payment) -> bool:
    match payment:
        case Deposit() | Withdrawal():
            return payment.is_open
        case _:
            return False


def _postpone(parts: "Parts", payment: Payment) -> None:
    # Read again: what failed may have failed half-way.
    latest = parts.payments.find(type(payment), payment.player_id, payment.payment_id)
    if latest is not None and _is_open(latest):
        with suppress(Superseded):
            parts.payments.save(latest, latest.postponed(parts.clock()))
