"""What the function behind dealers' consoles takes from whom."""

import json

import pytest

from casino.lambdas.caller import groups_in
from casino.shared.clock import utc_now
from functions.tables import dealer_console, place_bet
from tests.cloud.test_dealers import ASKED
from tests.integration.tables.conftest import DURATIONS
from tests.support.api_events import LambdaContext
from tests.support.dealing import DealerFloor
from tests.support.parts import create_queues, functions_with

HERE = {"table_id": "roulette-live-1", "round_id": "roulette-live-1.1"}


class Console:
    """A connection with a role, as the functions behind it see it."""

    def __init__(self, floor):
        self.floor = floor
        floor.connections.add("c-1", "somebody", utc_now())

    def ask(self, action, data, *, roles="", handler=dealer_console.handler):
        authorizer = {"player_id": "somebody", "opened_at": "1", "roles": roles}
        context = {"connectionId": "c-1", "requestId": "r", "authorizer": authorizer}
        frame = {"action": action, "request_id": "1", "data": data}
        event = {"requestContext": context, "body": json.dumps(frame)}
        reply = json.loads(handler(event, LambdaContext())["body"])
        return reply["data"] if reply["ok"] else reply["error"]["code"]


@pytest.fixture
def console(aws):
    floor = DealerFloor()
    told = create_queues() | DURATIONS | {"DEALER_LEAST_BETTING_SECONDS": "0"}
    with functions_with(told | {"EVENT_BUS_NAME": "unused"}):
        yield Console(floor)


@pytest.mark.parametrize("roles", ["", "players", "admins,dealer"])
@pytest.mark.parametrize("action", sorted(dealer_console.ACTIONS))
def test_who_is_no_staff_is_refused_whatever_they_send_and_nothing_changes(console, action, roles):
    before = console.floor.table
    for data in (ASKED[action], {}, None, {"strange": 1}):
        assert console.ask(action, data, roles=roles) == "forbidden"
    assert console.floor.table == before
    assert console.floor.kinds() == []


@pytest.mark.parametrize(
    "action", ["dealer.open", "dealer.close", "dealer.outcome", "dealer.card", "dealer.correct"]
)
def test_an_operator_decides_and_does_not_deal(console, action):
    assert console.ask(action, ASKED[action], roles="operators") == "forbidden"
    assert console.floor.kinds() == []


def test_a_dealer_deals_by_the_console(console):
    opened = console.ask("dealer.open", {"table_id": HERE["table_id"]}, roles="players,dealers")
    assert opened["round"]["phase"] == "open"
    assert opened["round"]["pending"] is None
    closed = console.ask("dealer.close", HERE, roles="dealers")
    assert closed["round"]["phase"] == "closed"
    entered = console.ask("dealer.outcome", HERE | {"outcome": {"pocket": 17}}, roles="dealers")
    assert entered["round"]["outcome"] == {"pocket": 17, "colour": "black"}
    again = console.ask("dealer.outcome", HERE | {"outcome": {"pocket": 17}}, roles="dealers")
    assert again == entered | {"act_id": None}
    asked = console.ask("dealer.void", HERE | {"reason": "It hopped"}, roles="dealers")
    assert asked["round"]["pending"]["act_id"] == asked["act_id"]
    decided = {"table_id": HERE["table_id"], "act_id": asked["act_id"]}
    assert console.ask("dealer.approve", decided, roles="operators") == "own_act"
    joined = console.ask("dealer.join", {"table_id": HERE["table_id"]}, roles="operators")
    assert joined["snapshot"]["round"]["pending"]["reason"] == "It hopped"
    assert joined["snapshot"]["table"]["round_id"] == HERE["round_id"]
    assert [act.by.role for act in console.floor.acts.page(HERE["table_id"], 9).items] == (
        ["dealer"] * 4
    )


@pytest.mark.parametrize("roles", ["dealers", "operators", "dealers,operators"])
def test_staff_cannot_bet(console, roles):
    wanted = {"bet_id": "b", **HERE, "stakes": [{"type": "red", "amount": 500}]}
    code = console.ask("bet.place", wanted, roles=roles, handler=place_bet.handler)
    assert code == "forbidden"


BAD_DATA = {
    "no table": ("dealer.open", {}),
    "a table that is no text": ("dealer.open", {"table_id": 7}),
    "a strange table": ("dealer.open", {"table_id": "a b"}),
    "a number that is none": ("dealer.open", {"table_id": "t", "number": "1"}),
    "round nought": ("dealer.open", {"table_id": "t", "number": 0}),
    "an unknown field": ("dealer.close", HERE | {"by": "me"}),
    "no round": ("dealer.close", {"table_id": "t"}),
    "no outcome": ("dealer.outcome", HERE),
    "an outcome of nothing": ("dealer.outcome", HERE | {"outcome": {}}),
    "an outcome that is a number": ("dealer.outcome", HERE | {"outcome": 17}),
    "an outcome of too much": (
        "dealer.outcome",
        HERE | {"outcome": {str(each): each for each in range(9)}},
    ),
    "no such card": ("dealer.card", HERE | {"card": "1S", "position": 0}),
    "a card that is none": ("dealer.card", HERE | {"card": 7, "position": 0}),
    "a card without a place": ("dealer.card", HERE | {"card": "AS"}),
    "a card before the first": ("dealer.card", HERE | {"card": "AS", "position": -1}),
    "a card after the last": ("dealer.card", HERE | {"card": "AS", "position": 416}),
    "a correction without a reason": ("dealer.correct", HERE | {"outcome": {"pocket": 1}}),
    "a correction of nothing": ("dealer.correct", HERE | {"reason": "It was wrong"}),
    "a correction of two things": (
        "dealer.correct",
        HERE | {"outcome": {"pocket": 1}, "cards": ["AS"], "reason": "It was wrong"},
    ),
    "a void for no reason": ("dealer.void", HERE | {"reason": ""}),
    "a void for blanks": ("dealer.void", HERE | {"reason": "    "}),
    "a void for too many reasons": ("dealer.void", HERE | {"reason": "x" * 301}),
    "an approval of nothing": ("dealer.approve", {"table_id": "t"}),
    "a refusal of nothing": ("dealer.refuse", {"table_id": "t"}),
    "a position without an epoch": ("dealer.join", {"table_id": "t", "since": {"seq": 1}}),
}


@pytest.mark.parametrize("what", sorted(BAD_DATA))
def test_bad_data_is_refused_by_name_and_changes_nothing(console, what):
    action, data = BAD_DATA[what]
    assert console.ask(action, data, roles="dealers") == "validation_failed"
    assert console.floor.kinds() == []


UNKNOWN = {
    "a table": ("dealer.open", {"table_id": "nowhere"}),
    "a console": ("dealer.join", {"table_id": "nowhere"}),
    "a round": ("dealer.close", HERE),
    "an act": ("dealer.approve", {"table_id": HERE["table_id"], "act_id": "act_1"}),
}


@pytest.mark.parametrize("what", sorted(UNKNOWN))
def test_what_does_not_exist_is_not_found(console, what):
    action, data = UNKNOWN[what]
    assert console.ask(action, data, roles="dealers") == "not_found"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (None, set()),
        ("", set()),
        ("dealers", {"dealers"}),
        ("[dealers]", {"dealers"}),
        ("dealers,operators", {"dealers", "operators"}),
        ("[dealers operators]", {"dealers", "operators"}),
        ("[dealers, operators]", {"dealers", "operators"}),
    ],
)
def test_groups_are_read_in_each_form_that_authorizers_write(text, groups):
    assert groups_in(text) == groups
