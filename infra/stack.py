"""One stage of Croupier, whole."""

from aws_cdk import Aspects, CfnOutput, Stack, Tags
from constructs import Construct

from infra.config import Builds, StageConfig
from infra.contexts.accounts import AccountsContext
from infra.contexts.betting import BettingContext
from infra.contexts.books import BooksContext
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.channels import ChannelsContext
from infra.contexts.conduct import watch
from infra.contexts.instant import InstantContext
from infra.contexts.payments import PaymentsContext
from infra.contexts.realtime import RealtimeContext
from infra.contexts.reconciliation import ReconciliationContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.streams import (
    relay_accounts,
    relay_channels,
    relay_payments,
    relay_tables,
    relay_wallet,
    relay_wallet_each_second,
)
from infra.contexts.tables import TablesContext
from infra.contexts.wallet import WalletContext
from infra.contexts.web import Web
from infra.shared.alarms import Alarms
from infra.shared.dashboards import Dashboards
from infra.shared.data import CasinoTable
from infra.shared.event_bus import CasinoEventBus
from infra.shared.layers import Layers
from infra.shared.local_cloud import FitLocalCloud
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.websocket_api import CasinoWebSocketApi


class CroupierStack(Stack):
    """Every context, first with what it owns and then with its functions.

    In two steps, because a function may use what another context owns.
    """

    def __init__(
        self, scope: Construct, construct_id: str, config: StageConfig, builds: Builds
    ) -> None:
        super().__init__(
            scope,
            construct_id,
            description=f"Croupier, an online casino: stage {config.name}",
            termination_protection=config.keeps_data,
        )
        platform = Platform(
            config=config,
            layers=Layers(self, "Layers", config, builds),
            alarms=Alarms(self, "Alarms", config),
        )
        accounts = AccountsContext(self, "Accounts", platform)
        wallet = WalletContext(self, "Wallet", platform)
        books = BooksContext(self, "Books", platform)
        payments = PaymentsContext(self, "Payments", platform)
        catalogue = CatalogueContext(self, "Catalogue", platform)
        # These were one construct when stages were first deployed, and what holds data keeps its
        # logical id, which goes by the construct: with another, it would be replaced by nothing.
        scope = Construct(self, "Realtime")
        bus = CasinoEventBus(scope, "Events", platform)
        channels = ChannelsContext(scope, platform)
        sessions = SessionsContext(scope, platform, channels=channels, bus=bus)
        realtime = RealtimeContext(scope, platform, channels=channels, sessions=sessions, bus=bus)
        tables = TablesContext(self, "Tables", platform)
        instant = InstantContext(self, "Instant", platform)
        betting = BettingContext(self, "Betting", platform)
        reconciliation = ReconciliationContext(self, "Reconciliation", platform)
        web = Web(self, "Web", config, builds) if config.hosts_site else None

        site_origins = (web.origin,) if web else ()
        rest = CasinoRestApi(
            self,
            "RestApi",
            platform,
            user_pool=accounts.user_pool,
            sessions=sessions.connections,
            # Where operators send players comes before where the stage happens to host the site.
            origins=(*config.allowed_origins, *site_origins),
        )
        websocket = CasinoWebSocketApi(self, "WebSocketApi", platform, log_writing=rest.log_writing)

        channels.serve(websocket)
        watch(scope, platform, sessions=sessions, bus=bus)
        wallet.serve(rest)
        books.serve(wallet=wallet)
        catalogue.serve(rest)
        accounts.serve(rest, wallet=wallet, sessions=sessions)
        payments.serve(rest, wallet=wallet)
        tables.serve(rest, websocket, wallet=wallet, channels=channels, sessions=sessions)
        instant.serve(rest, wallet=wallet, catalogue=catalogue, tables=tables, sessions=sessions)
        betting.serve(rest, wallet=wallet, tables=tables)
        realtime.serve(rest, websocket, wallet=wallet, tables=tables, accounts=accounts)
        reconciliation.serve(wallet=wallet, payments=payments, tables=tables, books=books)
        rest.complete()
        # Where each relay's function was before, which is where its place in the stream is.
        relay_wallet(
            scope, platform, wallet=wallet, books=books, channels=channels, sessions=sessions
        )
        relay_wallet_each_second(tables, platform, wallet=wallet, tables=tables, channels=channels)
        relay_channels(scope, platform, channels=channels, bus=bus)
        relay_tables(tables, platform, tables=tables, channels=channels)
        relay_accounts(accounts, platform, accounts=accounts, bus=bus)
        relay_payments(payments, platform, payments=payments, bus=bus)
        platform.alarms.tables(
            [each for each in self.node.find_all() if isinstance(each, CasinoTable)]
        )
        # Last, when every alarm is known.
        Dashboards(
            self,
            "Dashboards",
            platform,
            rest=rest,
            websocket=websocket,
            user_pool=accounts.user_pool,
            players=accounts.client,
        )
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
