import json

import pytest

from casino.lambdas.connection_events import connection_handler
from tests.support.api_events import LambdaContext

# What a gateway may treat in a way of its own, and what looks like it.
SPECIAL_NAMES = ("$connect", "$disconnect", "$default", "$", "", "*", " $connect", "$CONNECT")


class Route:
    """A route of a connection's life, what it handled, counted and answered."""

    def __init__(self, event_type):
        self.handled, self.faults, self.replies = [], [], []
        self._handler = connection_handler(
            event_type,
            self.handled.append,
            admission=lambda: self,
            reply=lambda connection_id, reply: self.replies.append((connection_id, reply)),
        )

    def fault(self, caller):
        self.faults.append(caller.connection_id)

    def comes(self, event_type, **event):
        context = {"connectionId": "c-1", "requestId": "r", "authorizer": {"player_id": "ann"}}
        if event_type is not None:
            context["eventType"] = event_type
        return self._handler({"requestContext": context, **event}, LambdaContext())


@pytest.mark.parametrize("event_type", ["CONNECT", "DISCONNECT"])
def test_what_the_gateway_tells_is_handled_and_answered_by_nothing(event_type):
    route = Route(event_type)
    assert route.comes(event_type) == {"statusCode": 200}
    assert len(route.handled) == 1
    assert route.replies == route.faults == []


@pytest.mark.parametrize("told", ["MESSAGE", None, "", "connect", "disconnect"])
@pytest.mark.parametrize("name", SPECIAL_NAMES)
@pytest.mark.parametrize("event_type", ["CONNECT", "DISCONNECT"])
def test_a_frame_that_names_the_route_is_an_unknown_action_and_changes_nothing(
    event_type, name, told
):
    route = Route(event_type)
    frame = {"action": name, "request_id": "x", "data": {}}
    assert "body" not in route.comes(told, body=json.dumps(frame))
    [(connection_id, reply)] = route.replies
    assert connection_id == "c-1"
    assert (reply["request_id"], reply["ok"]) == ("x", False)
    assert reply["error"]["code"] == "unknown_action"
    assert route.faults == ["c-1"]
    assert route.handled == []


def test_the_end_of_one_connection_is_no_beginning_of_it():
    route = Route("CONNECT")
    route.comes("DISCONNECT", body="")
    assert route.handled == []


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", '{"action": "$connect"}', '{"action": "$connect", "action": "ping"}', "[" * 9],
)
def test_a_frame_that_could_not_be_read_has_one_answer_that_says_so(body):
    route = Route("CONNECT")
    route.comes("MESSAGE", body=body)
    [(_, reply)] = route.replies
    assert reply["error"]["code"] == "malformed_request"
    assert reply["request_id"] is None


def test_what_nobody_foresaw_is_counted_and_fails_the_handshake(capsys):
    def fail(_event):
        raise RuntimeError("out of order")

    handler = connection_handler("CONNECT", fail, admission=lambda: None, reply=lambda *_: None)
    event = {"requestContext": {"connectionId": "c-1", "eventType": "CONNECT"}}
    with pytest.raises(RuntimeError):
        handler(event, LambdaContext())
    assert '"service":"websocket","UnforeseenErrors":[1.0]' in capsys.readouterr().out
