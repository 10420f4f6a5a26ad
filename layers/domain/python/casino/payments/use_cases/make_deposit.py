"""Take a player's money in."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from casino.payments.answering import Answer, answer_once
from casino.payments.cashier import must_allow_deposit
from casino.payments.deposit import Deposit
from casino.payments.messages import DepositRequest
from casino.payments.payment import FIRST_LOOK, Lease
from casino.payments.provider import Charge, Failed
from casino.payments.use_cases.conclude_deposit import conclude_deposit
from casino.safer_gambling import with_deposit
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.fingerprint import fingerprint
from casino.shared.ids import derived_id
from casino.shared.money import Money
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Activity

if TYPE_CHECKING:
    from casino.parts import Parts

# Short, because it only saves calls to the provider: a charge can't be taken twice even if its
# owner is slow rather than dead and two workers meet at it.
LEASE_TERM: Final = timedelta(seconds=5)

# Several of one player's that begin at once change the same wallet, one after another.
_PATIENCE_SECONDS: Final = 10.0


def make_deposit(parts: "Parts", player_id: str, key: str, request: DepositRequest) -> Answer:
    """Charge a player's payment method and credit what was taken.

    The provider prepares the charge, which moves nothing; the deposit is written together with the
    charge's reference before any money moves, and the ledger entry together with the deposit's
    success. A crash between any two of them is repaired by the same request, whenever it comes
    again. Of several requests at once one gets to write; the others' charges are never taken.

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
    UnknownJurisdiction, CurrencyNotTaken, LimitReached
        By the policy that the player comes under.
    PlayerLimitReached
        If a limit of the player's own does not leave that much.
    DepositsBlocked
        After too many failed ones.
    Invalid
        If the amount has digits that the provider can't carry.
    ProviderUnavailable
    Contention
    """
    deposit_id = derived_id("dep", player_id, "deposit", key)
    body = fingerprint(request.model_dump(mode="json"))

    def start(lease: Lease) -> Deposit:
        money = Money(request.amount, request.currency)
        wallet = parts.ledger.wallet(player_id)
        at = parts.clock()
        wallet.must_allow(Activity.DEPOSIT, at)
        wallet.must_hold(money.currency)
        must_allow_deposit(parts.policies.at(wallet.jurisdiction, at), money)
        with_deposit(wallet, money.amount, at)
        parts.deposit_failures.must_not_block(player_id, at)
        now = to_rfc3339(at)
        deposit = Deposit(
            player_id=player_id,
            payment_id=deposit_id,
            money=money,
            payment_method=request.payment_method,
            fingerprint=body,
            created_at=now,
            updated_at=now,
            provider=parts.psp.provider.name,
            lease=lease,
            due_at=to_rfc3339(at + FIRST_LOOK),
        )
        # Preparing moves nothing, so it may come before the deposit is written, and the first write
        # holds the charge's reference as well. A charge that nobody wrote down is never taken.
        prepared = parts.psp.provider.prepare_charge(_charge_of(deposit))
        if isinstance(prepared, str):
            deposit = replace(deposit, reference=prepared)
        # Others of the player's that begin at the same time only make it look at the wallet again,
        # and not have the provider prepare it once more.
        retrying(lambda: _begin(parts, deposit), budget_seconds=_PATIENCE_SECONDS)
        return deposit

    return answer_once(
        parts,
        body,
        term=LEASE_TERM,
        find=partial(parts.payments.find, Deposit, player_id, deposit_id),
        start=start,
        proceed=partial(_charge, parts),
    )


def _begin(parts: "Parts", deposit: Deposit) -> None:
    """Write a deposit, and that it has taken of its player's limits, if they leave that much."""
    wallet = parts.ledger.wallet(deposit.player_id)
    wallet.must_allow(Activity.DEPOSIT, parts.clock())
    begun = with_deposit(wallet, deposit.money.amount, from_rfc3339(deposit.created_at))
    work = UnitOfWork(parts.dynamodb)
    parts.payments.add_start(work, deposit)
    parts.ledger.change_standing(work, wallet, begun)
    work.commit()


def _charge(parts: "Parts", deposit: Deposit) -> Deposit:
    if deposit.attempts > 1:
        # It was started by somebody who died, and the player may have been barred since.
        wallet = parts.ledger.wallet(deposit.player_id)
        wallet.must_allow(Activity.DEPOSIT, parts.clock())
    reference = deposit.reference
    if reference is None:
        # The provider would not prepare it. Asked again, it says why, or has changed its mind.
        prepared = parts.psp.provider.prepare_charge(_charge_of(deposit))
        if isinstance(prepared, Failed):
            return conclude_deposit(parts, deposit, prepared)
        reference = prepared
        # Of two workers that have each prepared a charge, one gets past this line. The other's
        # charge is never taken.
        deposit = parts.payments.save(deposit, deposit.prepared(reference, parts.clock()))
    return conclude_deposit(parts, deposit, parts.psp.provider.charge(reference))


def _charge_of(deposit: Deposit) -> Charge:
    return Charge(deposit.payment_id, deposit.player_id, deposit.money, deposit.payment_method)
