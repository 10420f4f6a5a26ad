from datetime import UTC, datetime, timedelta

import pytest

from casino.announcements.model import MAX_CURRENT, Level
from casino.announcements.use_cases.announce import announce
from casino.channels.model import ANNOUNCEMENTS
from casino.shared.errors import Invalid
from tests.support.parts import create_queues, some_parts

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class House:
    def __init__(self):
        self.now = NOW
        self.parts = some_parts(create_queues(), clock=lambda: self.now)
        self.announcements = self.parts.announcements
        self.log = self.parts.channel_log

    def announce(self, text="The wheel is being oiled.", until=NOW + HOUR, level=Level.INFO):
        return announce(self.parts, text=text, level=level, until=until)

    def events(self):
        head = self.log.head(ANNOUNCEMENTS)
        return self.log.since(head, head.epoch, 0, 100)

    def current(self):
        return [each.text for each in self.announcements.current(self.now)]


@pytest.fixture
def house(aws):
    return House()


def test_what_is_announced_is_an_event_and_is_current(house):
    made = house.announce("Closing early today.", level=Level.WARNING)
    [event] = house.events()
    assert (event.name, event.seq) == ("announcement", 1)
    assert event.data == {
        "announcement_id": made.announcement_id,
        "text": "Closing early today.",
        "level": "warning",
        "until": "2026-11-23T13:00:00.000000Z",
    }
    assert house.announcements.current(NOW) == [made]


def test_announcements_are_current_until_they_end_and_the_newest_comes_first(house):
    house.announce("short", until=NOW + HOUR)
    house.now += timedelta(seconds=1)
    house.announce("long", until=NOW + 3 * HOUR)
    assert house.current() == ["long", "short"]
    house.now = NOW + HOUR
    assert house.current() == ["long"]
    house.now = NOW + 3 * HOUR
    assert house.current() == []


def test_nobody_is_shown_more_than_anybody_reads(house):
    for number in range(MAX_CURRENT + 1):
        house.now += timedelta(seconds=1)
        house.announce(str(number))
    assert house.current() == [str(number) for number in range(MAX_CURRENT, 0, -1)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "  "},
        {"text": "x" * 501},
        {"until": NOW},
        {"until": NOW + timedelta(days=31)},
    ],
)
def test_an_announcement_that_nobody_could_use_is_refused_and_told_nobody(house, wrong):
    with pytest.raises(Invalid):
        house.announce(**wrong)
    assert house.events() == []
    assert house.current() == []
