"""Let a withdrawal that waited for a person be sent."""

from typing import TYPE_CHECKING

from casino.payments.payment import Lease
from casino.payments.use_cases.make_withdrawal import LEASE_TERM
from casino.payments.use_cases.send_withdrawal import send_withdrawal
from casino.payments.withdrawal import Review, Withdrawal
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.ids import new_id
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Activity

if TYPE_CHECKING:
    from casino.parts import Parts


def approve_withdrawal(
    parts: "Parts", player_id: str, withdrawal_id: str, *, actor: str, reason: str = ""
) -> Withdrawal:
    """Approve a withdrawal and send it.

    Parameters
    ----------
    actor : str
        Who decided.

    Raises
    ------
    UnknownWithdrawal
    WrongState
        If it does not wait for review, or no longer.
    WalletRestricted
        If the player has been barred from withdrawing meanwhile, as by a chargeback.
    Superseded
        If somebody else decided at the same moment.
    ProviderUnavailable
        It is approved all the same, and the sweeper sends it.
    Contention
    """

    def attempt() -> Withdrawal:
        withdrawal = parts.payments.withdrawal(player_id, withdrawal_id)
        at = parts.clock()
        lease = Lease.starting(new_id("lse"), at, LEASE_TERM)
        approved = withdrawal.approved(Review(True, actor, reason, to_rfc3339(at)), lease, at)
        wallet = parts.ledger.wallet(player_id)
        wallet.must_allow(Activity.WITHDRAW, at)
        work = UnitOfWork(parts.dynamodb)
        parts.payments.add_save(work, withdrawal, approved)
        parts.ledger.demand(work, wallet)
        work.commit()
        return approved

    return send_withdrawal(parts, retrying(attempt))
