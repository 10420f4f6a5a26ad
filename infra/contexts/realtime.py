"""Realtime: connections, channels, and the way from an event to everyone who follows it."""

from typing import TYPE_CHECKING, Final

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from infra.contexts.books import Books
from infra.contexts.wallet import NEW_ENTRIES, Wallet
from infra.shared.data import Access, CasinoTable
from infra.shared.event_bus import CasinoEventBus
from infra.shared.events import WorkQueue, every_minute, feed_stream
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import Caller, CasinoRestApi
from infra.shared.websocket_api import CasinoWebSocketApi

if TYPE_CHECKING:
    from infra.contexts.accounts import Accounts
    from infra.contexts.tables import Tables

_FAN_OUT_SECONDS: Final = 10
# Of the thousand functions that an account may run at once by default; players' own requests need
# the others. Each sender has 64 sockets, so a fraction of these uses up the senders' quota.
_SENDERS: Final = 100
_CLOSING_SECONDS: Final = 20

# What the watch looks at, as it says itself; players' own events are none of its business.
_WATCHED: Final = ("connection.opened", "connection.closed", "limit.exceeded", "tickets.guessed")

# A channel's events, without the heads that count them.
_NEW_EVENTS: Final = {
    "eventName": ["INSERT"],
    "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "EVENT#"}]}}},
}


