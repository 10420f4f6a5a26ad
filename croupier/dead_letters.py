"""What queues, streams and timers have given up, and giving it to them again.

Three kinds of things lie in the stage's dead-letter queues. A queue's own messages go back to the
queue. What a stream gave up is only pointed at: the records are read from the stream, which keeps
them for a day, and handed to the function. An event of the bus or of a timer is handed to its
function as it is, whether it never got there or the function kept failing at it. Everything that
handles them bears a second delivery, so nothing is lost or done twice if this is interrupted.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from botocore.exceptions import ClientError

# For how long a letter is hidden from others if whoever holds it dies.
_HIDDEN_SECONDS: Final = 900
# A stream may answer with nothing and yet go on; one that has nothing more does so forever.
_EMPTY_ANSWERS: Final = 10
_MARK: Final = "DeadLetters"


class NotGivenAgain(Exception):
    """It stays in its queue; the text says why."""


@dataclass(frozen=True)
class Letter:
    """One thing that was given up.

    Attributes
    ----------
    letter_id : str
        SQS's own.
    attributes : mapping of str to str
        SQS's, and those that whoever gave it up has added.
    receipt : str
        What takes it out of its queue.
    """

    letter_id: str
    body: str
    attributes: Mapping[str, str]
    receipt: str


class DeadLetters:
    """One dead-letter queue.

    Parameters
    ----------
    queues : sequence of str
        All queues of the stage; one of them may have sent its messages here.
    session : boto3.Session
    """

    def __init__(self, url: str, queues: Sequence[str], session: Any) -> None:
        self._url = url
        self._queues = queues
        self._sqs = session.client("sqs")
        self._functions = session.client("lambda")
        self._streams = session.client("dynamodbstreams")
        self._dropped: set[str] = set()

    def waiting(self) -> int:
        """Return about how many there are, those included that somebody looks at."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=names)
        return sum(int(answer["Attributes"].get(name, 0)) for name in names)

    def letters(self) -> Iterator[Letter]:
        """Yield each letter once; those that were not taken out are there for others afterwards."""
        held: dict[str, str] = {}
        try:
            while True:
                fresh = [each for each in self._received() if each.letter_id not in held]
                if not fresh:
                    return
                held |= {each.letter_id: each.receipt for each in fresh}
                yield from fresh
        finally:
            for receipt in set(held.values()) - self._dropped:
                with suppress(ClientError):  # held for so long that it is there again
                    self._sqs.change_message_visibility(
                        QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=0
                    )

    def _received(self) -> list[Letter]:
        answer = self._sqs.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=_HIDDEN_SECONDS,
            WaitTimeSeconds=1,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        return [
            Letter(
                each["MessageId"],
                each["Body"],
                each.get("Attributes", {})
                | {
                    name: value.get("StringValue", "")
                    for name, value in each.get("MessageAttributes", {}).items()
                },
                each["ReceiptHandle"],
            )
            for each in answer.get("Messages", [])
        ]

    def drop(self, letter: Letter) -> None:
        """Take a letter out for good."""
        self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=letter.receipt)
        self._dropped.add(letter.receipt)

    def give_again(self, letter: Letter) -> None:
        """Hand a letter to whom it was for, and take it out.

        Raises
        ------
        NotGivenAgain
        """
        if batch := _batch_of(letter):
            self._invoke(batch["function"], {"Records": self._records(batch)})
        elif failed := _invocation_of(letter):
            self._invoke(failed["function"], failed["event"])
        elif function := letter.attributes.get("TARGET_ARN"):
            self._invoke(function, json.loads(letter.body))
        else:
            self._send_back(letter)
        self.drop(letter)

    def _send_back(self, letter: Letter) -> None:
        source = self._source()
        if source is None:
            raise NotGivenAgain("it came from no queue of this stage")
        order = {}
        if group := letter.attributes.get("MessageGroupId"):
            # Under its own id: what the queue took within five minutes it would not take again.
            order = {"MessageGroupId": group, "MessageDeduplicationId": letter.letter_id}
        self._sqs.send_message(QueueUrl=source, MessageBody=letter.body, **order)

    def _source(self) -> str | None:
        """Return the queue whose messages end here."""
        ours = self._attribute(self._url, "QueueArn")
        for url in self._queues:
            policy = json.loads(self._attribute(url, "RedrivePolicy") or "{}")
            if policy.get("deadLetterTargetArn") == ours:
                return url
        return None

    def _attribute(self, url: str, name: str) -> str | None:
        answer = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])
        value: str | None = answer.get("Attributes", {}).get(name)
        return value

    def _records(self, batch: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Read what a stream gave up, without what the function never sees.

        Raises
        ------
        NotGivenAgain
            If the stream no longer has it.
        """
        try:
            place = self._streams.get_shard_iterator(
                StreamArn=batch["streamArn"],
                ShardId=batch["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                SequenceNumber=batch["startSequenceNumber"],
            ).get("ShardIterator")
            last = int(batch["endSequenceNumber"])
            records: list[dict[str, Any]] = []
            empty = 0
            while place and empty < _EMPTY_ANSWERS and (not records or _number(records[-1]) < last):
                answer = self._streams.get_records(ShardIterator=place)
                place = answer.get("NextShardIterator")
                records += answer["Records"]
                empty += not answer["Records"]
        except ClientError as error:
            if error.response["Error"]["Code"] != "TrimmedDataAccessException":
                raise
            raise NotGivenAgain(
                "the stream keeps records for a day, and these are older; what they would have "
                "told is in the tables, and `reconcile` finds what is missing in the books"
            ) from error
        patterns = self._patterns(batch["function"], batch["streamArn"])
        return [
            record
            for record in records
            if _number(record) <= last and any(matches(pattern, record) for pattern in patterns)
        ]

    def _patterns(self, function: str, stream: str) -> list[Any]:
        answer = self._functions.list_event_source_mappings(
            FunctionName=function, EventSourceArn=stream
        )
        filters = [
            each["Pattern"]
            for mapping in answer["EventSourceMappings"]
            for each in mapping.get("FilterCriteria", {}).get("Filters", [])
        ]
        return [json.loads(each) for each in filters] or [{}]

    def _invoke(self, function: str, event: Mapping[str, Any]) -> None:
        answer = self._functions.invoke(
            FunctionName=function, Payload=json.dumps(event, default=_as_lambda_tells)
        )
        said = answer["Payload"].read().decode() or "null"
        if answer.get("FunctionError"):
            raise NotGivenAgain(f"the function failed again: {said}")
        result = json.loads(said)
        if isinstance(result, Mapping) and result.get("batchItemFailures"):
            raise NotGivenAgain("the function could not handle it; `make logs` or its log says why")


def queue_name(logical_id: str) -> str | None:
    """Return what a dead-letter queue is called here, by its name in the stack."""
    owner, mark, _ = logical_id.partition(_MARK)
    return owner if mark else None


def matches(pattern: Any, value: Any) -> bool:
    """Tell whether a record passes a filter of the kinds that the stack has.

    Raises
    ------
    NotGivenAgain
        If the filter is of another kind.
    """
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(
            matches(wanted, value.get(name)) for name, wanted in pattern.items()
        )
    return any(_is_one(wanted, value) for wanted in pattern)


def _is_one(wanted: Any, value: Any) -> bool:
    match wanted:
        case {"prefix": str(start)}:
            return isinstance(value, str) and value.startswith(start)
        case {"exists": bool(exists)}:
            return (value is not None) is exists
        case str():
            return bool(wanted == value)
        case _:
            raise NotGivenAgain(f"the function's filter is not understood here: {wanted}")


def _batch_of(letter: Letter) -> dict[str, Any] | None:
    """Return what a stream's letter points at; `None` for other letters."""
    try:
        told = json.loads(letter.body)
        return {"function": told["requestContext"]["functionArn"], **told["DDBStreamBatchInfo"]}
    except (ValueError, KeyError, TypeError):
        return None


def _invocation_of(letter: Letter) -> dict[str, Any] | None:
    """Return what a function kept failing at that nobody waited for; `None` for other letters."""
    try:
        told = json.loads(letter.body)
        return {"function": told["requestContext"]["functionArn"], "event": told["requestPayload"]}
    except (ValueError, KeyError, TypeError):
        return None


def _number(record: Mapping[str, Any]) -> int:
    return int(record["dynamodb"]["SequenceNumber"])


def _as_lambda_tells(value: object) -> float:
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(f"{type(value)} is no part of a record")
