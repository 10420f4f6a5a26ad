"""Let a player take money out."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from casino.payments.answering import Answer, answer_once
from casino.payments.cashier import must_be_payable, needs_review
from casino.payments.messages import WithdrawalRequest, answer_of
from casino.payments.payment import FIRST_LOOK, Lease
from casino.payments.transfer import TransferKind
from casino.payments.use_cases.send_withdrawal import send_withdrawal
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus, plan_transfers
from casino.shared.clock import to_rfc3339
from casino.shared.fingerprint import fingerprint
from casino.shared.ids import derived_id
from casino.shared.money import Money
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, HELD, Activity, EntryType, post

if TYPE_CHECKING:
    from casino.parts import Parts

# Longer than any worker can live, since API Gateway gives up after 29 seconds and so do our
# functions: two workers that send the same refund at once would have to rely on the provider's
# idempotency keys alone.
LEASE_TERM: Final = timedelta(seconds=30)


def make_withdrawal(parts: "Parts", player_id: str, key: str, request: WithdrawalRequest) -> Answer:
    """Hold an amount of a player's cash and send it, or leave it for review.

    The hold, the plan of where the money goes and the refundable parts of deposits that it needs
    are written at once; from then on the money can be neither played nor withdrawn again.

    Parameters
    ----------
    key : str
        The request's idempotency key.

    Raises
    ------
    IdempotencyKeyReused
    NoWallet
    WalletRestricted
    CurrencyMismatch
    InsufficientFunds
        If there is not so much cash; bonus can't be withdrawn.
    Invalid
        If the amount has digits that the provider can't carry.
    UnknownJurisdiction
    ProviderUnavailable
    Contention
    """
    withdrawal_id = derived_id("wdr", player_id, "withdrawal", key)
    money = Money(request.amount, request.currency)
    body = fingerprint(request.model_dump(mode="json"))

    return answer_once(
        parts,
        body,
        term=LEASE_TERM,
        find=partial(parts.payments.find, Withdrawal, player_id, withdrawal_id),
        start=partial(_hold, parts, player_id, withdrawal_id, money, body),
        proceed=partial(send_withdrawal, parts),
    )


def _hold(
    parts: "Parts", player_id: str, withdrawal_id: str, money: Money, body: str, lease: Lease
) -> Withdrawal:
    at = parts.clock()
    wallet = parts.ledger.wallet(player_id)
    wallet.must_allow(Activity.WITHDRAW, at)
    wallet.must_hold(money.currency)
    must_be_payable(money)
    held, entry = post(
        wallet,
        EntryType.WITHDRAWAL_HOLD,
        withdrawal_id,
        {CASH: -money.amount, HELD: money.amount},
        at=at,
        reference={"withdrawal_id": withdrawal_id},
    )
    review = needs_review(parts.policies.at(wallet.jurisdiction, at), money)
    withdrawal = Withdrawal(
        player_id=player_id,
        payment_id=withdrawal_id,
        money=money,
        fingerprint=body,
        created_at=to_rfc3339(at),
        updated_at=to_rfc3339(at),
        provider=parts.psp.provider.name,
        lease=lease,
        transfers=plan_transfers(money.amount, parts.payments.refundable_deposits(player_id)),
        status=WithdrawalStatus.PENDING_REVIEW if review else WithdrawalStatus.PROCESSING,
        due_at=to_rfc3339(at + FIRST_LOOK),
    )
    if review:
        withdrawal = withdrawal.answered(answer_of(withdrawal))
    work = UnitOfWork(parts.dynamodb)
    # First, so that a copy of this request finds out that it is one, whatever the wallet holds now.
    parts.payments.add_start(work, withdrawal)
    parts.ledger.append(work, wallet, held, entry)
    for transfer in withdrawal.transfers:
        if transfer.kind is TransferKind.REFUND:
            parts.payments.add_reservation(work, player_id, transfer)
    work.commit()
    return withdrawal
