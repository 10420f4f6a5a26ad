"""The fast path from a commit to the senders: one queue message per event and shard."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from casino.channels.model import Event
from casino.channels.subscriptions import Subscriptions
from casino.shared.errors import Unavailable

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

# What SQS takes at once, in messages and in bytes.
_BATCH_MESSAGES: Final = 10
_BATCH_BYTES: Final = 256 * 1024


class Fanout:
    """Hands committed events to the senders.

    The queue is first-in-first-out with one group per channel and shard, so a connection gets a
    channel's events in order. Its deduplication makes the two paths one: the stream that repairs
    the fast path may hand over everything again, and only what is missing goes out.
    """

    def __init__(self, client: "SQSClient", queue_url: str, subscriptions: Subscriptions) -> None:
        self._client = client
        self._queue_url = queue_url
        self._subscriptions = subscriptions

    def publish(self, events: Iterable[Event], shards: Mapping[str, int] | None = None) -> None:
        """Queue events for everyone who hears their channels.

        Parameters
        ----------
        shards : mapping of str to int, optional
            How many each channel's audience has, where the caller has just read it.

        Raises
        ------
        Unavailable
            If the queue refused some. They are stored, so the repair path sends them all the same.
        """
        known = dict(shards or {})
        messages: list[dict[str, str]] = []
        for event in events:
            if event.channel not in known:
                known[event.channel] = self._subscriptions.presence(event.channel).shards
            messages += [_message(event, shard) for shard in range(known[event.channel])]
        for batch in _batches(messages):
            entries = [message | {"Id": str(number)} for number, message in enumerate(batch)]
            answer = self._client.send_message_batch(QueueUrl=self._queue_url, Entries=entries)  # type: ignore[arg-type]
            if answer.get("Failed"):
                raise Unavailable("Some events could not be queued")


def _batches(messages: Iterable[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    batch: list[dict[str, str]] = []
    size = 0
    for message in messages:
        length = len(message["MessageBody"])  # JSON, in ASCII
        if batch and (len(batch) == _BATCH_MESSAGES or size + length > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(message)
        size += length
    if batch:
        yield batch


def _message(event: Event, shard: int) -> dict[str, str]:
    body = {"channel": event.channel, "shard": shard, "event": event.frame()}
    # SQS takes 128 letters, digits and punctuation, which the ids within are made of.
    return {
        "MessageBody": json.dumps(body, separators=(",", ":")),
        "MessageGroupId": f"{shard}/{event.channel}"[:128],
        "MessageDeduplicationId": f"{event.epoch}/{event.seq}/{shard}/{event.channel}"[:128],
    }
