"""What follows a time-out or a self-exclusion is done by the stream, however often it tells."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from botocore.session import get_session

from casino.accounts.use_cases.open_account import open_account
from casino.channels import player_channel
from casino.realtime.closer import Closer
from casino.sessions import Closing
from functions.realtime.close_connections import handler as close_connections
from tests.support.api_events import LambdaContext
from tests.support.parts import functions_with


class Sockets:
    """The sockets of this process: what each was sent, and whether it is open."""

    exceptions = (
        get_session()
        .create_client(
            "apigatewaymanagementapi", endpoint_url="http://nowhere", region_name="eu-west-1"
        )
        .exceptions
    )

    def __init__(self, *open_):
        self.open = set(open_)
        self.sent = []

    def post_to_connection(self, *, ConnectionId, Data):  # noqa: N803 - as in API Gateway's API
        if ConnectionId not in self.open:
            raise self.exceptions.GoneException({}, "PostToConnection")
        self.sent.append((ConnectionId, json.loads(Data)))

    def delete_connection(self, *, ConnectionId):  # noqa: N803
        self.open.remove(ConnectionId)


def test_the_player_is_told_once_and_what_is_open_is_closed_however_often_it_is_told(desk):
    [until] = desk.time_out("P1D").body.values()
    assert desk.events() == []
    desk.stream()
    [told] = desk.events()
    assert (told.name, told.data) == ("account.restricted", {"reason": "timed_out", "until": until})
    asked_at = int(desk.clock().timestamp() * 1000)
    wanted = {"player_id": "ann", "opened_until": asked_at, "reason": "timed_out"}
    assert desk.closings() == [wanted | {"first": [told.frame()]}]
    desk.clock.move(3600)
    desk.stream()
    assert desk.events() == [told]
    # What was opened since then may stay open.
    assert desk.closings() == [wanted]


def test_each_step_is_told_and_the_bus_hears_of_reinstatements(desk):
    desk.time_out("P1D")
    desk.exclude("P6M")
    desk.clock.now += timedelta(days=200)
    [opens_at] = desk.reinstate().body.values()
    desk.stream()
    assert [event.data["reason"] for event in desk.events()] == ["timed_out", "self_excluded"]
    assert [each["reason"] for each in desk.closings()] == ["timed_out", "self_excluded"]
    [heard] = desk.parts.bus.heard
    assert (heard.name, heard.data) == (
        "account.reinstated",
        {"player_id": "ann", "opens_at": opens_at},
    )


def test_the_bus_hears_of_those_who_resemble_somebody_excluded(desk):
    desk.exclude("P6M")
    policy = desk.parts.policies.at("", desk.clock())
    of_ann = desk.parts.profiles.get("ann")
    particulars = replace(of_ann.particulars, email="else@house.example")
    open_account(desk.parts, replace(of_ann, player_id="ben", particulars=particulars), policy)
    desk.stream()
    desk.stream()
    first, again = desk.parts.bus.heard
    assert first == again
    assert (first.name, first.data) == (
        "account.resembles_excluded",
        {"player_id": "ben", "excluded": {"name_and_birthday": ["ann"]}},
    )


def test_a_channel_that_fails_keeps_nothing_from_the_bus_and_all_of_it_comes_again(desk):
    desk.exclude("P6M")
    desk.clock.now += timedelta(days=200)
    desk.reinstate()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.parts.channel_log, "append_once", lambda *_, **__: 1 / 0)
        with pytest.raises(ExceptionGroup):
            desk.stream()
    assert [each.name for each in desk.parts.bus.heard] == ["account.reinstated"]
    assert desk.closings() == []
    desk.stream()
    assert len(desk.events()) == len(desk.closings()) == 1


def test_a_socket_hears_of_it_before_it_is_told_that_it_ends(desk):
    now, ms = desk.clock(), int(desk.clock().timestamp() * 1000)
    for number in range(2):
        desk.parts.connections.add(f"c-{number}", "ann", now, ms - number)
    desk.exclude("P1Y")
    desk.stream()
    sockets = Sockets("c-0")
    closer = Closer(lambda: sockets, desk.clock)
    records = [{"messageId": "1", "body": json.dumps(each)} for each in desk.closings()]
    with functions_with({}, clock=desk.clock, closer=closer, bus=desk.parts.bus):
        assert close_connections({"Records": records}, LambdaContext()) == {"batchItemFailures": []}
    restricted, closing = [frame for _, frame in sockets.sent]
    assert (restricted["channel"], restricted["seq"]) == (player_channel("ann"), 1)
    assert restricted["event"] == "account.restricted"
    assert closing["data"] == {"reason": "self_excluded", "code": 4003, "reconnect": False}
    assert sockets.open == set()
    assert desk.parts.connections.of_player("ann", now) == []


def test_whoever_closes_knows_every_reason():
    for reason in ("timed_out", "self_excluded"):
        closing = Closing.of(reason)
        assert (closing.code, closing.reconnect) == (4003, False)
