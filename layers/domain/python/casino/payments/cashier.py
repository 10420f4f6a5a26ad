"""What the cashier's use cases work with."""

from collections.abc import Callable
from dataclasses import dataclass

from casino.payments.failures import DepositFailures
from casino.payments.provider import Provider
from casino.payments.repository import Payments
from casino.payments.reversals import Reversals
from casino.payments.webhook_events import WebhookEventLog
from casino.shared.clock import Clock
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Ledger


@dataclass(frozen=True, slots=True)
class Cashier:
    """The parts of the cashier.

    Attributes
    ----------
    begin : callable
        Returns a new unit of work.
    clock : callable
    pause : callable
        Sleeps for some seconds.
    """

    payments: Payments
    reversals: Reversals
    failures: DepositFailures
    events: WebhookEventLog
    ledger: Ledger
    provider: Provider
    begin: Callable[[], UnitOfWork]
    clock: Clock
    pause: Callable[[float], None]

    @property
    def account(self) -> str:
        """The ledger account of what the provider holds for us or we owe it."""
        return f"psp:{self.provider.name}"
