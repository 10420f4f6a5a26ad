"""The cashier's parts, put together once for each execution environment."""

import json
import os
import time
from functools import cache

from casino.payments.cashier import Cashier
from casino.payments.provider import Provider
from casino.payments.repository import Payments
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
    return Cashier(
        payments=payments(),
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

    secret = client("secretsmanager").get_secret_value(SecretId=setting("PSP_SECRET_ID"))
    api_key: str = json.loads(secret["SecretString"])["api_key"]
    return StripeProvider(api_key, os.environ.get("STRIPE_API_BASE") or None)
