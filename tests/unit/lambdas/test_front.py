"""Who has called is what the front says, or API Gateway where there is none."""

import pytest

from casino.lambdas.front import Visitor, visitor_of

BY_THE_FRONT = {
    "headers": {
        "X-Visitor-Host": "play.example.test",
        "x-visitor-address": "203.0.113.9",
        "Host": "abc.execute-api.eu-west-1.amazonaws.com",
    },
    "requestContext": {"identity": {"sourceIp": "130.176.0.1"}},
}


def test_behind_a_front_it_is_whom_the_front_has_seen():
    visitor = visitor_of(BY_THE_FRONT, behind_front=True)
    assert visitor == Visitor("203.0.113.9", "play.example.test")
    assert visitor.origin == "https://play.example.test"
    assert visitor.websocket_url == "wss://play.example.test/ws"


def test_without_a_front_nobody_says_of_themselves_where_they_are():
    visitor = visitor_of(BY_THE_FRONT, behind_front=False)
    assert visitor == Visitor("130.176.0.1")
    assert visitor.origin is None
    assert visitor.websocket_url is None


@pytest.mark.parametrize("behind_front", [True, False])
@pytest.mark.parametrize("headers", [None, {}])
def test_a_caller_of_whom_nothing_is_known_is_nobody(behind_front, headers):
    event = {"headers": headers, "requestContext": {}}
    assert visitor_of(event, behind_front=behind_front) == Visitor("")
