"""Where a dead letter goes, and what becomes of those that nobody takes."""

import io
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


FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:sweep-rounds"
EVENT = {"source": "aws.events", "detail": {"round_id": "roulette-eu-1.7"}}
FAILED_INVOCATION = {
    "version": "1.0",
    "requestContext": {
        "functionArn": f"{FUNCTION}:$LATEST",
        "condition": "RetriesExhausted",
        "approximateInvokeCount": 3,
    },
    "requestPayload": EVENT,
    "responseContext": {"statusCode": 200, "functionError": "Unhandled"},
    "responsePayload": {"errorMessage": "it failed"},
}


class Functions:
    """Lambda, which remembers what it was asked and answers as it is told to."""

    def __init__(self, *answers):
        self.asked = []
        self._answers = list(answers)

    def invoke(self, *, FunctionName, Payload):  # noqa: N803 - as in Lambda's API
        self.asked.append((FunctionName, json.loads(Payload)))
        said = self._answers.pop(0) if self._answers else {}
        return {"Payload": io.BytesIO(json.dumps(said.pop("result", None)).encode()), **said}


class Session:
    """Sessions whose queues are moto's and whose functions are the test's."""

    def __init__(self, functions):
        self._functions = functions

    def client(self, service):
        return self._functions if service == "lambda" else boto3.client(service, **REGION)


@pytest.fixture
def dead_events(sqs):
    """The queue of a function that a timer or the bus calls: not ordered, and nobody's source."""
    return sqs.create_queue(QueueName="dead")["QueueUrl"]


def given_up_by_lambda(sqs, dead_events):
    sqs.send_message(QueueUrl=dead_events, MessageBody=json.dumps(FAILED_INVOCATION))
    return f"{FUNCTION}:$LATEST"


def never_handed_to_lambda(sqs, dead_events):
    sqs.send_message(
        QueueUrl=dead_events,
        MessageBody=json.dumps(EVENT),
        MessageAttributes={
            "TARGET_ARN": {"DataType": "String", "StringValue": FUNCTION},
            "ERROR_CODE": {"DataType": "String", "StringValue": "THROTTLING"},
        },
    )
    return FUNCTION


@pytest.mark.parametrize("put", [given_up_by_lambda, never_handed_to_lambda])
def test_what_a_timer_or_the_bus_gave_up_is_handed_to_its_function_once(sqs, dead_events, put):
    function, functions = put(sqs, dead_events), Functions()
    dead = DeadLetters(dead_events, [dead_events], Session(functions))
    for letter in dead.letters():
        dead.give_again(letter)
    assert functions.asked == [(function, EVENT)]
    assert dead.waiting() == 0


@pytest.mark.parametrize("put", [given_up_by_lambda, never_handed_to_lambda])
@pytest.mark.parametrize(
    "answer",
    [
        {"FunctionError": "Unhandled", "result": {"errorMessage": "it failed"}},
        {"result": {"batchItemFailures": [{"itemIdentifier": "1"}]}},
    ],
)
def test_what_fails_again_stays(sqs, dead_events, put, answer):
    put(sqs, dead_events)
    functions = Functions(dict(answer))
    dead = DeadLetters(dead_events, [dead_events], Session(functions))
    for letter in dead.letters():
        with pytest.raises(NotGivenAgain):
            dead.give_again(letter)
    assert len(functions.asked) == 1
    assert dead.waiting() == 1


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
