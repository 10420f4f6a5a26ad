"""Bring a deposit to where the provider says that its charge is."""

from typing import TYPE_CHECKING, Final

from casino.payments.deposit import DEPOSIT_TRANSITIONS, Deposit, DepositStatus, status_after
from casino.payments.errors import InOtherHands, Superseded, Unbelievable
from casino.payments.provider import ChargeReport, Failed
from casino.payments.use_cases.conclude_deposit import conclude_deposit

if TYPE_CHECKING:
    from casino.parts import Parts

_PAUSE: Final = 0.25


def advance_deposit(parts: "Parts", report: ChargeReport) -> Deposit | None:
    """Carry a deposit on to what the provider reports, if that is news.

    Returns
    -------
    Deposit or None
        As it is now; `None` if the charge is a left-over that took no money: of two workers that
        each prepared one, a single one is used.

    Raises
    ------
    Unbelievable
        If the charge is not one of ours, or not as we know it.
    InOtherHands
        If the worker that makes the deposit is still busy with it.
    ProviderUnavailable
    Contention
    """
    while True:
        deposit = _quiet(parts, _known(parts, report))
        if deposit.reference != report.reference:
            if deposit.reference is None or status_of(report) is not DepositStatus.SUCCEEDED:
                return None
            raise Unbelievable("other_charge")
        if report.money.currency != deposit.money.currency:
            raise Unbelievable("wrong_currency")
        if report.money != deposit.money:
            raise Unbelievable("wrong_amount")
        target = status_of(report)
        if target is None or target not in DEPOSIT_TRANSITIONS.get(deposit.status, ()):
            _must_agree(deposit, target)
            return deposit
        outcome = report.outcome
        if isinstance(outcome, Failed):
            # Declined is not over: whoever has the client secret could try another card.
            outcome = parts.psp.provider.call_off(report.reference)
        if outcome is None:
            return deposit
        try:
            return conclude_deposit(parts, deposit, outcome)
        except Superseded:
            # Somebody else has brought the same news.
            continue


def status_of(report: ChargeReport) -> DepositStatus | None:
    """Return where a report leads; `None` if the charge is only prepared."""
    return None if report.outcome is None else status_after(report.outcome)


def _known(parts: "Parts", report: ChargeReport) -> Deposit:
    if report.deposit_id is None or report.player_id is None:
        raise Unbelievable("unknown_payment")
    deposit = parts.payments.find(Deposit, report.player_id, report.deposit_id)
    if deposit is None:
        raise Unbelievable("unknown_payment")
    return deposit


def _quiet(parts: "Parts", deposit: Deposit) -> Deposit:
    """Let a worker that is about to write the same finish: its player waits for the answer.

    A lease is over within seconds, whether its owner lives or not.
    """
    until = deposit.lease.until
    while deposit.answer is None and not deposit.lease.is_over(parts.clock()):
        if deposit.lease.until != until:
            raise InOtherHands
        parts.pause(_PAUSE)
        deposit = parts.payments.deposit(deposit.player_id, deposit.payment_id)
    return deposit


def _must_agree(deposit: Deposit, target: DepositStatus | None) -> None:
    """Refuse a report of the opposite; one that is merely old is nothing to worry about."""
    ended = {DepositStatus.SUCCEEDED, DepositStatus.FAILED}
    if {deposit.status, target} == ended:
        raise Unbelievable("contradicts_deposit")
