"""Look after connections that grow old."""

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from casino.channels import MAX_LIFETIME
from casino.realtime.model import LIFETIME_NOTICE, LIFETIME_SPREAD
from casino.realtime.use_cases.close_connection import close_connection
from casino.sessions import Closing, Connection

if TYPE_CHECKING:
    from casino.parts import Parts

# By then API Gateway has ended it for certain, and its `$disconnect` has come if it ever will.
_CERTAINLY_OVER = MAX_LIFETIME + timedelta(minutes=2)
# How far back is looked for what an earlier run has missed.
_LOOK_BACK = timedelta(minutes=40)
_STEP = timedelta(minutes=10)


def sweep_connections(parts: "Parts") -> Counter[str]:
    """Tell connections that their two hours end soon, and forget those that ended unheard.

    A connection that goes without its ``$disconnect`` is usually found within seconds, by the first
    event that can't be delivered to it. This finds the others.

    Returns
    -------
    Counter
        ``noticed`` and ``forgotten`` connections.
    """
    done: Counter[str] = Counter()
    now = parts.clock()
    oldest = now - MAX_LIFETIME - _LOOK_BACK
    newest = now - MAX_LIFETIME + LIFETIME_NOTICE
    moment = oldest
    slots = []
    while moment < newest + _STEP:
        slots.append(moment)
        moment += _STEP
    for slot in slots:
        for connection, connected_at in list(parts.connections.opened_around(slot)):
            age = now - connected_at
            if age >= _CERTAINLY_OVER:
                parts.closer.close(connection, Closing.MAX_LIFETIME)
                _forget(parts, connection, connected_at)
                done["forgotten"] += 1
            elif age >= MAX_LIFETIME - LIFETIME_NOTICE and parts.connections.claim_notice(
                connection.connection_id
            ):
                spread = int(LIFETIME_SPREAD.total_seconds())
                in_seconds = random.randint(1, spread)  # noqa: S311 - jitter, no secret
                parts.closer.announce(connection, Closing.MAX_LIFETIME, in_seconds)
                done["noticed"] += 1
    return done


def _forget(parts: "Parts", connection: Connection, connected_at: datetime) -> None:
    close_connection(parts, connection.connection_id)
    parts.connections.forget_device(connection)
    # Last: as long as it stands, the next run tries again.
    parts.connections.forget_age(connection, connected_at)
