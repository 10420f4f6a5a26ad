"""Whatever meets somebody else's transaction waits for it, wherever it is written."""

import ast
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from botocore.awsrequest import AWSResponse

from casino.channels.model import Presence, table_channel
from casino.conduct.repository import Alert
from casino.sessions import Connection, Grant
from casino.sessions.limits import Kind
from casino.shared import conflicts
from casino.shared.aws import client
from casino.shared.dynamodb import put_new, to_item
from casino.shared.errors import Contention
from scripts.settings import ROOT
from tests.support.parts import some_parts

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHANNEL = table_channel("roulette-1")
WRITES = ("PutItem", "UpdateItem", "DeleteItem")


class Refusals:
    """A cloud that refuses some requests, as it would beside another's transaction."""

    def __init__(self, operations, code, times):
        self.operations, self.code, self.left, self.met = operations, code, times, 0
        self.carry_out = client("dynamodb")._endpoint._do_get_response

    def __call__(self, request, operation_model, context):
        if operation_model.name not in self.operations or not self.left:
            return self.carry_out(request, operation_model, context)
        self.left -= 1
        self.met += 1
        answer = {
            "Error": {"Code": self.code, "Message": "busy"},
            "ResponseMetadata": {"HTTPStatusCode": 400},
        }
        return (AWSResponse(request.url, 400, {}, _Nothing()), answer), None


class _Nothing:
    def stream(self, *_args, **_kwargs):
        return iter(())


@contextmanager
def refusing(*operations, code="TransactionConflictException", times=3):
    refusals = Refusals(operations, code, times)
    with patch.object(client("dynamodb")._endpoint, "_do_get_response", refusals):
        yield refusals


parts = some_parts()


@pytest.fixture(autouse=True)
def cloud(aws):
    """The tables are there."""


def an_open_connection():
    parts.connections.add("c-1", "p-1", NOW, 1)
    parts.subscriptions.subscribe("c-1", CHANNEL, NOW)


# Plain writes of items that transactions change as well, and some that none does.
PLAIN_WRITES = {
    "presence is announced": lambda: parts.subscriptions.claim_announcement(
        CHANNEL, Presence(players=1, announced=0), NOW
    ),
    "a connection ends": lambda: parts.connections.remove("c-1"),
    "a connection is told of its end": lambda: parts.connections.claim_notice("c-1"),
    "a device is forgotten": lambda: parts.connections.forget_device(Connection("c-1", "p-1", 1)),
    "a fault is counted": lambda: parts.sessions.count_fault("c-1", NOW),
    "a frame is admitted": lambda: parts.sessions.admit("p-1", 2, Kind.QUERY, NOW),
    "a session ends": lambda: parts.sessions.revoke("p-1", NOW),
    "a ticket is issued": lambda: parts.connections.add_ticket("t-2", Grant("p-1"), NOW),
    "a ticket is used": lambda: parts.connections.use_ticket("t-1", NOW),
    "an alert is kept": lambda: parts.alerts.add(
        Alert("2026-03-01", "flood", "p-1", suspended=False), NOW
    ),
    "something new is put": lambda: put_new(client("dynamodb"), "tables", {"pk": "a", "sk": "b"}),
}


@pytest.mark.parametrize("what", PLAIN_WRITES)
def test_a_plain_write_waits_for_the_transaction_that_it_meets(what):
    an_open_connection()
    parts.connections.add_ticket("t-1", Grant("p-1"), NOW)
    with refusing(*WRITES) as refusals:
        PLAIN_WRITES[what]()
    assert refusals.met == 3


@pytest.mark.parametrize("what", PLAIN_WRITES)
def test_one_that_meets_transactions_for_too_long_is_contention(what, monkeypatch):
    monkeypatch.setattr(conflicts, "_BUDGET_SECONDS", 0.02)
    an_open_connection()
    parts.connections.add_ticket("t-1", Grant("p-1"), NOW)
    with refusing(*WRITES, times=1000), pytest.raises(Contention):
        PLAIN_WRITES[what]()


@pytest.mark.parametrize("code", ["ThrottlingException", "ProvisionedThroughputExceededException"])
@pytest.mark.parametrize("operation", ["GetItem", "Query", "PutItem"])
def test_what_is_throttled_for_too_long_is_contention_too(monkeypatch, code, operation):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    requests = {
        "GetItem": lambda: client("dynamodb").get_item(
            TableName="tables", Key=to_item({"pk": "a", "sk": "b"})
        ),
        "Query": lambda: client("dynamodb").query(
            TableName="tables",
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=to_item({":pk": "a"}),
        ),
        "PutItem": lambda: client("dynamodb").put_item(
            TableName="tables", Item=to_item({"pk": "a", "sk": "b"})
        ),
    }
    with refusing(operation, code=code, times=1000), pytest.raises(Contention):
        requests[operation]()


def test_a_condition_that_fails_is_no_contention():
    assert put_new(client("dynamodb"), "tables", {"pk": "a", "sk": "b"})
    assert not put_new(client("dynamodb"), "tables", {"pk": "a", "sk": "b"})


def test_every_client_of_dynamodb_is_made_in_the_one_place_that_answers_conflicts():
    makers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("layers/domain", "functions")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in {"create_client", "client", "resource"}
        and not (node.args and getattr(node.args[0], "value", "") == "apigatewaymanagementapi")
    }
    assert makers == {"layers/domain/python/casino/shared/aws.py"}
