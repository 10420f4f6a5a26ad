from datetime import UTC, datetime, timedelta

import pytest

from casino.channels import ConnectionGone
from casino.channels.model import SUBSCRIBERS_PER_SHARD
from casino.channels.subscriptions import Subscriptions
from casino.sessions import Connections
from casino.shared.aws import client
from casino.shared.dynamodb import from_item

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TABLE = "table:t"


@pytest.fixture
def subscriptions(aws):
    return Subscriptions(client("dynamodb"), "connections")


def connect(connection_id, player_id, now):
    Connections(client("dynamodb"), "connections").add(connection_id, player_id, now)


def end(connection_id):
    connections = Connections(client("dynamodb"), "connections")
    if removed := connections.remove(connection_id):
        connections.forget(removed)
    return Subscriptions(client("dynamodb"), "connections").remove(connection_id)


def claim(subscriptions, now):
    return subscriptions.claim_announcement(TABLE, subscriptions.presence(TABLE), now)


def everything():
    pages = client("dynamodb").get_paginator("scan").paginate(TableName="connections")
    return [from_item(item) for page in pages for item in page["Items"]]


def test_who_subscribes_hears_and_is_counted_once(subscriptions):
    connect("c-1", "ann", NOW)
    for _ in range(3):
        subscriptions.subscribe("c-1", TABLE, NOW)
    assert subscriptions.subscribers(TABLE, 0, NOW) == ["c-1"]
    assert subscriptions.presence(TABLE).players == 1


def test_who_leaves_hears_no_more_and_is_uncounted_once(subscriptions):
    connect("c-1", "ann", NOW)
    subscriptions.subscribe("c-1", TABLE, NOW)
    for _ in range(3):
        subscriptions.unsubscribe("c-1", TABLE)
    assert subscriptions.subscribers(TABLE, 0, NOW) == []
    assert subscriptions.presence(TABLE).players == 0


def test_a_connection_that_ended_leaves_nothing_behind_but_the_count(subscriptions):
    connect("c-1", "ann", NOW)
    subscriptions.subscribe("c-1", TABLE, NOW)
    subscriptions.subscribe("c-1", "player:ann", NOW)
    assert sorted(end("c-1")) == ["player:ann", TABLE]
    assert end("c-1") == []
    assert [item["pk"] for item in everything()] == [f"PRESENCE#{TABLE}"]


def test_a_connection_that_ended_cannot_subscribe_any_more(subscriptions):
    connect("c-1", "ann", NOW)
    end("c-1")
    with pytest.raises(ConnectionGone):
        subscriptions.subscribe("c-1", TABLE, NOW)


def test_rows_that_expired_are_passed_over_although_they_are_still_there(subscriptions):
    connect("c-1", "ann", NOW)
    subscriptions.subscribe("c-1", TABLE, NOW)
    assert subscriptions.subscribers(TABLE, 0, NOW + timedelta(hours=3)) == []


def test_an_audience_beyond_a_shard_fills_the_next_one_and_shards_never_get_lost(subscriptions):
    connect("c-1", "ann", NOW)
    subscriptions.subscribe("c-1", TABLE, NOW)
    client("dynamodb").update_item(
        TableName="connections",
        Key={"pk": {"S": f"PRESENCE#{TABLE}"}, "sk": {"S": "AUDIENCE"}},
        UpdateExpression="SET connections = :n",
        ExpressionAttributeValues={":n": {"N": str(SUBSCRIBERS_PER_SHARD)}},
    )
    connect("c-2", "ben", NOW)
    subscriptions.subscribe("c-2", TABLE, NOW)
    end("c-1")
    assert subscriptions.subscribers(TABLE, 1, NOW) == ["c-2"]
    assert subscriptions.presence(TABLE).shards == 2


def test_a_crowd_is_announced_once_a_second(subscriptions):
    for number in range(3):
        connect(f"c-{number}", f"player-{number}", NOW)
        subscriptions.subscribe(f"c-{number}", TABLE, NOW)
    assert claim(subscriptions, NOW) == 3
    assert claim(subscriptions, NOW) is None
    end("c-0")
    assert claim(subscriptions, NOW + timedelta(milliseconds=999)) is None
    assert claim(subscriptions, NOW + timedelta(seconds=1)) == 2


def test_one_person_in_two_windows_is_one_until_the_last_is_closed(subscriptions):
    for name, player in (("c-1", "ann"), ("c-2", "ann"), ("c-3", "ben")):
        connect(name, player, NOW)
        subscriptions.subscribe(name, TABLE, NOW)

    def present():
        presence = subscriptions.presence(TABLE)
        return presence.players, presence.connections

    assert present() == (2, 3)
    subscriptions.unsubscribe("c-1", TABLE)
    assert present() == (2, 2)
    subscriptions.subscribe("c-1", TABLE, NOW)
    end("c-2")
    assert present() == (2, 2)
    end("c-1")
    assert present() == (1, 1)
    end("c-3")
    assert present() == (0, 0)
    assert [item["sk"] for item in everything()] == ["AUDIENCE"]


def test_a_window_that_ended_unheard_is_counted_out_by_whoever_finds_it(subscriptions):
    connect("c-1", "ann", NOW)
    subscriptions.subscribe("c-1", TABLE, NOW)
    later = NOW + timedelta(hours=2, minutes=40)
    kept = {each["sk"] for each in everything() if each.get("expires_at", 0) > later.timestamp()}
    # The forward row may go by itself; what the count is taken from may not.
    assert {TABLE, "PLAYER#ann"} <= kept
    end("c-1")
    assert subscriptions.presence(TABLE).players == 0


def test_of_two_who_read_the_same_presence_one_announces_it(subscriptions):
    connect("c-1", "ann", NOW)
    subscriptions.subscribe("c-1", TABLE, NOW)
    presence = subscriptions.presence(TABLE)
    assert subscriptions.claim_announcement(TABLE, presence, NOW) == 1
    assert subscriptions.claim_announcement(TABLE, presence, NOW) is None


@pytest.mark.parametrize("lost", ["the count", "the forward row"])
def test_a_row_can_be_removed_although_what_goes_with_it_is_lost(subscriptions, lost):
    connect("c-1", "ann", NOW)
    subscriptions.subscribe("c-1", TABLE, NOW)
    gone = {
        "the count": {"pk": {"S": f"PRESENCE#{TABLE}"}, "sk": {"S": "AUDIENCE"}},
        "the forward row": {"pk": {"S": f"{TABLE}#0"}, "sk": {"S": "c-1"}},
    }
    client("dynamodb").delete_item(TableName="connections", Key=gone[lost])
    end("c-1")
    assert subscriptions.subscribers(TABLE, 0, NOW) == []
    assert subscriptions.presence(TABLE).players == 0
    assert [item for item in everything() if item["pk"].startswith("CONNECTION#")] == []
