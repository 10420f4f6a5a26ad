"""What the cashier's use cases work with."""

from collections.abc import Callable
from dataclasses import dataclass

from casino.payments.events import EventLog
from casino.payments.failures import DepositFailures
from casino.payments.policy import DepositLimits
from casino.payments.provider import Provider
from casino.payments.repository import Payments
from casino.payments.reversals import Reversals
from casino.shared.clock import Clock
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Ledger


@dataclass(frozen=True, slots=True)
class Cashier:
    """The parts of the cashier.

    Attributes
    ----------
    payments : Payments
    reversals : Reversals
    failures : DepositFailures
    events : EventLog
    ledger : Ledger
    provider : Provider
    begin : callable
        Returns a new unit of work.
    clock : callable
    pause : callable
        Sleeps for some seconds.
    limits : DepositLimits or None
        Limits over time, where somebody keeps such.
    """

    payments: Payments
    reversals: Reversals
    failures: DepositFailures
    events: EventLog
    ledger: Ledger
    provider: Provider
    begin: Callable[[], UnitOfWork]
    clock: Clock
    pause: Callable[[float], None]
    limits: DepositLimits | None = None

    @property
    def account(self) -> str:
        """The ledger account of what the provider holds for us or we owe it."""
        return f"psp:{self.provider.name}"
