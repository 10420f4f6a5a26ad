"""The audit's parts, put together once for each execution environment."""

from functools import cache

from casino.books.bootstrap import books
from casino.payments import Reversals, SettlementReport
from casino.payments.audit import PaymentAudit
from casino.reconciliation.auditor import Auditor
from casino.reconciliation.runs import Runs
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.settings import setting
from casino.tables.audit import RoundAudit
from casino.wallet.bootstrap import ledger, reader


@cache
def auditor(*, with_provider: bool = True) -> Auditor:
    """Return what audits.

    Parameters
    ----------
    with_provider : bool
        Whether the provider's list is compared too.
    """
    dynamodb = client("dynamodb")
    payments, tables = setting("PAYMENTS_TABLE"), setting("TABLES_TABLE")
    return Auditor(
        ledger=reader(),
        books=books(),
        payments=PaymentAudit(dynamodb, payments),
        reversals=Reversals(dynamodb, payments),
        rounds=RoundAudit(dynamodb, tables, ledger(), reader()),
        report=_settlement_report() if with_provider else None,
        clock=utc_now,
    )


@cache
def runs() -> Runs:
    """Return the daily audits."""
    return Runs(client("dynamodb"), setting("RECONCILIATION_TABLE"))


def _settlement_report() -> SettlementReport:
    # The cashier's parts and its provider's library, for which an audit without need not wait.
    from casino.payments.bootstrap import settlement_report

    return settlement_report()
