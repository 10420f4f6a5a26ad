"""Realtime's parts, put together once for each execution environment."""

import os
from functools import cache
from typing import TYPE_CHECKING

from botocore.session import get_session

from casino.realtime.alerts import Alerts
from casino.realtime.announcements import Announcements
from casino.realtime.bus import EventBus
from casino.realtime.channel_log import ChannelLog
from casino.realtime.closings import ClosingQueue
from casino.realtime.connections import Connections
from casino.realtime.doorkeeper import Doorkeeper
from casino.realtime.fanout import Fanout
from casino.realtime.reports import Reports
from casino.realtime.sessions import Sessions
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.settings import setting
from casino.shared.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casino.realtime.closer import Closer
    from casino.realtime.moderation import Moderator


@cache
def connections() -> Connections:
    """Return the tickets, connections and subscriptions."""
    return Connections(client("dynamodb"), setting("CONNECTIONS_TABLE"))


@cache
def sessions() -> Sessions:
    """Return who may act, and how often."""
    return Sessions(client("dynamodb"), setting("CONNECTIONS_TABLE"))


@cache
def closings() -> ClosingQueue:
    """Return the queue of connections to be closed."""
    return ClosingQueue(client("sqs"), setting("CLOSING_QUEUE_URL"))


@cache
def doorkeeper() -> Doorkeeper:
    """Return who admits frames."""
    return Doorkeeper(sessions(), closings(), reports(), utc_now)


@cache
def channel_log() -> ChannelLog:
    """Return the channels' events."""
    return ChannelLog(client("dynamodb"), setting("CHANNELS_TABLE"))


@cache
def announcements() -> Announcements:
    """Return what the house tells everybody."""
    return Announcements(client("dynamodb"), setting("CHANNELS_TABLE"))


def begin() -> UnitOfWork:
    """Begin a unit of work."""
    return UnitOfWork(client("dynamodb"))


@cache
def fanout() -> Fanout:
    """Return the way to the senders."""
    return Fanout(client("sqs"), setting("FANOUT_QUEUE_URL"), connections())


@cache
def moderator() -> "Moderator":
    """Return who decides what may be said."""
    from casino.realtime.moderation import WordModerator

    return WordModerator()


@cache
def bus() -> EventBus:
    """Return the way to the event bus."""
    return EventBus(client("events"), setting("EVENT_BUS_NAME"))


@cache
def reports() -> Reports:
    """Return what tells the bus of connections and those behind them."""
    return Reports(bus, utc_now)


@cache
def alerts() -> Alerts:
    """Return what was found abnormal."""
    return Alerts(client("dynamodb"), setting("CONNECTIONS_TABLE"))


@cache
def closer() -> "Closer":
    """Return what speaks to single connections, and ends them."""
    # Only functions that close connections have it, and the models that it brings, to import.
    from casino.realtime.closer import Closer

    api = get_session().create_client("apigatewaymanagementapi", endpoint_url=management_endpoint())
    return Closer(api, utc_now)


@cache
def allowed_origins() -> frozenset[str]:
    """Return the origins whose pages may connect."""
    return frozenset(setting("ALLOWED_ORIGINS").split(","))


def websocket_url() -> str:
    """Return where players connect."""
    return _api_base("ws")


def management_endpoint() -> str:
    """Return where frames for connections are posted."""
    return _api_base("http")


def _api_base(scheme: str) -> str:
    api, stage = setting("WEBSOCKET_API_ID"), setting("WEBSOCKET_STAGE")
    # The SDK's own variable for "AWS is elsewhere"; such endpoints name the API in the path.
    if endpoint := os.environ.get("AWS_ENDPOINT_URL"):
        _, _, host = endpoint.partition("://")
        secure = "s" if endpoint.startswith("https") else ""
        return f"{scheme}{secure}://{host}/_aws/execute-api/{api}/{stage}"
    region = setting("AWS_REGION")
    return f"{scheme}s://{api}.execute-api.{region}.amazonaws.com/{stage}"
