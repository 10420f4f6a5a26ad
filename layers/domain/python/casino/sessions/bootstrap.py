"""The sessions' parts, put together once for each execution environment."""

from functools import cache

from casino.bus.bootstrap import bus
from casino.lambdas.bearer import Bearer
from casino.sessions.closings import ClosingQueue
from casino.sessions.connections import Connections
from casino.sessions.doorkeeper import Doorkeeper
from casino.sessions.limits import Kind
from casino.sessions.reports import Reports
from casino.sessions.repository import Sessions
from casino.shared.allowance import Allowance
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.settings import setting


@cache
def connections() -> Connections:
    """Return the tickets and the connections."""
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
    return Doorkeeper(sessions(), connections(), closings(), reports(), utc_now)


def admit(bearer: Bearer, kind: str, *, even_suspended: bool = False) -> Allowance:
    """Let the holder of an access token ask something by REST.

    Raises
    ------
    SessionRevoked, AccessSuspended
    RateLimited
    """
    return sessions().admit(
        bearer.player_id,
        bearer.opened_at,
        Kind(kind),
        utc_now(),
        session=bearer.session,
        even_suspended=even_suspended,
    )


@cache
def reports() -> Reports:
    """Return what tells the bus of connections and those behind them."""
    return Reports(bus, utc_now)
