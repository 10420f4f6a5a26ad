"""The committed schemas of the bus's events say what the models say."""

import json

import pytest
from jsonschema import Draft202012Validator

from casino.accounts.bus_events import AccountChanged, AccountOpened, AccountSignedIn
from casino.channels import Event
from casino.channels.use_cases.publish_events import on_the_bus
from casino.payments.bus_events import DepositChanged, WithdrawalChanged
from casino.safer_gambling.messages import AccountReinstated, AccountResembles
from casino.sessions.limits import Kind
from casino.sessions.reports import Reports
from casino.shared.clock import utc_now
from casino.shared.messages import HouseEvent
from scripts.event_schemas import FOLDER, rendered

SCHEMAS = rendered()


def test_there_is_a_schema_for_each_event_and_no_other():
    assert {file.name for file in FOLDER.glob("*.json")} == set(SCHEMAS)
    assert {"round.opened.v1.json", "wallet.updated.v1.json"} <= set(SCHEMAS)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_committed_schemas_are_up_to_date(name):
    assert (FOLDER / name).read_text() == SCHEMAS[name], "run `make api` and commit the result"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_one(name):
    Draft202012Validator.check_schema(json.loads(SCHEMAS[name]))


def test_what_the_bus_carries_matches():
    event = Event("table:t", "e", 7, "presence.changed", "2026-11-23T12:00:00Z", {"players": 3})
    validator = Draft202012Validator(json.loads(SCHEMAS["presence.changed.v1.json"]))
    validator.validate(on_the_bus(event).detail())
    assert not validator.is_valid(on_the_bus(event).detail() | {"data": {"players": "three"}})


def test_reports_are_of_the_shapes_that_were_promised():
    said = []

    class Bus:
        def publish(self, events):
            said.extend(events)

    reports = Reports(Bus(), utc_now)
    reports.opened("ann", "c-1", "203.0.113.7")
    reports.closed("ann", "c-1", "flood")
    reports.exceeded("ann", "c-1", Kind.BET)
    reports.exceeded("ann", "c-1", Kind.QUERY)
    reports.guessed("203.0.113.7")
    reports.abnormal("message_flood", "ann", suspended=True)
    reports.signed_out("ann", "logout")
    for event in said:
        schema = json.loads(SCHEMAS[f"{event.name}.v1.json"])
        Draft202012Validator(schema).validate(event.detail())
        assert "203.0.113.7" not in str(event)
    told_by_streams = {
        AccountOpened,
        AccountChanged,
        AccountReinstated,
        AccountResembles,
        AccountSignedIn,
        DepositChanged,
        WithdrawalChanged,
    }
    reported = set(HouseEvent.__subclasses__()) - told_by_streams
    assert {event.name for event in said} == {each.event for each in reported}
