"""One stage of Croupier, whole."""

from aws_cdk import Aspects, CfnOutput, Stack, Tags
from constructs import Construct

from infra.config import StageConfig
from infra.contexts.accounts import Accounts
from infra.contexts.books import Books
from infra.contexts.catalogue import Catalogue
from infra.contexts.instant import Instant
from infra.contexts.payments import Payments
from infra.contexts.realtime import Realtime
from infra.contexts.reconciliation import Reconciliation
from infra.contexts.tables import Tables
from infra.contexts.wallet import Wallet
from infra.contexts.web import Web
from infra.shared.alarms import Alarms
from infra.shared.layers import Layers
from infra.shared.local_cloud import FitLocalCloud
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.websocket_api import CasinoWebSocketApi


class CroupierStack(Stack):
    """Every context, first with what it owns and then with its functions.

    In two steps, because a function may use what another context owns.
    """

    def __init__(self, scope: Construct, construct_id: str, config: StageConfig) -> None:
        super().__init__(
            scope,
            construct_id,
            description=f"Croupier, an online casino: stage {config.name}",
            termination_protection=config.deletion_protection,
        )
        platform = Platform(
            config=config,
            layers=Layers(self, "Layers", config),
            alarms=Alarms(self, "Alarms", config),
        )
        accounts = Accounts(self, "Accounts", platform)
        wallet = Wallet(self, "Wallet", platform)
        books = Books(self, "Books", platform)
        payments = Payments(self, "Payments", platform)
        catalogue = Catalogue(self, "Catalogue", platform)
        realtime = Realtime(self, "Realtime", platform)
        tables = Tables(self, "Tables", platform)
        instant = Instant(self, "Instant", platform)
        reconciliation = Reconciliation(self, "Reconciliation", platform)
        web = Web(self, "Web", config) if config.hosts_site else None

        site_origins = (web.origin,) if web else ()
        rest = CasinoRestApi(
            self,
            "RestApi",
            platform,
            user_pool=accounts.user_pool,
            origins=(*site_origins, *config.allowed_origins),
        )
        websocket = CasinoWebSocketApi(self, "WebSocketApi", platform, log_writing=rest.log_writing)

        accounts.serve(rest, wallet=wallet, realtime=realtime)
        wallet.serve(rest)
        payments.serve(rest, wallet=wallet, realtime=realtime)
        catalogue.serve(rest)
        realtime.serve(
            rest, websocket, wallet=wallet, tables=tables, books=books, accounts=accounts
        )
        tables.serve(rest, websocket, wallet=wallet, realtime=realtime)
        instant.serve(rest, wallet=wallet, catalogue=catalogue, tables=tables, realtime=realtime)
        books.serve(wallet=wallet)
        reconciliation.serve(wallet=wallet, payments=payments, tables=tables, books=books)
        if web:
            web.publish(rest, websocket)
            self._output("WebUrl", web.origin, "The player site")

        self._output("RestUrl", rest.url, "What REST paths are appended to")
        self._output("RestApiId", rest.api.rest_api_id)
        self._output("RestStage", rest.stage_name)
        self._output("WebSocketUrl", websocket.url, "Takes ?ticket=")
        self._output("WebSocketApiId", websocket.api.api_id)
        self._output("WebSocketStage", websocket.stage.stage_name)
        self._output("UserPoolId", accounts.user_pool.user_pool_id)
        self._output("UserPoolClientId", accounts.client.user_pool_client_id)
        self._output(
            "PspSecretId",
            payments.psp_secret_arn,
            "Put the PSP's values in: aws secretsmanager put-secret-value --secret-id <this> "
            '--secret-string \'{"api_key": "...", "webhook_secret": "..."}\'',
        )

        Tags.of(self).add("application", "croupier")
        Tags.of(self).add("stage", config.name)
        if config.local_cloud:
            Aspects.of(self).add(FitLocalCloud())

    def _output(self, name: str, value: str, description: str | None = None) -> None:
        CfnOutput(self, name, value=value, description=description)
