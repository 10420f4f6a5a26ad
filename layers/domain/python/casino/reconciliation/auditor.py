"""What an audit works with."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from casino.books import Books
from casino.payments import Reversals, SettlementReport
from casino.payments.audit import PaymentAudit
from casino.shared.clock import Clock
from casino.tables.audit import RoundAudit
from casino.wallet import LedgerReader

# What happened so lately may still be on its way from one book to the next.
SETTLING_TIME: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Auditor:
    """The parts of an audit; every one only reads.

    Attributes
    ----------
    report : SettlementReport or None
        The provider's, if it is to be asked.
    """

    ledger: LedgerReader
    books: Books
    payments: PaymentAudit
    reversals: Reversals
    rounds: RoundAudit
    report: SettlementReport | None
    clock: Clock
