"""Queue and stream batches: what fails comes again, and holds up no more than it must.

What a queue holds was written by the platform's own functions, so it is read as it stands: the
limits on what players send (see `strict_json`) would hold up our own news behind a deep one.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from casino.lambdas.observability import Edge, Metric, count_unforeseen, logger, measure
from casino.shared.dynamodb import Item, from_item
from casino.shared.errors import CasinoError

T = TypeVar("T")

BatchHandler = Callable[[dict[str, Any], Any], dict[str, Any]]


def queue_handler(handle: Callable[[Any], None], *, taking: Metric | None = None) -> BatchHandler:
    """Return the Lambda handler of an SQS queue.

    Parameters
    ----------
    handle : callable
        Takes one message's decoded JSON. What it raises fails that message alone, which the queue
        then delivers again.
    taking : Metric, optional
        What is measured of each message that was handled: the time since it was sent, with all
        that it waited and was tried before.
    """

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        failed: list[dict[str, Any]] = []
        for record in event["Records"]:
            try:
                handle(json.loads(record["body"]))
            except Exception as error:
                _note(error, id=record["messageId"])
                failed.append(record)
            else:
                if taking is not None:
                    sent_at = int(record["attributes"]["SentTimestamp"])
                    measure(taking, time.time() * 1000 - sent_at)
        return _failures(failed)

    return handler


def group_handler(
    handle: Callable[[Mapping[str, list[Any]], float], Mapping[str, Exception]],
) -> BatchHandler:
    """Return the Lambda handler of a first-in-first-out queue.

    Parameters
    ----------
    handle : callable
        Takes each group's messages (decoded JSON, oldest first) by the group's name, and for how
        many seconds the function may still run. It returns what became of groups that failed:
        their messages are delivered again together, so that none overtakes another.
    """

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        records: dict[str, list[dict[str, Any]]] = {}
        for record in event["Records"]:
            records.setdefault(record["attributes"]["MessageGroupId"], []).append(record)
        failed: dict[str, Exception] = {}
        groups: dict[str, list[Any]] = {}
        for group, its in records.items():
            try:
                groups[group] = [json.loads(record["body"]) for record in its]
            except Exception as error:
                failed[group] = error
        failed |= handle(groups, context.get_remaining_time_in_millis() / 1000)
        for group, reason in failed.items():
            _note(reason, group=group)
        return _failures([record for group in failed for record in records[group]])

    return handler


def _note(error: Exception, **whose: str) -> None:
    logger.warning("this will be delivered again", exc_info=error, extra=dict(whose))
    # What has a name of ours is expected to pass by itself, contention above all.
    if not isinstance(error, CasinoError):
        count_unforeseen(Edge.QUEUES, error)


def _failures(records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": each["messageId"]} for each in records]}


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A write, as a stream of old and new images tells it.

    Attributes
    ----------
    before : Item or None
        `None` where the item is new.
    """

    before: Item | None
    after: Item

    def read(self, reader: Callable[[Item], T]) -> tuple[T | None, T]:
        """Return what a reader makes of the item before and after."""
        return (reader(self.before) if self.before else None), reader(self.after)


def relay_handler(
    read: Callable[[Sequence[ItemChange]], T], subscribers: Mapping[str, Callable[[T], None]]
) -> BatchHandler:
    """Return the Lambda handler of a DynamoDB stream: its one reader, for all who want to hear.

    Parameters
    ----------
    read : callable
        Makes of a batch's inserted and changed items, oldest first, what the subscribers take.
    subscribers : mapping of str to callable
        By the names that the log has, in the order of their hurry. Each is called whatever became
        of those before it. If one fails, the whole batch comes again, to all of them (halved, where
        the mapping bisects), so each must be harmless when repeated.
    """

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        told = read(tuple(_changes(event)))
        failures = []
        for name, tell in subscribers.items():
            try:
                tell(told)
            except Exception as error:
                logger.warning("this will be delivered again", exc_info=error, subscriber=name)
                failures.append(error)
        if failures:
            # By raising and not by naming records: the batch failed as a whole, and only a batch
            # that fails as a whole is halved until the poisonous record stands alone.
            raise ExceptionGroup("subscribers failed", failures)
        return {"batchItemFailures": []}

    return handler


def _changes(event: dict[str, Any]) -> Iterator[ItemChange]:
    for record in event["Records"]:
        image = record["dynamodb"].get("NewImage")
        if image is not None:
            before = record["dynamodb"].get("OldImage")
            yield ItemChange(from_item(before) if before is not None else None, from_item(image))
