"""The cashier's parts, put together once for each execution environment."""

import json
import os
import time
from functools import cache

from casino.payments.cashier import Cashier
from casino.payments.errors import UnknownProvider
from casino.payments.failures import DepositFailures
from casino.payments.notices import Notice
from casino.payments.provider import Provider
from casino.payments.repository import Payments
from casino.payments.reversals import Reversals
from casino.payments.settlement_report import SettlementReport
from casino.payments.webhook_events import WebhookEventLog
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.settings import setting
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Ledger


@cache
def payments() -> Payments:
    """Return the deposits and withdrawals."""
    return Payments(client("dynamodb"), setting("PAYMENTS_TABLE"))


@cache
def cashier() -> Cashier:
    """Return what moves money in and out."""
    dynamodb = client("dynamodb")
    table = setting("PAYMENTS_TABLE")
    return Cashier(
        payments=payments(),
        reversals=Reversals(dynamodb, table),
        failures=DepositFailures(dynamodb, table),
        events=WebhookEventLog(dynamodb, table),
        ledger=Ledger(dynamodb, setting("WALLET_TABLE")),
        provider=provider(),
        begin=lambda: UnitOfWork(dynamodb),
        clock=utc_now,
        pause=time.sleep,
    )


@cache
def provider() -> Provider:
    """Return the payment provider, with the key that only this function may read."""
    # Here and not above, because Stripe's library takes a third of a second to import, and who
    # only reads payments need not wait for it.
    from casino.payments.stripe_provider import StripeProvider

    return StripeProvider(_secret()["api_key"], os.environ.get("STRIPE_API_BASE") or None)


def read_event(psp: str, body: bytes, signature: str | None) -> Notice | None:
    """Return what a provider's signed event tells, or `None` if it is nothing to us.

    Raises
    ------
    UnknownProvider
    BadSignature
    Malformed
    """
    if psp != "stripe":
        raise UnknownProvider
    from casino.payments.stripe_webhooks import read_stripe_event

    return read_stripe_event(body, signature, _secret()["webhook_secret"])


@cache
def settlement_report() -> SettlementReport:
    """Return the provider's list of what it moved."""
    from casino.payments.stripe_settlement_report import StripeSettlementReport

    return StripeSettlementReport(_secret()["api_key"], os.environ.get("STRIPE_API_BASE") or None)


@cache
def _secret() -> dict[str, str]:
    secret = client("secretsmanager").get_secret_value(SecretId=setting("PSP_SECRET_ID"))
    values: dict[str, str] = json.loads(secret["SecretString"])
    return values
