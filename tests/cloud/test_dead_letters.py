"""What was given up on the deployed platform, seen and given again from an operator's terminal."""

import asyncio
import json

import pytest

from scripts.deployment import function_environment
from tests.support.players import player
from tests.support.terminal import Terminal


def queue_of(stack, part):
    [url] = [
        url
        for url in stack.client("sqs").list_queues()["QueueUrls"]
        if part in url and "DeadLetters" in url
    ]
    return url


def waiting(stack, url):
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    answer = stack.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)
    return sum(int(answer["Attributes"][name]) for name in names)


@pytest.mark.shares("roulette-live-1")
async def test_a_queues_message_goes_back_to_the_queue_and_is_handled(stack):
    terminal, url = Terminal(stack), queue_of(stack, "RoundClock")
    body = json.dumps({"table_id": "roulette-live-1", "version": None})
    stack.client("sqs").send_message(QueueUrl=url, MessageBody=body)
    _, listed = await terminal.croupier("dead-letters", "list")
    [name] = [line.split()[0] for line in listed.splitlines() if "RoundClock" in line]
    _, shown = await terminal.croupier("dead-letters", "read", name)
    assert body in shown
    code, said = await terminal.croupier("dead-letters", "redrive", name)
    assert (code, waiting(stack, url)) == (0, 0), said
    assert "1 given again" in said


async def test_what_a_stream_gave_up_is_read_from_it_again(stack):
    terminal, url = Terminal(stack), queue_of(stack, "Streams-WalletDead")
    lambdas, streams = stack.client("lambda"), stack.client("dynamodbstreams")
    wallet = function_environment(stack.settings)["WALLET_TABLE"]
    [stream] = streams.list_streams(TableName=wallet)["Streams"]
    [function] = [
        each["FunctionArn"]
        for page in lambdas.get_paginator("list_functions").paginate()
        for each in page["Functions"]
        if each["Handler"] == "functions.streams.wallet.handler"
    ]
    async with player(stack.endpoints, deposit=5_000) as ann, ann.connected() as hears:
        await hears.ask("session.hello")
        [shard] = streams.describe_stream(StreamArn=stream["StreamArn"])["StreamDescription"][
            "Shards"
        ]
        batch = {"streamArn": stream["StreamArn"], "shardId": shard["ShardId"], "batchSize": 1}
        batch |= sequence_of_the_last_entry(streams, batch, ann.player_id)
        told = {"requestContext": {"functionArn": function}, "DDBStreamBatchInfo": batch}
        stack.client("sqs").send_message(QueueUrl=url, MessageBody=json.dumps(told))
        code, said = await terminal.croupier("dead-letters", "redrive", "StreamsWallet")
        assert (code, waiting(stack, url)) == (0, 0), said
        await asyncio.sleep(1)
        updates = [e["seq"] for e in hears.events if e["event"] == "wallet.updated"]
    assert len(updates) == len(set(updates)) <= 1  # the deposit was told before, and once


def sequence_of_the_last_entry(streams, batch, player_id):
    place = streams.get_shard_iterator(
        StreamArn=batch["streamArn"], ShardId=batch["shardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    found = None
    while place:
        answer = streams.get_records(ShardIterator=place)
        for record in answer["Records"]:
            keys = record["dynamodb"]["Keys"]
            if player_id in keys["pk"]["S"] and keys["sk"]["S"].startswith("ENTRY#"):
                found = record["dynamodb"]["SequenceNumber"]
        place = answer.get("NextShardIterator") if answer["Records"] else None
    return {"startSequenceNumber": found, "endSequenceNumber": found}


async def test_a_message_that_can_not_be_handled_stays_and_can_be_dropped(stack):
    terminal, url = Terminal(stack), queue_of(stack, "WatchConduct")
    [function] = [
        each["FunctionArn"]
        for page in stack.client("lambda").get_paginator("list_functions").paginate()
        for each in page["Functions"]
        if each["Handler"] == "functions.conduct.watch_conduct.handler"
    ]
    attributes = {
        "TARGET_ARN": {"DataType": "String", "StringValue": function},
        "ERROR_CODE": {"DataType": "String", "StringValue": "NO_PERMISSIONS"},
    }
    sent = stack.client("sqs").send_message(
        QueueUrl=url, MessageBody='{"detail-type": "nonsense"}', MessageAttributes=attributes
    )
    queue = "ConductWatchConduct"
    code, said = await terminal.croupier("dead-letters", "redrive", queue)
    assert (code, waiting(stack, url)) == (2, 1), said
    assert f"{sent['MessageId']}: the function failed again" in said
    _, refused = await terminal.croupier("dead-letters", "drop", "Nowhere", "m-1")
    assert "There is no queue Nowhere" in refused
    code, said = await terminal.croupier("dead-letters", "drop", queue, sent["MessageId"])
    assert (code, waiting(stack, url)) == (0, 0), said
    _, listed = await terminal.croupier("dead-letters", "list")
    assert "ConductWatchConduct" not in listed
