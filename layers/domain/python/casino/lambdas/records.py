"""Queue and stream batches, one record at a time, failing only the records that failed."""

from collections.abc import Callable, Iterator
from typing import Any

from casino.lambdas import strict_json
from casino.lambdas.observability import logger
from casino.shared.dynamodb import Item, from_item

BatchHandler = Callable[[dict[str, Any], Any], dict[str, Any]]


def queue_handler(handle: Callable[[Any], None]) -> BatchHandler:
    """Return the Lambda handler of an SQS queue.

    Parameters
    ----------
    handle : callable
        Takes one message's decoded JSON. What it raises fails that message alone, which the queue
        then delivers again.
    """
    return _batches(
        lambda _id, messages: handle(messages[0]), key=lambda record: record["messageId"]
    )


def group_handler(handle: Callable[[str, list[Any]], None]) -> BatchHandler:
    """Return the Lambda handler of a first-in-first-out queue.

    Parameters
    ----------
    handle : callable
        Takes a group's name and its messages' decoded JSON, oldest first. What it raises fails the
        group's messages together, so that none overtakes another.
    """
    return _batches(handle, key=lambda record: record["attributes"]["MessageGroupId"])


def _batches(
    handle: Callable[[str, list[Any]], None], key: Callable[[dict[str, Any]], str]
) -> BatchHandler:
    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        groups: dict[str, list[dict[str, Any]]] = {}
        for record in event["Records"]:
            groups.setdefault(key(record), []).append(record)
        failed: list[str] = []
        for group, records in groups.items():
            try:
                handle(group, [strict_json.loads(record["body"]) for record in records])
            except Exception:
                logger.exception("messages will be delivered again", group=group)
                failed += [record["messageId"] for record in records]
        return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}

    return handler


def stream_handler(handle: Callable[[list[Item]], None]) -> BatchHandler:
    """Return the Lambda handler of a DynamoDB stream of new images.

    Parameters
    ----------
    handle : callable
        Takes the batch's inserted and changed items, oldest first. If it raises, the whole batch
        comes again (halved, where the mapping bisects), so it must be harmless when repeated.
    """

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        handle(list(_images(event)))
        return {"batchItemFailures": []}

    return handler


def _images(event: dict[str, Any]) -> Iterator[Item]:
    for record in event["Records"]:
        image = record["dynamodb"].get("NewImage")
        if image is not None:
            yield from_item(image)
