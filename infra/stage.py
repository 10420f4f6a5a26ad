"""One stage of Croupier, whole."""

from aws_cdk import Annotations, Aspects, CfnOutput, Stack, Tags
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
from infra.contexts.safer_gambling import SaferGamblingContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.streams import (
    relay_accounts,
    relay_channels,
    relay_payments,
    relay_safer_gambling,
    relay_tables,
    relay_wallet,
    relay_wallet_each_second,
)
from infra.contexts.tables import TablesContext
from infra.contexts.wallet import WalletContext
from infra.front.distribution import Front
from infra.shared.alarms import Alarms
from infra.shared.bytecode import AWS_PYTHON
from infra.shared.dashboards import Dashboards
from infra.shared.data import CasinoTable
from infra.shared.event_bus import CasinoEventBus
from infra.shared.layers import Packages
from infra.shared.local_cloud import FitLocalCloud
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.stacks import Stacks
from infra.shared.websocket_api import CasinoWebSocketApi


def put_together(scope: Construct, config: StageConfig, builds: Builds) -> Stacks:
    """Make the stacks of a stage: every context, first with what it owns and then its functions.

    In two steps, because a function may use what another context owns.

    Raises
    ------
    ConfigurationError
        If something must be built first.
    """
    packages = Packages(config, builds)
    stacks = Stacks(scope, config, packages)
    state = stacks.state
    if not packages.is_compiled:
        Annotations.of(state).add_warning_v2(
            "croupier:bytecode",
            f"There is no {AWS_PYTHON} here to compile with, so every cold start will compile "
            "what it imports, which takes as long again. Install it, and deploy once more.",
        )
    platform = Platform(
        config=config, stacks=stacks, alarms=Alarms(state, "Alarms", config, stacks)
    )
    accounts = AccountsContext(state, "Accounts", platform)
    wallet = WalletContext(state, "Wallet", platform)
    books = BooksContext(state, "Books", platform)
    payments = PaymentsContext(state, "Payments", platform)
    catalogue = CatalogueContext(state, "Catalogue", platform)
    bus = CasinoEventBus(state, "Events", platform)
    channels = ChannelsContext(state, "Channels", platform)
    sessions = SessionsContext(state, "Sessions", platform, channels=channels, bus=bus)
    realtime = RealtimeContext(platform, channels=channels, sessions=sessions, bus=bus)
    safer_gambling = SaferGamblingContext(state, "SaferGambling", platform)
    tables = TablesContext(state, "Tables", platform)
    instant = InstantContext(state, "Instant", platform)
    betting = BettingContext(platform)
    reconciliation = ReconciliationContext(state, "Reconciliation", platform)
    rest = CasinoRestApi(
        state,
        "RestApi",
        platform,
        user_pool=accounts.user_pool,
        sessions=sessions.connections,
    )
    websocket = CasinoWebSocketApi(state, "WebSocketApi", platform)

    channels.serve(websocket)
    watch(platform, sessions=sessions, bus=bus)
    wallet.serve(rest)
    books.serve(wallet=wallet)
    catalogue.serve(rest)
    accounts.serve(
        rest,
        wallet=wallet,
        sessions=sessions,
        catalogue=catalogue,
        safer_gambling=safer_gambling,
    )
    safer_gambling.serve(
        rest,
        wallet=wallet,
        sessions=sessions,
        profiles=accounts.table,
        channels=channels,
        catalogue=catalogue,
    )
    payments.serve(rest, wallet=wallet, catalogue=catalogue)
    tables.serve(
        rest,
        websocket,
        wallet=wallet,
        channels=channels,
        sessions=sessions,
        catalogue=catalogue,
    )
    instant.serve(rest, wallet=wallet, catalogue=catalogue, tables=tables, sessions=sessions)
    betting.serve(rest, wallet=wallet, tables=tables)
    realtime.serve(
        rest, websocket, wallet=wallet, tables=tables, accounts=accounts, catalogue=catalogue
    )
    reconciliation.serve(wallet=wallet, payments=payments, tables=tables, books=books)
    rest.complete()
    relay_wallet(
        platform,
        wallet=wallet,
        books=books,
        channels=channels,
        sessions=sessions,
        safer_gambling=safer_gambling,
    )
    relay_wallet_each_second(platform, wallet=wallet, tables=tables, channels=channels)
    relay_channels(platform, channels=channels, bus=bus)
    relay_tables(platform, tables=tables, channels=channels)
    relay_accounts(platform, accounts=accounts, bus=bus)
    relay_safer_gambling(
        platform, safer_gambling=safer_gambling, channels=channels, sessions=sessions, bus=bus
    )
    relay_payments(platform, payments=payments, bus=bus)
    platform.alarms.tables(
        [each for each in state.node.find_all() if isinstance(each, CasinoTable)]
    )
    front = Front(platform, builds, rest=rest, websocket=websocket) if config.has_front else None
    # Last, when every alarm is known.
    Dashboards(
        state,
        "Dashboards",
        platform,
        rest=rest,
        websocket=websocket,
        user_pool=accounts.user_pool,
        players=accounts.client,
        firewall=front.firewall if front else None,
    )
    if front:
        _output(stacks.edge, "WebUrl", front.url, "Where players go")
    # Where there is a front, nobody is answered who comes another way.
    door = stacks.edge if front else state
    rest_url = front.url if front else rest.url
    websocket_url = front.websocket_url if front else websocket.url
    _output(door, "RestUrl", rest_url, "What REST paths are appended to")
    _output(door, "WebSocketUrl", websocket_url, "Takes ?ticket=")
    _output(state, "RestApiId", rest.api.rest_api_id)
    _output(state, "RestStage", rest.stage_name)
    _output(state, "WebSocketApiId", websocket.api.api_id)
    _output(state, "WebSocketStage", websocket.stage_name)
    _output(state, "UserPoolId", accounts.user_pool.user_pool_id)
    _output(state, "UserPoolClientId", accounts.client.user_pool_client_id)
    _output(
        state,
        "PspSecretId",
        payments.psp_secret_arn,
        "Put the PSP's values in: aws secretsmanager put-secret-value --secret-id <this> "
        '--secret-string \'{"api_key": "...", "webhook_secret": "..."}\'',
    )
    for stack in stacks.all:
        Tags.of(stack).add("application", "croupier")
        Tags.of(stack).add("stage", config.name)
        if config.local_cloud:
            Aspects.of(stack).add(FitLocalCloud())
    return stacks


def _output(stack: Stack, name: str, value: str, description: str | None = None) -> None:
    CfnOutput(stack, name, value=value, description=description)
