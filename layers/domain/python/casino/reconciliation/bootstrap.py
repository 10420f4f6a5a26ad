"""The audit's parts, put together once for each execution environment."""

import json
import os
from functools import cache

from casino.books.bootstrap import books
from casino.payments.audit import PaymentAudit
from casino.payments.reversals import Reversals
from casino.payments.settlement_report import SettlementReport
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
        report=settlement_report() if with_provider else None,
        clock=utc_now,
    )


@cache
def runs() -> Runs:
    """Return the daily audits."""
    return Runs(client("dynamodb"), setting("RECONCILIATION_TABLE"))


@cache
def settlement_report() -> SettlementReport:
    """Return the provider's list of what it moved."""
    # Stripe's library takes a third of a second to import, and an audit without it need not wait.
    from casino.payments.stripe_settlement_report import StripeSettlementReport

    secret = client("secretsmanager").get_secret_value(SecretId=setting("PSP_SECRET_ID"))
    api_key: str = json.loads(secret["SecretString"])["api_key"]
    return StripeSettlementReport(api_key, os.environ.get("STRIPE_API_BASE") or None)
