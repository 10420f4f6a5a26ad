"""Ask the provider how an open deposit stands."""

from typing import TYPE_CHECKING

from casino.payments.deposit import Deposit
from casino.payments.errors import Unbelievable
from casino.payments.use_cases.advance_deposit import advance_deposit

if TYPE_CHECKING:
    from casino.parts import Parts


def refresh_deposit(parts: "Parts", deposit: Deposit) -> Deposit:
    """Return a deposit that the provider knows, brought up to date.

    Raises
    ------
    Unbelievable
    InOtherHands
    ProviderUnavailable
    Contention
    """
    if not deposit.is_open or deposit.reference is None:
        return deposit
    report = parts.psp.provider.report_charge(deposit.reference)
    if report is None or report.deposit_id != deposit.payment_id:
        raise Unbelievable("unknown_payment")
    return advance_deposit(parts, report) or deposit
