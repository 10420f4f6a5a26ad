from tests.support.doors import (
    clock,
    connections,
    handshake,
    parts,
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
    "parts",
    "queue",
    "reports",
    "sessions",
    "subscriptions",
    "ticket",
]
