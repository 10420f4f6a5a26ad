"""Who stands at the doors: sessions, connections, and what is told of them."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from casino.channels import Subscriptions
from casino.realtime.use_cases.authorize_connection import authorize_connection
from casino.realtime.use_cases.issue_ticket import issue_ticket
from casino.sessions import ClosingQueue, Connections, Sessions
from casino.sessions.reports import Reports
from casino.shared.aws import client

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
def connections(aws):
    return Connections(client("dynamodb"), "connections")


@pytest.fixture
def subscriptions(aws):
    return Subscriptions(client("dynamodb"), "connections")


@pytest.fixture
def sessions(aws):
    return Sessions(client("dynamodb"), "connections")


@pytest.fixture
def queue(aws):
    url = client("sqs").create_queue(QueueName="closing")["QueueUrl"]

    def taken():
        answer = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        return [json.loads(each["Body"]) for each in answer.get("Messages", [])]

    return ClosingQueue(client("sqs"), url), taken


@pytest.fixture
def reports(clock):
    """Reports, and what they said."""
    said = []

    class Bus:
        def publish(self, events):
            said.extend(events)

    return Reports(Bus, clock), said


@pytest.fixture
def ticket(connections, sessions, clock):
    def issue(**changes):
        given = {
            "player_id": "ann",
            "session": "s-1",
            "signed_in_at": NOW_MS // 1000 - 60,
            "origin": "",
            "websocket_url": "wss://x",
            "name_of": str.title,
        }
        return issue_ticket(connections, sessions, clock, **(given | changes)).ticket

    return issue


@pytest.fixture
def handshake(connections, sessions, reports, clock):
    def shake(ticket, origin=None, address="203.0.113.7"):
        return authorize_connection(
            connections,
            sessions,
            reports[0],
            clock,
            ticket=ticket,
            origin=origin,
            address=address,
            allowed_origins={SITE, "https://other.example.test"},
        )

    return shake
