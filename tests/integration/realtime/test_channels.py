import json
from datetime import UTC, datetime, timedelta

import pytest

from casino.announcements.model import Announcement, Level
from casino.announcements.repository import Announcements
from casino.channels import Draft
from casino.channels.channel_log import ChannelLog
from casino.channels.subscriptions import Subscriptions
from casino.sessions import Connections
from casino.shared.aws import client
from casino.shared.clock import to_rfc3339, utc_now
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.live_tables import LiveTables
from casino.tables.seed import DEMO_TABLES
from functions.realtime import receive_message
from tests.support.api_events import LambdaContext

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Socket:
    """One connection, as the function behind it sees it."""

    def __init__(self):
        dynamodb = client("dynamodb")
        self.log = ChannelLog(dynamodb, "channels", lambda *_: None)
        self.subscriptions = Subscriptions(dynamodb, "connections")
        Connections(dynamodb, "connections").add("c-1", "ann", utc_now())

    def ask(self, action, **data):
        context = {"connectionId": "c-1", "requestId": "r", "authorizer": {"player_id": "ann"}}
        frame = {"action": action, "request_id": "1", "data": data}
        event = {"requestContext": context, "body": json.dumps(frame)}
        reply = json.loads(receive_message.handler(event, LambdaContext())["body"])
        return reply["data"] if reply["ok"] else reply["error"]["code"]

    def hears(self, channel):
        return self.subscriptions.subscribers(channel, 0, utc_now()) == ["c-1"]

    def tell(self, channel, *names):
        work = UnitOfWork(client("dynamodb"))
        self.log.append(work, self.log.head(channel), [Draft(name, {}) for name in names], NOW)
        work.commit()


@pytest.fixture
def socket(aws, monkeypatch):
    monkeypatch.setenv("FANOUT_QUEUE_URL", "unused")
    monkeypatch.setenv("CLOSING_QUEUE_URL", "unused")
    monkeypatch.setenv("EVENT_BUS_NAME", "unused")
    return Socket()


def test_who_joins_the_lobby_sees_the_tables_and_hears_what_comes_after(socket):
    LiveTables(client("dynamodb"), "tables").add(DEMO_TABLES[0])
    joined = socket.ask("channel.join", channel="lobby")
    assert (joined["channel"], joined["seq"], joined["recovered"]) == ("lobby", 0, False)
    [table] = joined["snapshot"]["items"]
    assert table["table_id"] == DEMO_TABLES[0].table_id
    assert joined["snapshot"]["next_cursor"] is None
    assert socket.hears("lobby")
    socket.tell("lobby", "a")
    since = {"epoch": joined["epoch"], "seq": joined["seq"]}
    history = socket.ask("channel.history", channel="lobby", since=since)
    assert [each["event"] for each in history["events"]] == ["a"]


def test_who_joins_the_announcements_is_shown_those_that_are_current(socket):
    now = utc_now()
    for text, minutes in (("over", -1), ("current", 1)):
        work = UnitOfWork(client("dynamodb"))
        until = to_rfc3339(now + timedelta(minutes=minutes))
        made = Announcement(text, text, Level.INFO, to_rfc3339(now), until)
        Announcements(client("dynamodb"), "channels").add(work, made)
        work.commit()
    joined = socket.ask("channel.join", channel="announcements")
    assert [each["text"] for each in joined["snapshot"]["items"]] == ["current"]
    assert socket.hears("announcements")


@pytest.mark.parametrize("channel", ["lobby", "announcements"])
def test_who_comes_back_gets_what_was_missed_and_no_snapshot(socket, channel):
    joined = socket.ask("channel.join", channel=channel)
    socket.tell(channel, "a", "b")
    since = {"epoch": joined["epoch"], "seq": 0}
    again = socket.ask("channel.join", channel=channel, since=since)
    assert again["recovered"] is True
    assert [each["seq"] for each in again["events"]] == [1, 2]
    assert "snapshot" not in again


@pytest.mark.parametrize("since", [{"epoch": "other", "seq": 0}, {"epoch": None, "seq": 9}])
def test_what_cannot_be_replayed_is_shown_as_it_is(socket, since):
    epoch = socket.ask("channel.join", channel="lobby")["epoch"]
    asked = {"epoch": since["epoch"] or epoch, "seq": since["seq"]}
    again = socket.ask("channel.join", channel="lobby", since=asked)
    assert again["recovered"] is False
    assert again["snapshot"] == {"items": [], "next_cursor": None}


def test_who_leaves_hears_no_more(socket):
    socket.ask("channel.join", channel="lobby")
    assert socket.ask("channel.leave", channel="lobby") == {}
    assert socket.ask("channel.leave", channel="lobby") == {}
    assert not socket.hears("lobby")
    assert socket.subscriptions.presence("lobby").connections == 0


def test_the_lobby_is_not_told_how_many_are_in_it(socket):
    joined = socket.ask("channel.join", channel="lobby")
    assert socket.log.head("lobby").seq == joined["seq"] == 0
    assert socket.subscriptions.presence("lobby").connections == 1


@pytest.mark.parametrize("action", ["channel.join", "channel.leave"])
@pytest.mark.parametrize(
    "channel", ["player:ben", "player:ann", "table:roulette-eu-1", "lobby#0", "nowhere"]
)
def test_no_other_channel_is_joined_or_left_by_its_name(socket, action, channel):
    socket.subscriptions.subscribe("c-1", "player:ann", utc_now())
    assert socket.ask(action, channel=channel) == "not_found"
    assert socket.hears(channel) is (channel == "player:ann")


@pytest.mark.parametrize("data", [{}, {"channel": 1}, {"channel": ""}, {"channel": "x" * 201}])
def test_a_channels_name_is_a_text_of_some_length(socket, data):
    assert socket.ask("channel.join", **data) == "validation_failed"
