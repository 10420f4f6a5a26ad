"""Show a player one of their deposits."""

from contextlib import suppress
from typing import TYPE_CHECKING

from casino.payments.deposit import DepositStatus
from casino.payments.errors import InOtherHands, ProviderUnavailable, Unbelievable
from casino.payments.messages import DepositView, view_of_deposit
from casino.payments.use_cases.refresh_deposit import refresh_deposit
from casino.shared.errors import Contention

if TYPE_CHECKING:
    from casino.parts import Parts


def get_deposit(parts: "Parts", player_id: str, deposit_id: str) -> DepositView:
    """Return a deposit as it is now.

    While the player is at their bank, the provider is asked, so that a player who has returned
    need not wait for the webhook.

    Raises
    ------
    UnknownDeposit
    """
    deposit = parts.payments.deposit(player_id, deposit_id)
    if deposit.status is DepositStatus.REQUIRES_ACTION:
        # The webhook and the sweeper come after us; what can't be found out now they will find.
        with suppress(InOtherHands, ProviderUnavailable, Unbelievable, Contention):
            deposit = refresh_deposit(parts, deposit)
    return view_of_deposit(deposit)
