"""Realtime: the edge at which connections open, speak and end."""

from infra.contexts.accounts import AccountsContext
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.channels import ChannelsContext
from infra.contexts.sessions import CLOSING_SECONDS, SessionsContext
from infra.contexts.tables import TablesContext
from infra.contexts.wallet import WalletContext
from infra.shared.data import Access
from infra.shared.event_bus import CasinoEventBus
from infra.shared.events import every_minute
from infra.shared.functions import CasinoFunction, admit_pages
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.websocket_api import CasinoWebSocketApi


class RealtimeContext:
    """The functions of the edge, which owns nothing: each uses what others own."""

    def __init__(
        self,
        platform: Platform,
        *,
        channels: ChannelsContext,
        sessions: SessionsContext,
        bus: CasinoEventBus,
    ) -> None:
        self._platform = platform
        self._channels = channels
        self._sessions = sessions
        self._bus = bus

    def serve(
        self,
        rest: CasinoRestApi,
        websocket: CasinoWebSocketApi,
        *,
        wallet: WalletContext,
        tables: TablesContext,
        accounts: AccountsContext,
        catalogue: CatalogueContext,
    ) -> None:
        """Add the functions and what sets them off."""
        self._issue_tickets(rest, websocket, accounts)
        self._admit(websocket)
        self._answer_frames(websocket, wallet, tables, catalogue)
        self._close(websocket)

    def _issue_tickets(
        self, rest: CasinoRestApi, websocket: CasinoWebSocketApi, accounts: AccountsContext
    ) -> None:
        api = CasinoFunction(
            self._platform,
            "realtime.api",
        )
        websocket.locate_for(api)
        self._sessions.connections.open_to(api, Access.APPEND)
        # A connection's name is looked up once, so no frame has to.
        accounts.table.open_to(api, Access.READ)
        rest.serve(api)

    def _admit(self, websocket: CasinoWebSocketApi) -> None:
        authorize_connection = CasinoFunction(self._platform, "realtime.authorize_connection")
        admit_pages(authorize_connection, self._platform.config)
        self._sessions.connections.open_to(authorize_connection, Access.WRITE)
        self._bus.open_to(authorize_connection)
        connect = CasinoFunction(self._platform, "realtime.connect")
        disconnect = CasinoFunction(self._platform, "realtime.disconnect")
        connect.add_environment("DEVICES_PER_PLAYER", str(self._platform.config.devices_per_player))
        self._channels.announce_from(disconnect)
        # A frame may name these routes, and is then refused as any unknown action is.
        for function in (connect, disconnect):
            self._sessions.admit_from(function)
            websocket.allow_push(function, closing=False)
        alarms = self._platform.alarms
        alarms.failing(authorize_connection)
        alarms.failing(connect)
        alarms.failing(disconnect)
        websocket.admit(connect, authorized_by=authorize_connection)
        websocket.route("$disconnect", disconnect, replies=False)

    def _answer_frames(
        self,
        websocket: CasinoWebSocketApi,
        wallet: WalletContext,
        tables: TablesContext,
        catalogue: CatalogueContext,
    ) -> None:
        receive_message = CasinoFunction(
            self._platform,
            "realtime.receive_message",
            memory=768,
            environment=tables.seat_timings,
        )
        self._channels.announce_from(receive_message)
        self._sessions.closing.open_to(receive_message)
        self._bus.open_to(receive_message)
        tables.table.open_to(receive_message, Access.READ)
        tables.seats.open_to(receive_message, Access.APPEND)
        # Who sits down has to have the least stake.
        wallet.table.open_to(receive_message, Access.CHECK)
        # What a player has acknowledged is kept with what else they may do.
        wallet.table.open_to(receive_message, Access.COUNT)
        catalogue.tell_policies_to(receive_message)
        websocket.route("$default", receive_message, replies=True)
        self._platform.alarms.failing(receive_message)

    def _close(self, websocket: CasinoWebSocketApi) -> None:
        close_connections = CasinoFunction(
            self._platform,
            "realtime.close_connections",
            timeout_seconds=CLOSING_SECONDS,
        )
        sweep_connections = CasinoFunction(
            self._platform, "realtime.sweep_connections", timeout_seconds=50
        )
        for function in (close_connections, sweep_connections):
            self._channels.announce_from(function)
            websocket.allow_push(function)
        self._bus.open_to(close_connections)
        self._sessions.closing.feed(close_connections, batch_size=10)
        every_minute(sweep_connections, self._platform)
        self._platform.alarms.failing(close_connections)
