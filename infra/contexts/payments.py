"""Payments: money in and out, through the PSP."""

from typing import Final

from aws_cdk import SecretValue
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.contexts.wallet import Wallet
from infra.shared.acknowledgements import acknowledge
from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import Caller, CasinoRestApi

_PLAYER_ROUTES: Final = (
    "POST /v1/payments/deposits",
    "GET /v1/payments/deposits/{deposit_id}",
    "POST /v1/payments/withdrawals",
    "GET /v1/payments/withdrawals/{withdrawal_id}",
)


class Payments(Construct):
    """The payments' table, the PSP's secret, and the routes."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self.table = CasinoTable(self, "Table", platform.config, variable="PAYMENTS_TABLE")
        secret = self._psp_secret().node.default_child
        if not isinstance(secret, secretsmanager.CfnSecret):
            raise TypeError("the secret has another shape than expected")
        # As an attribute and not by reference: the local cloud refers to secrets by name, which
        # no policy can name.
        self.psp_secret_arn = secret.attr_id

    def serve(self, rest: CasinoRestApi, *, wallet: Wallet) -> None:
        """Add the functions and their routes."""
        config = self._platform.config
        environment = {
            "ALLOWED_ORIGINS": ",".join(rest.origins),
            "PSP_SECRET_ID": self.psp_secret_arn,
        }
        if config.psp_api_base:
            environment["STRIPE_API_BASE"] = config.psp_api_base
        api = CasinoFunction(
            self,
            self._platform,
            "payments.api",
            memory=768,
            # The PSP may take its time; API Gateway waits for 29 seconds.
            timeout_seconds=28,
            environment=environment,
        )
        self.table.open_to(api, Access.APPEND)
        wallet.table.open_to(api, Access.APPEND)
        api.allow(["secretsmanager:GetSecretValue"], self.psp_secret_arn)
        for route in _PLAYER_ROUTES:
            rest.route(route, api, Caller.PLAYER)
        self._platform.alarms.failing("Payments", api)

    def _psp_secret(self) -> secretsmanager.Secret:
        config = self._platform.config
        description = "The PSP's api_key and webhook_secret"
        if config.psp_api_key is not None:
            secret = secretsmanager.Secret(
                self,
                "PspSecret",
                description=description,
                removal_policy=config.removal_policy,
                secret_object_value={
                    "api_key": SecretValue.unsafe_plain_text(config.psp_api_key),
                    "webhook_secret": SecretValue.unsafe_plain_text("whsec_croupier_local"),
                },
            )
        else:
            # The operator puts the PSP's own values in; until then the key is empty and the
            # webhook secret one that nobody knows, so that nothing is let through by default.
            secret = secretsmanager.Secret(
                self,
                "PspSecret",
                description=description,
                removal_policy=config.removal_policy,
                generate_secret_string=secretsmanager.SecretStringGenerator(
                    secret_string_template='{"api_key": ""}',  # noqa: S106 - empty
                    generate_string_key="webhook_secret",
                    password_length=48,
                    exclude_punctuation=True,
                ),
            )
        acknowledge(
            secret, "SMG4", "The PSP issues these values; only its dashboard can rotate them."
        )
        return secret
