"""Where a dead letter goes, and what becomes of those that nobody takes."""

import json

import boto3
import pytest

from croupier.dead_letters import DeadLetters, NotGivenAgain, matches

REGION = {"region_name": "us-east-1"}


@pytest.fixture
def sqs(aws):
    return boto3.client("sqs", **REGION)


@pytest.fixture
def dead_queue(sqs):
    return sqs.create_queue(
        QueueName="dead.fifo", Attributes={"FifoQueue": "true", "ContentBasedDeduplication": "true"}
    )["QueueUrl"]


@pytest.fixture
def queue(sqs, dead_queue):
    arn = sqs.get_queue_attributes(QueueUrl=dead_queue, AttributeNames=["QueueArn"])
    policy = {"deadLetterTargetArn": arn["Attributes"]["QueueArn"], "maxReceiveCount": 3}
    return sqs.create_queue(
        QueueName="fan-out.fifo",
        Attributes={"FifoQueue": "true", "RedrivePolicy": json.dumps(policy)},
    )["QueueUrl"]


def letters_in(dead_queue, *queues):
    return DeadLetters(dead_queue, queues, boto3.Session(**REGION))


def test_messages_of_an_ordered_queue_go_back_to_it_in_their_groups_and_order(
    sqs, dead_queue, queue
):
    for number in range(3):
        sqs.send_message(QueueUrl=dead_queue, MessageBody=f"{number}", MessageGroupId="table:1")
    dead = letters_in(dead_queue, dead_queue, queue)
    for letter in dead.letters():
        dead.give_again(letter)
    assert dead.waiting() == 0
    back = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
    )["Messages"]
    assert [each["Body"] for each in back] == ["0", "1", "2"]
    assert {each["Attributes"]["MessageGroupId"] for each in back} == {"table:1"}


def test_a_message_of_nobodys_stays_and_others_can_see_it_at_once(sqs, dead_queue):
    sqs.send_message(QueueUrl=dead_queue, MessageBody="?", MessageGroupId="table:1")
    dead = letters_in(dead_queue, dead_queue)
    for letter in dead.letters():
        with pytest.raises(NotGivenAgain):
            dead.give_again(letter)
    assert [letter.body for letter in dead.letters()] == ["?"]


RECORD = {
    "eventName": "INSERT",
    "dynamodb": {
        "Keys": {"pk": {"S": "PLAYER#ann"}, "sk": {"S": "ENTRY#bet#b-1"}},
        "NewImage": {"reference": {"M": {"multiplier": {"N": "231"}}}},
    },
}


def of_key(*starts):
    return {"dynamodb": {"Keys": {"sk": {"S": [{"prefix": start} for start in starts]}}}}


def refers_to(name):
    return {"dynamodb": {"NewImage": {"reference": {"M": {name: {"N": [{"exists": True}]}}}}}}


@pytest.mark.parametrize(
    ("pattern", "passes"),
    [
        ({}, True),
        ({"eventName": ["INSERT"]}, True),
        ({"eventName": ["MODIFY", "INSERT"]}, True),
        ({"eventName": ["MODIFY"]}, False),
        (of_key("ENTRY#"), True),
        (of_key("DEPOSIT#", "ENTRY#"), True),
        (of_key("EVENT#"), False),
        (refers_to("multiplier"), True),
        (refers_to("anything else"), False),
        ({"dynamodb": {"OldImage": {"status": {"S": ["paid"]}}}}, False),
    ],
)
def test_a_record_passes_a_filter_as_lambda_lets_it_pass(pattern, passes):
    assert matches(pattern, RECORD) is passes


def test_a_filter_that_is_not_understood_is_said_to_be_so():
    with pytest.raises(NotGivenAgain):
        matches({"eventName": [{"anything-but": "REMOVE"}]}, RECORD)
