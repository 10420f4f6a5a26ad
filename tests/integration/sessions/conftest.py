from tests.support.doors import (
    clock,
    connections,
    handshake,
    queue,
    reports,
    sessions,
    subscriptions,
    ticket,
)

__all__ = [
    "clock",
    "connections",
    "handshake",
    "queue",
    "reports",
    "sessions",
    "subscriptions",
    "ticket",
]
