"""Sessions: who is connected, who may act, and the queue of connections to be closed."""

from typing import Final

from constructs import Construct

from infra.contexts.channels import ChannelsContext
from infra.shared.data import Access
from infra.shared.event_bus import CasinoEventBus
from infra.shared.events import WorkQueue
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform

CLOSING_SECONDS: Final = 20


class SessionsContext(Construct):
    """Who may act, in the connections' table, and the closing queue."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        platform: Platform,
        *,
        channels: ChannelsContext,
        bus: CasinoEventBus,
    ) -> None:
        super().__init__(scope, construct_id)
        self._bus = bus
        self.connections = channels.connections
        self.closing = WorkQueue(
            self,
            "Closing",
            platform,
            variable="CLOSING_QUEUE_URL",
            handling_seconds=CLOSING_SECONDS,
        )

    def charge_from(self, function: CasinoFunction) -> None:
        """Let a function take from players' buckets for what they have done already."""
        self.connections.open_to(function, Access.APPEND)

    def admit_from(self, function: CasinoFunction) -> None:
        """Let a function ask who may still act, count what they do, and have connections closed."""
        self.connections.open_to(function, Access.APPEND)
        self.closing.open_to(function)
        self._bus.open_to(function)
