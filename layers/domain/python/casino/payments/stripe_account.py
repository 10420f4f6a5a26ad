"""The house's account with Stripe.

Stripe's library takes a third of a second to import. Who only reads payments needs neither it nor
the keys, so both wait until they are asked for.
"""

import json
from functools import cached_property
from typing import TYPE_CHECKING

from casino.payments.errors import UnknownProvider
from casino.payments.notices import Notice
from casino.payments.provider import Provider
from casino.payments.settlement_report import SettlementReport

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_secretsmanager import SecretsManagerClient


class StripeAccount:
    """Stripe, and the keys that only some functions may read (`casino.payments.psp.Psp`).

    Parameters
    ----------
    connect : callable
        Returns the client of Secrets Manager, once the keys are needed.
    secret_id : str
        Where they are.
    api_base : str or None
        Where Stripe's API is, if it is not Stripe's own.
    """

    def __init__(
        self, connect: "Callable[[], SecretsManagerClient]", secret_id: str, api_base: str | None
    ) -> None:
        self._connect = connect
        self._secret_id = secret_id
        self._api_base = api_base

    @cached_property
    def provider(self) -> Provider:
        """What moves money."""
        from casino.payments.stripe_provider import StripeProvider

        return StripeProvider(self._keys["api_key"], self._api_base)

    @cached_property
    def settlement_report(self) -> SettlementReport:
        """What lists the money that was moved."""
        from casino.payments.stripe_settlement_report import StripeSettlementReport

        return StripeSettlementReport(self._keys["api_key"], self._api_base)

    def read_event(self, psp: str, body: bytes, signature: str | None) -> Notice | None:
        """Return what an event of Stripe's tells."""
        if psp != "stripe":
            raise UnknownProvider
        from casino.payments.stripe_webhooks import read_stripe_event

        return read_stripe_event(body, signature, self._keys["webhook_secret"])

    @cached_property
    def _keys(self) -> dict[str, str]:
        secret = self._connect().get_secret_value(SecretId=self._secret_id)
        keys: dict[str, str] = json.loads(secret["SecretString"])
        return keys
