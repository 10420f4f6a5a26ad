"""Queue and stream batches, one record at a time, failing only the records that failed."""

from collections.abc import Callable, Iterator
from typing import Any

from casino.lambdas import strict_json
from casino.lambdas.observability import logger
from casino.shared.dynamodb import Item, from_item

BatchHandler = Callable[[dict[str, Any], Any], dict[str, Any]]


def queue_handler(handle: Callable[[Any], None], *, in_order: bool = False) -> BatchHandler:
    """Return the Lambda handler of an SQS queue.

    Parameters
    ----------
    handle : callable
        Takes one message's decoded JSON. What it raises fails that message alone, which the queue
        then delivers again.
    in_order : bool
        For FIFO queues: after a failure, the rest of the batch that shares the failed message's
        group fails with it, so that nothing overtakes.
    """

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
        failed: list[str] = []
        failed_groups: set[str] = set()
        for record in event["Records"]:
            group = record["attributes"].get("MessageGroupId", "") if in_order else ""
            if in_order and group in failed_groups:
                failed.append(record["messageId"])
                continue
            try:
                handle(strict_json.loads(record["body"]))
            except Exception:
                logger.exception("a message will be delivered again", message=record["messageId"])
                failed.append(record["messageId"])
                failed_groups.add(group)
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
