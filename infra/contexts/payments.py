"""Payments: money in and out, through the PSP."""

from typing import Final

from aws_cdk import SecretValue
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from casino.lambdas.observability import Metric
from infra import table_shapes
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.wallet import WalletContext
from infra.shared.acknowledgements import acknowledge
from infra.shared.data import Access, CasinoTable
from infra.shared.events import every_minute
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.secrets import arn_of

# Everybody's: the local payment provider takes any.
_LOCAL_API_KEY: Final = "sk_test_croupier_local"
_LOCAL_WEBHOOK_SECRET: Final = "whsec_croupier_local"  # noqa: S105


class PaymentsContext(Construct):
    """The payments' table, the PSP's secret, and the routes."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self.table = CasinoTable(
            self,
            "Table",
            platform.config,
            table_shapes.PAYMENTS,
            # Old ones too: most writes concern who works on a payment, and are no news.
            streams=StreamViewType.NEW_AND_OLD_IMAGES,
        )
        self.psp_secret_arn = arn_of(self._psp_secret())

    def serve(
        self, rest: CasinoRestApi, *, wallet: WalletContext, catalogue: CatalogueContext
    ) -> None:
        """Add the functions, their routes and what sets them off."""
        api = CasinoFunction(
            self._platform,
            "payments.api",
            memory=768,
            # The PSP may take its time; API Gateway waits for 29 seconds.
            timeout_seconds=28,
        )
        self._open_to(api, wallet, catalogue)
        rest.serve(api)
        sweep_payments = CasinoFunction(
            self._platform, "payments.sweep_payments", timeout_seconds=50
        )
        self._open_to(sweep_payments, wallet, catalogue)
        every_minute(sweep_payments, self._platform)
        self._watch()

    def _open_to(
        self, function: CasinoFunction, wallet: WalletContext, catalogue: CatalogueContext
    ) -> None:
        self.table.open_to(function, Access.APPEND)
        wallet.table.open_to(function, Access.APPEND)
        catalogue.tell_policies_to(function)
        function.add_environment("PSP_SECRET_ID", self.psp_secret_arn)
        function.allow(["secretsmanager:GetSecretValue"], self.psp_secret_arn)
        if self._platform.config.psp_api_base:
            function.add_environment("STRIPE_API_BASE", self._platform.config.psp_api_base)

    def _watch(self) -> None:
        alarms = self._platform.alarms
        alarms.any_of(
            Metric.PAYMENT_EVENTS_PARKED,
            "The payment provider contradicts our books",
            runbook="payment-events-parked",
        )
        alarms.any_of(
            Metric.PAYMENTS_NOT_SWEPT,
            "Payments can't be finished",
            runbook="payments-not-swept",
            minutes=5,
        )

    def _psp_secret(self) -> secretsmanager.Secret:
        config = self._platform.config
        description = "The PSP's api_key and webhook_secret"
        if config.local_cloud:
            secret = secretsmanager.Secret(
                self,
                "PspSecret",
                description=description,
                removal_policy=config.removal_policy,
                secret_object_value={
                    "api_key": SecretValue.unsafe_plain_text(_LOCAL_API_KEY),
                    "webhook_secret": SecretValue.unsafe_plain_text(_LOCAL_WEBHOOK_SECRET),
                },
            )
        else:
            # The operator puts the PSP's own values in; until then the key is empty and the
            # webhook secret one that nobody knows, so that nothing is let through by default.
            # CloudFormation generates a new value, and the operator's is gone, whenever anything
            # of this generator is otherwise than at the last deployment: so it never changes.
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
