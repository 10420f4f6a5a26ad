"""Who stands at the doors: sessions, connections, and what is told of them."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from casino.realtime.use_cases.authorize_connection import authorize_connection
from casino.realtime.use_cases.issue_ticket import issue_ticket
from casino.sessions.reports import Reports
from casino.shared.aws import client
from tests.support.parts import create_queues, some_parts

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)
SITE = "https://play.example.test"


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def tick(self, **time):
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def parts(aws, clock, reports):
    places = {"ALLOWED_ORIGINS": f"{SITE},https://other.example.test", "DEVICES_PER_PLAYER": "2"}
    return some_parts(
        create_queues() | places, clock=clock, reports=reports[0], websocket_url="wss://x"
    )


@pytest.fixture
def connections(parts):
    return parts.connections


@pytest.fixture
def subscriptions(parts):
    return parts.subscriptions


@pytest.fixture
def sessions(parts):
    return parts.sessions


@pytest.fixture
def queue(parts):
    """The closing queue, and what takes all that waits in it."""

    def taken():
        url = parts.settings.closing_queue_url
        answer = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        return [json.loads(each["Body"]) for each in answer.get("Messages", [])]

    return parts.closings, taken


@pytest.fixture
def reports(clock):
    """Reports, and what they said."""
    said = []

    class Bus:
        def publish(self, events):
            said.extend(events)

    return Reports(Bus(), clock), said


@pytest.fixture
def issued(parts):
    """Return a function that issues a ticket, and returns all that is said of it."""

    def issue(**changes):
        given = {
            "player_id": "ann",
            "session": "s-1",
            "signed_in_at": NOW_MS // 1000 - 60,
            "origin": "",
            "name_of": str.title,
        }
        return issue_ticket(parts, **(given | changes))

    return issue


@pytest.fixture
def ticket(issued):
    return lambda **changes: issued(**changes).ticket


@pytest.fixture
def handshake(parts):
    def shake(ticket, origin=None, address="203.0.113.7", **more):
        return authorize_connection(parts, ticket=ticket, origin=origin, address=address, **more)

    return shake
