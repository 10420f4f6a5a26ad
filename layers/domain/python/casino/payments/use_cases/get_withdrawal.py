"""Show a player one of their withdrawals."""

from casino.payments.messages import WithdrawalView, view_of_withdrawal
from casino.payments.repository import Payments


def get_withdrawal(payments: Payments, player_id: str, withdrawal_id: str) -> WithdrawalView:
    """Return a withdrawal as it is now.

    Raises
    ------
    UnknownWithdrawal
    """
    return view_of_withdrawal(payments.withdrawal(player_id, withdrawal_id))
