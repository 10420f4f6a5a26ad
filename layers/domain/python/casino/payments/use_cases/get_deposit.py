"""Show a player one of their deposits."""

from casino.payments.messages import DepositView, view_of_deposit
from casino.payments.repository import Payments


def get_deposit(payments: Payments, player_id: str, deposit_id: str) -> DepositView:
    """Return a deposit as it is now.

    Raises
    ------
    NoSuchDeposit
    """
    return view_of_deposit(payments.deposit(player_id, deposit_id))
