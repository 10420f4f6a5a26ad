"""Send what an approved withdrawal has planned."""

from typing import TYPE_CHECKING

from casino.payments.provider import Payout, Refund, TransferOutcome
from casino.payments.transfer import Transfer, TransferKind, TransferStatus
from casino.payments.use_cases.conclude_withdrawal import conclude_withdrawal
from casino.payments.withdrawal import Withdrawal
from casino.shared.clock import from_rfc3339
from casino.shared.money import Money

if TYPE_CHECKING:
    from casino.parts import Parts


def send_withdrawal(parts: "Parts", withdrawal: Withdrawal) -> Withdrawal:
    """Send each transfer that is only planned yet, then conclude what can be concluded.

    Each result is written before the next transfer is sent, over the version that was read: a
    worker that was taken for dead stops here.

    Raises
    ------
    Superseded
        If another worker took the withdrawal over.
    ProviderUnavailable
        Whoever goes on looks for the transfer in doubt before sending it.
    Contention
    """
    for number in range(len(withdrawal.transfers)):
        # Not from the loop: a failure changes the transfers after it.
        transfer = withdrawal.transfers[number]
        if transfer.status is TransferStatus.PLANNED:
            outcome = _send(parts, withdrawal, transfer, withdrawal.transfer_id(number))
            withdrawal = parts.payments.save(
                withdrawal, withdrawal.sent(number, outcome, parts.clock())
            )
    return conclude_withdrawal(parts, withdrawal)


def _send(
    parts: "Parts", withdrawal: Withdrawal, transfer: Transfer, transfer_id: str
) -> TransferOutcome:
    provider = parts.psp.provider
    # Only the first worker knows that nobody sent it before.
    in_doubt = withdrawal.attempts > 1
    money = Money(transfer.amount, withdrawal.money.currency)
    if transfer.kind is TransferKind.PAYOUT:
        payout = Payout(
            transfer_id,
            withdrawal.payment_id,
            withdrawal.player_id,
            money,
            from_rfc3339(withdrawal.created_at),
        )
        return (in_doubt and provider.find_payout(payout)) or provider.pay_out(payout)
    refund = Refund(
        transfer_id,
        withdrawal.payment_id,
        withdrawal.player_id,
        money,
        str(transfer.charge_reference),
    )
    return (in_doubt and provider.find_refund(refund)) or provider.refund(refund)
