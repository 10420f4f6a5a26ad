import json

import pytest

from casino.bus import EventBus
from casino.channels import Event
from casino.channels.use_cases.publish_events import on_the_bus
from casino.sessions.reports import Reports
from casino.shared.clock import utc_now
from casino.shared.errors import Unavailable


class EventBridge:
    """Takes up to ten entries, as the real one, and says so if it loses some."""

    def __init__(self, failing=0):
        self.batches = []
        self.failing = failing

    def put_events(self, Entries):  # noqa: N803 - the SDK's own name
        assert 1 <= len(Entries) <= 10
        self.batches.append(Entries)
        return {"FailedEntryCount": self.failing}


def events(count):
    return [
        on_the_bus(Event("table:t", "e", seq, "round.closing", "2026-11-23T12:00:00Z", {"a": 1}))
        for seq in range(1, count + 1)
    ]


def test_events_go_out_ten_at_a_time_and_in_order():
    bridge = EventBridge()
    EventBus(lambda: bridge, "croupier-test").publish(events(23))
    assert [len(batch) for batch in bridge.batches] == [10, 10, 3]
    details = [json.loads(entry["Detail"]) for batch in bridge.batches for entry in batch]
    assert [detail["seq"] for detail in details] == list(range(1, 24))
    assert bridge.batches[0][0]["DetailType"] == "round.closing"


def test_the_same_event_has_the_same_id_in_each_delivery():
    first, again = events(1) + events(1)
    assert first.event_id == again.event_id == "table:t/e/1"


def test_what_the_bus_lost_is_published_again():
    with pytest.raises(Unavailable):
        EventBus(lambda: EventBridge(failing=1), "croupier-test").publish(events(1))


def test_nobody_fails_for_a_report():
    reports = Reports(EventBus(lambda: EventBridge(failing=1), "croupier-test"), utc_now)
    reports.opened("ann", "c-1", "203.0.113.7")
