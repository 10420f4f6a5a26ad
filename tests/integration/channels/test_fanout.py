import json
from datetime import UTC, datetime

import pytest

from casino.channels import Event
from casino.channels.fanout import Fanout
from casino.channels.subscriptions import Subscriptions
from casino.sessions import Connections
from casino.shared.aws import client
from casino.shared.errors import Unavailable


@pytest.fixture
def queue(aws):
    attributes = {"FifoQueue": "true"}
    return client("sqs").create_queue(QueueName="f.fifo", Attributes=attributes)["QueueUrl"]


@pytest.fixture
def fanout(queue):
    return Fanout(client("sqs"), queue, Subscriptions(client("dynamodb"), "connections"))


def event(seq, channel="table:t"):
    return Event(channel, "e", seq, "round.opened", "2026-11-23T12:00:00.000000Z", {"n": seq})


def subscribe(subscriptions, connection_id, now):
    Connections(client("dynamodb"), "connections").add(connection_id, "ann", now)
    subscriptions.subscribe(connection_id, "table:t", now)


def received(queue):
    bodies = []
    while (
        answer := client("sqs")
        .receive_message(QueueUrl=queue, MaxNumberOfMessages=10, AttributeNames=["All"])
        .get("Messages")
    ):
        for message in answer:
            bodies.append(json.loads(message["Body"]))
            client("sqs").delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return bodies


def test_events_are_queued_in_order(fanout, queue):
    fanout.publish([event(seq) for seq in range(1, 26)])
    assert [body["event"]["seq"] for body in received(queue)] == list(range(1, 26))


def test_what_the_repair_path_hands_over_again_is_dropped(fanout, queue):
    fanout.publish([event(1)])
    fanout.publish([event(1), event(2)])
    fanout.publish([event(1, "player:ann")])
    seen = [(body["channel"], body["event"]["seq"]) for body in received(queue)]
    assert sorted(seen) == [("player:ann", 1), ("table:t", 1), ("table:t", 2)]


def test_large_events_go_by_batches_that_sqs_takes(fanout, queue, monkeypatch):
    sizes = []
    send = client("sqs").send_message_batch

    def measured(**request):
        sizes.append(sum(len(entry["MessageBody"]) for entry in request["Entries"]))
        return send(**request)

    monkeypatch.setattr(client("sqs"), "send_message_batch", measured)
    large = [
        Event("table:t", "e", seq, "chat.message", "2026-11-23T12:00:00.000000Z", {"t": "x" * 9**5})
        for seq in range(1, 8)
    ]
    fanout.publish(large)
    assert max(sizes) <= 256 * 1024
    assert [body["event"]["seq"] for body in received(queue)] == list(range(1, 8))


def test_every_shard_of_an_audience_gets_its_message(fanout, queue, monkeypatch):
    monkeypatch.setattr("casino.channels.subscriptions.SUBSCRIBERS_PER_SHARD", 3)
    subscriptions = Subscriptions(client("dynamodb"), "connections")
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    everyone = {f"c-{number}" for number in range(8)}
    for connection_id in everyone:
        subscribe(subscriptions, connection_id, now)
    fanout.publish([event(1), event(2)])
    bodies = received(queue)
    assert sorted((body["shard"], body["event"]["seq"]) for body in bodies) == [
        (shard, seq) for shard in range(3) for seq in (1, 2)
    ]
    shards = [subscriptions.subscribers("table:t", shard, now) for shard in range(3)]
    assert sorted(map(len, shards)) == [2, 3, 3]
    assert set().union(*shards) == everyone


def test_a_queue_that_refuses_is_reported(fanout, monkeypatch):
    monkeypatch.setattr(
        client("sqs"), "send_message_batch", lambda **_request: {"Failed": [{"Id": "0"}]}
    )
    with pytest.raises(Unavailable):
        fanout.publish([event(1)])
