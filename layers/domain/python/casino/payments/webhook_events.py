"""The events that a provider's webhook told us of, each once, with what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from casino.payments.errors import UnknownEvent
from casino.payments.notices import Notice
from casino.payments.work_index import DEFERRED, PARKED, WorkIndex
from casino.shared.clock import to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item, get_items, is_condition_failure, to_item
from casino.shared.pages import Page

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_RETRY_AFTER: Final = timedelta(minutes=1)


class WebhookEventStatus(StrEnum):
    """What became of a webhook event."""

    HANDLED = "handled"
    DEFERRED = "deferred"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """An event of a provider's that we were told of.

    Attributes
    ----------
    status : WebhookEventStatus
        Deferred ones are tried again by the sweeper, parked ones wait for a person.
    reason : str or None
        Why it is parked or deferred.
    received_at : str
        When we first heard of it, RFC 3339.
    """

    notice: Notice
    status: WebhookEventStatus
    reason: str | None
    attempts: int
    received_at: str


class WebhookEventLog:
    """Where webhook events are kept."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._work = WorkIndex(client, table)

    def find(self, provider: str, event_id: str) -> WebhookEvent | None:
        """Return an event, or `None` if it is new."""
        item = get_item(self._client, self._table, _key(provider, event_id))
        return _read(item) if item else None

    def event(self, provider: str, event_id: str) -> WebhookEvent:
        """Return an event.

        Raises
        ------
        UnknownEvent
        """
        event = self.find(provider, event_id)
        if event is None:
            raise UnknownEvent
        return event

    def record(self, event: WebhookEvent, at: datetime) -> None:
        """Write what became of an event; once it is handled, it stays so."""
        try:
            self._client.put_item(
                TableName=self._table,
                Item=to_item(_item(event, at)),
                ConditionExpression="attribute_not_exists(pk) OR #status <> :handled",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues=to_item({":handled": WebhookEventStatus.HANDLED}),
            )
        except ClientError as error:
            if not is_condition_failure(error):
                raise

    def due(self, at: datetime, limit: int) -> list[WebhookEvent]:
        """Return deferred events whose time has come, the oldest first."""
        keys = self._work.due(DEFERRED, to_rfc3339(at), limit)
        items = get_items(self._client, [(self._table, key) for key in keys])
        return [_read(item) for item in items if item]

    def parked(self, limit: int, cursor: str | None) -> Page[WebhookEvent]:
        """Return a page of the events that wait for a person, the oldest first.

        Raises
        ------
        InvalidCursor
        """
        page = self._work.page(PARKED, limit, cursor)
        items = get_items(self._client, [(self._table, key) for key in page.items])
        events = (_read(item) for item in items if item)
        return Page(
            [each for each in events if each.status is WebhookEventStatus.PARKED], page.next_cursor
        )


_NOTICE: Final = Codec(Notice, keys=("provider", "event_id", "event_type"), flat={"money": ""})
_EVENT: Final = Codec(WebhookEvent, keys=("notice",))


def _key(provider: str, event_id: str) -> dict[str, str]:
    return {"pk": f"EVENT#{provider}#{event_id}", "sk": "EVENT"}


def _item(event: WebhookEvent, at: datetime) -> Item:
    notice = event.notice
    queue, due_at = {
        WebhookEventStatus.HANDLED: (None, None),
        WebhookEventStatus.DEFERRED: (DEFERRED, to_rfc3339(at + _RETRY_AFTER * event.attempts)),
        WebhookEventStatus.PARKED: (PARKED, event.received_at),
    }[event.status]
    return (
        _key(notice.provider, notice.event_id)
        | _NOTICE.write(notice)
        | _EVENT.write(event)
        | {
            "type": notice.event_type,
            "updated_at": to_rfc3339(at),
            "queue": queue,
            "due_at": due_at,
        }
    )


def _read(item: Item) -> WebhookEvent:
    _, provider, event_id = item["pk"].split("#", 2)
    notice = _NOTICE.read(item, provider=provider, event_id=event_id, event_type=item["type"])
    return _EVENT.read(item, notice=notice)
