"""Realtime's parts, put together once for each execution environment."""

import os
from functools import cache

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections
from casino.realtime.fanout import Fanout
from casino.shared.aws import client
from casino.shared.settings import setting


@cache
def connections() -> Connections:
    """Return the tickets, connections and subscriptions."""
    return Connections(client("dynamodb"), setting("CONNECTIONS_TABLE"))


@cache
def channel_log() -> ChannelLog:
    """Return the channels' events."""
    return ChannelLog(client("dynamodb"), setting("CHANNELS_TABLE"))


@cache
def fanout() -> Fanout:
    """Return the way to the senders."""
    return Fanout(client("sqs"), setting("FANOUT_QUEUE_URL"), connections())


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
