"""Functions against a cloud in memory: one thread, and nothing in it that another test left."""

import os

import pytest

from tests.support.doors import (
    clock,
    connections,
    handshake,
    issued,
    parts,
    queue,
    reports,
    sessions,
    subscriptions,
    ticket,
)
from tests.support.moto_cloud import clouds, start_anew

__all__ = [
    "clock",
    "connections",
    "handshake",
    "issued",
    "parts",
    "queue",
    "reports",
    "sessions",
    "subscriptions",
    "ticket",
]


@pytest.fixture(scope="session", autouse=True)
def _clouds():
    os.environ.pop("AWS_ENDPOINT_URL", None)
    with clouds():
        yield


@pytest.fixture
def aws(_clouds):
    """An empty cloud with every table in it."""
    start_anew()
