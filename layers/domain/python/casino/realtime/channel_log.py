"""The channels' events in DynamoDB.

=====================  ==========================  ===============================================
item                   key                         holds
=====================  ==========================  ===============================================
a channel's head       channel, HEAD               its epoch and last number
an event               channel, EVENT#epoch#seq    until it expires, for those who ask again
a mark                 channel, ONCE#source        that this source's events have been appended
=====================  ==========================  ===============================================

The log is the outbox: an event is stored in the same transaction as what it tells of. Sending it is
a matter of speed only, because whoever missed it can ask for it, and the table's stream sends what
the fast path did not.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from casino.realtime.errors import AlreadyPublished
from casino.realtime.model import EVENT_LIFETIME, MAX_RECOVERY, ONCE_LIFETIME, Draft, Event, Head
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import Item, from_item, get_item, get_items, retrying, to_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class ChannelLog:
    """Numbered events.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def head(self, channel: str) -> Head:
        """Return a channel's end, read consistently; a channel begins when first told something."""
        return _head(channel, get_item(self._client, self._table, _head_key(channel)))

    def head_beside(
        self, channel: str, other: tuple[str, Mapping[str, str]]
    ) -> tuple[Head, Item | None]:
        """Return a channel's end and an item of another table, read in one trip."""
        head, item = get_items(self._client, [(self._table, _head_key(channel)), other])
        return _head(channel, head), item

    def ensure(self, channel: str, head: Head | None = None) -> Head:
        """Return a channel's end, storing the channel if it is new, so that its epoch holds.

        Parameters
        ----------
        channel : str
        head : Head, optional
            As it has just been read.
        """
        known = [head] if head else []

        def attempt() -> Head:
            head = known.pop() if known else self.head(channel)
            if head.is_new:
                work = UnitOfWork(self._client)
                self._move(work, head, head.seq)
                work.commit()
            return replace(head, is_new=False)

        return retrying(attempt)

    def append(
        self, work: UnitOfWork, head: Head, drafts: Sequence[Draft], at: datetime
    ) -> list[Event]:
        """Add events to a unit of work, numbered on from a head.

        Parameters
        ----------
        work : UnitOfWork
        head : Head
            As it was read; if the channel has gone on since, nothing is written.
        drafts : sequence of Draft
        at : datetime

        Returns
        -------
        list of Event
            What the channel will hold once the work is committed.

        Raises at commit
        ----------------
        Contention
        """
        events = [
            Event(head.channel, head.epoch, seq, draft.name, to_rfc3339(at), draft.data)
            for seq, draft in enumerate(drafts, start=head.seq + 1)
        ]
        self._move(work, head, head.seq + len(events))
        expires_at = int((at + EVENT_LIFETIME).timestamp())
        for event in events:
            work.put(self._table, _item(event) | {"expires_at": expires_at}, otherwise=stale)
        return events

    def _move(self, work: UnitOfWork, head: Head, last: int) -> None:
        key = _head_key(head.channel)
        if head.is_new:
            work.put(self._table, key | {"epoch": head.epoch, "seq": last}, otherwise=stale)
            return
        work.update(
            self._table,
            key,
            "SET seq = :last",
            condition="epoch = :epoch AND seq = :read",
            values={":last": last, ":epoch": head.epoch, ":read": head.seq},
            otherwise=stale,
        )

    def append_once(
        self,
        channel: str,
        drafts: Sequence[Draft],
        at: datetime,
        *,
        source: str,
        head: Head | None = None,
    ) -> list[Event]:
        """Append what a source has to say, the first time it says it.

        Parameters
        ----------
        channel : str
        drafts : sequence of Draft
        at : datetime
        source : str
            Names the cause, such as a ledger entry; a repeated delivery names the same.
        head : Head, optional
            As it has just been read.

        Returns
        -------
        list of Event
            Empty if this source has been appended before.

        Raises
        ------
        Contention
            If the channel kept going on.
        """
        known = [head] if head else []

        def attempt() -> list[Event]:
            work = UnitOfWork(self._client)
            mark = {
                "pk": channel,
                "sk": f"ONCE#{source}",
                "expires_at": int((at + ONCE_LIFETIME).timestamp()),
            }
            work.put(self._table, mark, otherwise=lambda _old: AlreadyPublished())
            events = self.append(work, known.pop() if known else self.head(channel), drafts, at)
            work.commit()
            return events

        try:
            return retrying(attempt)
        except AlreadyPublished:
            return []

    def since(self, head: Head, epoch: str, seq: int, limit: int) -> list[Event] | None:
        """Return the events after a number, oldest first, or `None` where there may be a gap.

        Parameters
        ----------
        head : Head
            The channel's end, read before; events after it are left out.
        epoch, seq
            What the caller has seen last.
        limit : int
            At most so many.

        Returns
        -------
        list of Event or None
            `None` if the epoch is another one, the number is from the future, or some of the
            events are no longer kept.
        """
        if epoch != head.epoch or seq > head.seq:
            return None
        last = min(head.seq, seq + limit)
        if last == seq:
            return []
        answer = self._client.query(
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :channel AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues=to_item(
                {
                    ":channel": head.channel,
                    ":first": _sort_key(epoch, seq + 1),
                    ":last": _sort_key(epoch, last),
                }
            ),
        )
        events = [event_from_item(from_item(raw)) for raw in answer["Items"]]
        return events if len(events) == last - seq else None

    def whole_gap(self, head: Head, epoch: str, seq: int) -> list[Event] | None:
        """Return everything after a number, or `None` where a snapshot is the better answer."""
        if head.seq - seq > MAX_RECOVERY:
            return None
        return self.since(head, epoch, seq, MAX_RECOVERY)


def event_from_item(item: Item) -> Event:
    """Read an event's item, from the table or from its stream."""
    _, epoch, seq = item["sk"].split("#")
    return Event(item["pk"], epoch, int(seq), item["event"], item["at"], item["data"])


def events_among(items: Iterable[Item]) -> list[Event]:
    """Return the events among the items of the table's stream."""
    return [event_from_item(item) for item in items if item["sk"].startswith("EVENT#")]


def _item(event: Event) -> Item:
    return {
        "pk": event.channel,
        "sk": _sort_key(event.epoch, event.seq),
        "event": event.name,
        "at": event.at,
        "data": event.data,
    }


def _sort_key(epoch: str, seq: int) -> str:
    return f"EVENT#{epoch}#{seq:012d}"


def _head_key(channel: str) -> dict[str, str]:
    return {"pk": channel, "sk": "HEAD"}


def _head(channel: str, item: Item | None) -> Head:
    # A channel begins when first told something, in an epoch of its own.
    if item is None:
        return Head(channel, epoch=uuid.uuid4().hex[:12], seq=0, is_new=True)
    return Head(channel, epoch=item["epoch"], seq=item["seq"])
