"""The index of what still has to be done, so that nobody ever scans for it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from casino.shared.dynamodb import from_item, to_item
from casino.shared.pages import Page, page_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NAME: Final = "work"

# The queues: payments and events for the sweeper, withdrawals and events for people.
OPEN: Final = "open"
DEFERRED: Final = "deferred"
REVIEW: Final = "review"
PARKED: Final = "parked"


class WorkIndex:
    """Keys of items by the queue they are in and the time they are due.

    A global index lags behind its table, so whoever finds a key here reads its item and decides by
    that.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def due(self, queue: str, until: str, limit: int) -> list[Mapping[str, str]]:
        """Return the keys of what is due by then, the longest overdue first."""
        answer = self._client.query(
            TableName=self._table,
            IndexName=NAME,
            KeyConditionExpression="queue = :queue AND due_at <= :until",
            ExpressionAttributeValues=to_item({":queue": queue, ":until": until}),
            Limit=limit,
        )
        return [_key(from_item(raw)) for raw in answer["Items"]]

    def page(self, queue: str, limit: int, cursor: str | None) -> Page[Mapping[str, str]]:
        """Return a page of a queue's keys, the oldest first.

        Raises
        ------
        InvalidCursor
        """
        return page_of(
            self._client,
            _key,
            partition=("queue", queue),
            order=("pk", "sk", "due_at"),
            limit=limit,
            cursor=cursor,
            TableName=self._table,
            IndexName=NAME,
        )


def _key(item: Mapping[str, Any]) -> Mapping[str, str]:
    return {"pk": item["pk"], "sk": item["sk"]}