class Realtime(Construct):
    """Who is connected, what each channel has said, and the queue of what is to be sent."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        config = platform.config
        self.channels = CasinoTable(
            self,
            "Channels",
            config,
            variable="CHANNELS_TABLE",
            expires=True,
            streams=StreamViewType.NEW_IMAGE,
        )
        self.connections = CasinoTable(
            self, "Connections", config, variable="CONNECTIONS_TABLE", expires=True
        )
        self.fan_out = WorkQueue(
            self,
            "FanOut",
            platform,
            variable="FANOUT_QUEUE_URL",
            handling_seconds=_FAN_OUT_SECONDS,
            # What players have missed for so long, their clients have asked for by themselves.
            deliveries=3,
            late_after_seconds=15,
            in_order=True,
        )

        self.bus = CasinoEventBus(self, "Events", platform)
        self._closing = WorkQueue(
            self,
            "Closing",
            platform,
            variable="CLOSING_QUEUE_URL",
            handling_seconds=_CLOSING_SECONDS,
        )

    def admit_from(self, function: CasinoFunction) -> None:
        """Let a function ask who may still act, count what they do, and have connections closed."""
        self.connections.open_to(function, Access.APPEND)
        self._closing.open_to(function)
        self.bus.open_to(function)

    def publish_from(self, function: CasinoFunction) -> None:
        """Let a function append events to channels and hand them to the senders."""
        self.channels.open_to(function, Access.APPEND)
        self.connections.open_to(function, Access.READ)
        self.fan_out.open_to(function)

    def count_from(self, function: CasinoFunction) -> None:
        """Let a function read how many are present."""
        self.connections.open_to(function, Access.READ)

    def announce_from(self, function: CasinoFunction) -> None:
        """Let a function publish, and count who is present."""
        self.channels.open_to(function, Access.APPEND)
        self.connections.open_to(function, Access.WRITE)
        self.fan_out.open_to(function)

    def serve(
        self,
        rest: CasinoRestApi,
        websocket: CasinoWebSocketApi,
        *,
        wallet: Wallet,
        tables: "Tables",
        books: Books,
        accounts: "Accounts",
    ) -> None:
        """Add the functions and what sets them off."""
        self._issue_tickets(rest, websocket, accounts)
        self._admit(websocket, rest.origins)
        self._answer_frames(websocket, wallet, tables)
        self._publish(wallet, books)
        self._send(websocket)
        self._close(websocket)
        self._publish_events()
        self._watch()

    def _issue_tickets(
        self, rest: CasinoRestApi, websocket: CasinoWebSocketApi, accounts: "Accounts"
    ) -> None:
        api = CasinoFunction(
            self,
            self._platform,
            "realtime.api",
            environment={"ALLOWED_ORIGINS": ",".join(rest.origins)},
        )
        websocket.locate_for(api)
        self.connections.open_to(api, Access.APPEND)
        # A connection's name is looked up once, so no frame has to.
        accounts.table.open_to(api, Access.READ)
        rest.route("POST /v1/realtime/tickets", api, Caller.PLAYER)

    def _admit(self, websocket: CasinoWebSocketApi, origins: tuple[str, ...]) -> None:
        authorize_connection = CasinoFunction(
            self,
            self._platform,
            "realtime.authorize_connection",
            environment={"ALLOWED_ORIGINS": ",".join(origins)},
        )
        self.connections.open_to(authorize_connection, Access.WRITE)
        self.bus.open_to(authorize_connection)
        connect = CasinoFunction(self, self._platform, "realtime.connect")
        disconnect = CasinoFunction(self, self._platform, "realtime.disconnect")
        connect.add_environment("DEVICES_PER_PLAYER", str(self._platform.config.devices_per_player))
        self.admit_from(connect)
        self.announce_from(disconnect)
        websocket.admit(connect, authorized_by=authorize_connection)
        websocket.route("$disconnect", disconnect, replies=False)

    def _answer_frames(
        self, websocket: CasinoWebSocketApi, wallet: Wallet, tables: "Tables"
    ) -> None:
        receive_message = CasinoFunction(
            self, self._platform, "realtime.receive_message", memory=768
        )
        self.announce_from(receive_message)
        self._closing.open_to(receive_message)
        self.bus.open_to(receive_message)
        tables.table.open_to(receive_message, Access.READ)
        tables.seats.open_to(receive_message, Access.APPEND)
        wallet.table.open_to(receive_message, Access.READ)
        websocket.route("$default", receive_message, replies=True)

    def _publish(self, wallet: Wallet, books: Books) -> None:
        publish_wallet_entries = CasinoFunction(
            self, self._platform, "realtime.publish_wallet_entries"
        )
        self.publish_from(publish_wallet_entries)
        # A stream bears two readers: the books hear from the one that sees every entry.
        books.hear_from(publish_wallet_entries)
        feed_stream(
            publish_wallet_entries,
            wallet.table,
            self._platform,
            name="PublishWalletEntries",
            only=[NEW_ENTRIES],
        )
        repair_fanout = CasinoFunction(self, self._platform, "realtime.repair_fanout")
        self.connections.open_to(repair_fanout, Access.READ)
        self.fan_out.open_to(repair_fanout)
        feed_stream(
            repair_fanout,
            self.channels,
            self._platform,
            name="RepairFanOut",
            only=[_NEW_EVENTS],
        )

    def _send(self, websocket: CasinoWebSocketApi) -> None:
        send_events = CasinoFunction(
            self,
            self._platform,
            "realtime.send_events",
            memory=1024,
            timeout_seconds=_FAN_OUT_SECONDS,
            environment={
                "ACCOUNT_REQUESTS_PER_SECOND": str(self._platform.config.requests_per_second)
            },
        )
        # Who turns out to have gone is forgotten, and the table told.
        self.announce_from(send_events)
        websocket.allow_push(send_events)
        self.fan_out.feed(send_events, batch_size=10, at_once=_SENDERS)
        alarms = self._platform.alarms
        alarms.failing("SendEvents", send_events)
        alarms.counted(
            "FramesRefused",
            0,
            "API Gateway does not let the senders send, or does not understand them",
            context="realtime",
        )
        alarms.counted(
            "FramesThrottled",
            0,
            "Frames find no room in the account's API Gateway quota; see docs/scale.md",
            context="realtime",
            minutes=5,
        )

    def _close(self, websocket: CasinoWebSocketApi) -> None:
        close_connections = CasinoFunction(
            self, self._platform, "realtime.close_connections", timeout_seconds=_CLOSING_SECONDS
        )
        sweep_connections = CasinoFunction(
            self, self._platform, "realtime.sweep_connections", timeout_seconds=50
        )
        for function in (close_connections, sweep_connections):
            self.announce_from(function)
            websocket.allow_push(function)
        self.bus.open_to(close_connections)
        self._closing.feed(close_connections, batch_size=10)
        every_minute(sweep_connections, self._platform, name="SweepConnections")
        self._platform.alarms.failing("CloseConnections", close_connections)

    def _publish_events(self) -> None:
        publish_events = CasinoFunction(self, self._platform, "realtime.publish_events")
        self.bus.open_to(publish_events)
        self.connections.open_to(publish_events, Access.APPEND)
        feed_stream(
            publish_events, self.channels, self._platform, name="PublishEvents", only=[_NEW_EVENTS]
        )

    def _watch(self) -> None:
        watch_conduct = CasinoFunction(self, self._platform, "realtime.watch_conduct")
        self.admit_from(watch_conduct)
        self.bus.feed(watch_conduct, name="WatchConduct", kinds=list(_WATCHED))
        self._platform.alarms.above(
            "AbnormalActivity",
            cloudwatch.Metric(
                namespace="Croupier",
                metric_name="AbnormalActivity",
                dimensions_map={"service": "realtime"},
                period=Duration.minutes(1),
                statistic="Sum",
            ),
            0,
            "Somebody does what no ordinary player does; the alerts are in the connections table",
        )
