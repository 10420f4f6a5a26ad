"""Channels: what each has said, and the way from an event to everyone who follows it."""

from typing import Final

from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from casino.lambdas.observability import Metric
from infra import table_shapes
from infra.shared.data import Access, CasinoTable
from infra.shared.events import WorkQueue
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.websocket_api import CasinoWebSocketApi

_FAN_OUT_SECONDS: Final = 10
# Of the thousand functions that an account may run at once by default; players' own requests need
# the others. Each sender has 64 sockets, so a fraction of these uses up the senders' quota.
_SENDERS: Final = 100


class ChannelsContext(Construct):
    """What each channel has said, who hears it, and the queue of what is to be sent."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        # Who hears what is kept beside the connections that hear it, which sessions look after.
        self.connections = CasinoTable(
            self, "Connections", platform.config, table_shapes.CONNECTIONS
        )
        self.table = CasinoTable(
            self,
            "Table",
            platform.config,
            table_shapes.CHANNELS,
            streams=StreamViewType.NEW_IMAGE,
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

    def publish_from(self, function: CasinoFunction) -> None:
        """Let a function append events to channels and hand them to the senders."""
        self.table.open_to(function, Access.APPEND)
        self.connections.open_to(function, Access.READ)
        self.fan_out.open_to(function)

    def number_from(self, function: CasinoFunction) -> None:
        """Let a function give what waits its number, and hand it to the senders."""
        self.table.open_to(function, Access.WRITE)
        self.connections.open_to(function, Access.READ)
        self.fan_out.open_to(function)

    def count_from(self, function: CasinoFunction) -> None:
        """Let a function read how many are present."""
        self.connections.open_to(function, Access.READ)

    def announce_from(self, function: CasinoFunction) -> None:
        """Let a function publish, and count who is present."""
        self.table.open_to(function, Access.APPEND)
        self.connections.open_to(function, Access.WRITE)
        self.fan_out.open_to(function)

    def serve(self, websocket: CasinoWebSocketApi) -> None:
        """Add the senders."""
        send_events = CasinoFunction(
            self._platform,
            "channels.send_events",
            memory=1024,
            timeout_seconds=_FAN_OUT_SECONDS,
            # Who has gone is news for the others.
            sends_to_itself=True,
            environment={
                "ACCOUNT_REQUESTS_PER_SECOND": str(self._platform.config.requests_per_second)
            },
        )
        # Who turns out to have gone is forgotten, and the table told.
        self.announce_from(send_events)
        websocket.allow_push(send_events)
        self.fan_out.feed(send_events, batch_size=10, at_once=_SENDERS)
        alarms = self._platform.alarms
        alarms.failing(send_events)
        alarms.any_of(
            Metric.FRAMES_REFUSED,
            "API Gateway does not let the senders send, or does not understand them",
            runbook="frames-refused",
        )
        alarms.any_of(
            Metric.FRAMES_THROTTLED,
            "Frames find no room in the account's API Gateway quota",
            runbook="frames-throttled",
            minutes=5,
        )
