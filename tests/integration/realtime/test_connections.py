from datetime import UTC, datetime, timedelta

import pytest

from casino.realtime import ConnectionGone, Connections, TicketRefused
from casino.realtime.model import SUBSCRIBERS_PER_SHARD, Grant
from casino.shared.aws import client
from casino.shared.dynamodb import from_item

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TABLE = "table:t"


@pytest.fixture
def connections(aws):
    return Connections(client("dynamodb"), "connections")


def claim(connections, now):
    return connections.claim_announcement(TABLE, connections.presence(TABLE), now)


def everything():
    pages = client("dynamodb").get_paginator("scan").paginate(TableName="connections")
    return [from_item(item) for page in pages for item in page["Items"]]


def test_a_ticket_works_once(connections):
    connections.add_ticket("t", Grant("ann"), NOW)
    assert connections.use_ticket("t", NOW) == Grant("ann")
    with pytest.raises(TicketRefused):
        connections.use_ticket("t", NOW)


def test_a_ticket_works_for_seconds(connections):
    connections.add_ticket("t", Grant("ann"), NOW)
    with pytest.raises(TicketRefused):
        connections.use_ticket("t", NOW + timedelta(seconds=31))


def test_a_ticket_cannot_be_read_from_the_table(connections):
    connections.add_ticket("secret-ticket", Grant("ann"), NOW)
    assert "secret-ticket" not in repr(everything())


def test_who_subscribes_hears_and_is_counted_once(connections):
    connections.add("c-1", "ann", NOW)
    for _ in range(3):
        connections.subscribe("c-1", TABLE, NOW)
    assert connections.subscribers(TABLE, 0, NOW) == ["c-1"]
    assert connections.presence(TABLE).players == 1


def test_who_leaves_hears_no_more_and_is_uncounted_once(connections):
    connections.add("c-1", "ann", NOW)
    connections.subscribe("c-1", TABLE, NOW)
    for _ in range(3):
        connections.unsubscribe("c-1", TABLE)
    assert connections.subscribers(TABLE, 0, NOW) == []
    assert connections.presence(TABLE).players == 0


def test_a_connection_that_ended_leaves_nothing_behind_but_the_count(connections):
    connections.add("c-1", "ann", NOW)
    connections.subscribe("c-1", TABLE, NOW)
    connections.subscribe("c-1", "player:ann", NOW)
    assert sorted(connections.remove("c-1")) == ["player:ann", TABLE]
    assert connections.remove("c-1") == []
    assert [item["pk"] for item in everything()] == [f"PRESENCE#{TABLE}"]


def test_a_connection_that_ended_cannot_subscribe_any_more(connections):
    connections.add("c-1", "ann", NOW)
    connections.remove("c-1")
    with pytest.raises(ConnectionGone):
        connections.subscribe("c-1", TABLE, NOW)


def test_rows_that_expired_are_passed_over_although_they_are_still_there(connections):
    connections.add("c-1", "ann", NOW)
    connections.subscribe("c-1", TABLE, NOW)
    assert connections.subscribers(TABLE, 0, NOW + timedelta(hours=3)) == []


def test_an_audience_beyond_a_shard_fills_the_next_one_and_shards_never_get_lost(connections):
    connections.add("c-1", "ann", NOW)
    connections.subscribe("c-1", TABLE, NOW)
    client("dynamodb").update_item(
        TableName="connections",
        Key={"pk": {"S": f"PRESENCE#{TABLE}"}, "sk": {"S": "PRESENCE"}},
        UpdateExpression="SET players = :n",
        ExpressionAttributeValues={":n": {"N": str(SUBSCRIBERS_PER_SHARD)}},
    )
    connections.add("c-2", "ben", NOW)
    connections.subscribe("c-2", TABLE, NOW)
    connections.remove("c-1")
    assert connections.subscribers(TABLE, 1, NOW) == ["c-2"]
    assert connections.presence(TABLE).shards == 2


def test_a_crowd_is_announced_once_a_second(connections):
    for number in range(3):
        connections.add(f"c-{number}", "ann", NOW)
        connections.subscribe(f"c-{number}", TABLE, NOW)
    assert claim(connections, NOW) == 3
    assert claim(connections, NOW) is None
    connections.remove("c-0")
    assert claim(connections, NOW + timedelta(milliseconds=999)) is None
    assert claim(connections, NOW + timedelta(seconds=1)) == 2


def test_of_two_who_read_the_same_presence_one_announces_it(connections):
    connections.add("c-1", "ann", NOW)
    connections.subscribe("c-1", TABLE, NOW)
    presence = connections.presence(TABLE)
    assert connections.claim_announcement(TABLE, presence, NOW) == 1
    assert connections.claim_announcement(TABLE, presence, NOW) is None


@pytest.mark.parametrize("lost", ["the count", "the forward row"])
def test_a_row_can_be_removed_although_what_goes_with_it_is_lost(connections, lost):
    connections.add("c-1", "ann", NOW)
    connections.subscribe("c-1", TABLE, NOW)
    gone = {
        "the count": {"pk": {"S": f"PRESENCE#{TABLE}"}, "sk": {"S": "PRESENCE"}},
        "the forward row": {"pk": {"S": f"{TABLE}#0"}, "sk": {"S": "c-1"}},
    }
    client("dynamodb").delete_item(TableName="connections", Key=gone[lost])
    connections.remove("c-1")
    assert connections.subscribers(TABLE, 0, NOW) == []
    assert connections.presence(TABLE).players == 0
    assert [item for item in everything() if item["pk"].startswith("CONNECTION#")] == []
