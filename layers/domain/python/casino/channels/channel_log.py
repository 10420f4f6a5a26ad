"""The channels' events in DynamoDB.

=====================  ==========================  ===============================================
item                   key                         holds
=====================  ==========================  ===============================================
a channel's head       channel, HEAD               its epoch and last number
events                 channel, EVENT#epoch#seq    what was appended at once, under its last number;
                                                   until it expires, for those who ask again
a mark                 channel, ONCE#source        that this source's events have been appended
=====================  ==========================  ===============================================

The log is the outbox: an event is stored in the same transaction as what it tells of. Sending it is
a matter of speed only, because whoever missed it can ask for it, and the table's stream sends what
the fast path did not.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from casino.channels.errors import AlreadyPublished
from casino.channels.model import EVENT_LIFETIME, MAX_RECOVERY, ONCE_LIFETIME, Draft, Event, Head
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import Item, from_item, get_item, get_items, retrying, to_item
from casino.shared.reading import Reading, Wanted
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Publish = Callable[[Iterable[Event], Mapping[str, int] | None], None]

# At once. A hundred of the longest chat messages fit into the 400 KB of an item.
MAX_APPENDED: Final = 100

# A round is some thirty events, and as many more as there is chat.
_LOOK_BACK_PAGE: Final = 250
_LOOK_BACK_PAGES: Final = 8


class ChannelLog:
    """Numbered events.

    Parameters
    ----------
    publish : callable
        Hands events that are committed to the senders (`Fanout.publish`).
    """

    def __init__(self, client: "DynamoDBClient", table: str, publish: Publish) -> None:
        self._client = client
        self._table = table
        self._publish = publish

    def head(self, channel: str) -> Head:
        """Return a channel's end, read consistently; a channel begins when first told something."""
        return _head(channel, get_item(self._client, self._table, _head_key(channel)))

    def reading(self) -> Reading:
        """Begin a reading."""
        return Reading(self._client)

    def want_head(self, reading: Reading, channel: str) -> Wanted[Head]:
        """Add a channel's end to a reading."""
        return reading.want((self._table, _head_key(channel)), lambda item: _head(channel, item))

    def ensure(self, channel: str, head: Head | None = None) -> Head:
        """Return a channel's end, storing the channel if it is new, so that its epoch holds.

        Parameters
        ----------
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
        self,
        work: UnitOfWork,
        head: Head,
        drafts: Sequence[Draft],
        at: datetime,
        *,
        shards: int | None = None,
    ) -> list[Event]:
        """Add events to a unit of work, numbered on from a head; its commit sends them.

        Parameters
        ----------
        head : Head
            As it was read; if the channel has gone on since, nothing is written.
        shards : int, optional
            How many the channel's audience has, where the caller has just read it.

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
        if len(events) > MAX_APPENDED:
            raise ValueError(f"at most {MAX_APPENDED} events are appended at once")
        self._move(work, head, head.seq + len(events))
        if events:
            expires_at = int((at + EVENT_LIFETIME).timestamp())
            work.put(self._table, _item(events) | {"expires_at": expires_at}, otherwise=stale)
        known = {head.channel: shards} if shards is not None else None
        work.then(lambda: self._publish(events, known))
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
        shards: int | None = None,
    ) -> list[Event]:
        """Append and send what a source has to say, the first time it says it.

        Parameters
        ----------
        source : str
            Names the cause, such as a ledger entry; a repeated delivery names the same.
        head : Head, optional
            As it has just been read.
        shards : int, optional
            As in `append`.

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
            self.mark(work, channel, source, at)
            end = known.pop() if known else self.head(channel)
            events = self.append(work, end, drafts, at, shards=shards)
            work.commit()
            return events

        try:
            return retrying(attempt)
        except AlreadyPublished:
            return []

    def append_each_once(
        self, channel: str, drafts: Mapping[str, Draft], at: datetime
    ) -> list[Event]:
        """Append and send what several sources have to say, each the first time it says it.

        Parameters
        ----------
        drafts : mapping of str to Draft
            By source, as in `append_once`; at most `MAX_SOURCES`.

        Raises
        ------
        Contention
            If the channel kept going on.
        """
        try:
            return self._append_marked(channel, drafts, at)
        except AlreadyPublished:
            keys = [(self._table, _mark_key(channel, source)) for source in drafts]
            marks = get_items(self._client, keys)
            new = {
                source: draft
                for (source, draft), mark in zip(drafts.items(), marks, strict=True)
                if mark is None
            }
            # Marks are never taken back, so with each turn there is less to say.
            return self.append_each_once(channel, new, at) if new else []

    def _append_marked(
        self, channel: str, drafts: Mapping[str, Draft], at: datetime
    ) -> list[Event]:
        def attempt() -> list[Event]:
            work = UnitOfWork(self._client)
            for source in drafts:
                self.mark(work, channel, source, at)
            events = self.append(work, self.head(channel), list(drafts.values()), at)
            work.commit()
            return events

        return retrying(attempt)

    def mark(self, work: UnitOfWork, channel: str, source: str, at: datetime) -> None:
        """Add to a unit of work that a source has said what it had to say.

        Raises at commit
        ----------------
        AlreadyPublished
        """
        expires_at = int((at + ONCE_LIFETIME).timestamp())
        work.put(
            self._table,
            _mark_key(channel, source) | {"expires_at": expires_at},
            otherwise=lambda _old: AlreadyPublished(),
        )

    def since(self, head: Head, epoch: str, seq: int, limit: int) -> list[Event] | None:
        """Return the events after a number, oldest first, or `None` where there may be a gap.

        Parameters
        ----------
        head : Head
            The channel's end, read before; events after it are left out.
        epoch, seq
            What the caller has seen last.
        limit : int
            How many at most.

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
                    # The last one wanted may have been appended together with others after it.
                    ":last": _sort_key(epoch, min(head.seq, last + MAX_APPENDED - 1)),
                }
            ),
        )
        told = (event for raw in answer["Items"] for event in events_from_item(from_item(raw)))
        events = [event for event in told if seq < event.seq <= last]
        return events if len(events) == last - seq else None

    def newest(self, head: Head, names: Collection[str], *, back_to: str) -> dict[str, Event]:
        """Return the newest event of each name, by name, looking back to the newest of one more.

        Parameters
        ----------
        head : Head
            The channel's end, read before; events after it are left out.
        back_to : str
            The name of the event at which to stop; it is returned too. What lies so far back that
            looking for it would take too long is not found.
        """
        looked_for = {*names, back_to}
        wanted = {f":name{number}": name for number, name in enumerate(looked_for)}
        any_of = " OR ".join(f"contains(#names, {each})" for each in wanted)
        request: dict[str, Any] = {
            "TableName": self._table,
            "ConsistentRead": True,
            "ScanIndexForward": False,
            "Limit": _LOOK_BACK_PAGE,
            "KeyConditionExpression": "pk = :channel AND sk BETWEEN :first AND :last",
            "FilterExpression": f"{any_of} OR #event IN ({', '.join(wanted)})",
            "ExpressionAttributeNames": {"#names": "names", "#event": "event"},
            "ExpressionAttributeValues": to_item(
                {
                    ":channel": head.channel,
                    ":first": _sort_key(head.epoch, 0),
                    ":last": _sort_key(head.epoch, head.seq),
                    **wanted,
                }
            ),
        }
        found: dict[str, Event] = {}
        for _ in range(_LOOK_BACK_PAGES):
            answer = self._client.query(**request)
            for item in map(from_item, answer["Items"]):
                for event in reversed(events_from_item(item)):
                    if event.name in looked_for:
                        found.setdefault(event.name, event)
                    if event.name == back_to:
                        return found
            if "LastEvaluatedKey" not in answer:
                break
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        return found

    @staticmethod
    def events_among(items: Iterable[Item]) -> list[Event]:
        """Return the events among the items of the table's stream."""
        appended = (item for item in items if item["sk"].startswith("EVENT#"))
        return [event for item in appended for event in events_from_item(item)]

    def whole_gap(self, head: Head, epoch: str, seq: int) -> list[Event] | None:
        """Return everything after a number, or `None` where a snapshot is the better answer."""
        if head.seq - seq > MAX_RECOVERY:
            return None
        return self.since(head, epoch, seq, MAX_RECOVERY)


def events_from_item(item: Item) -> list[Event]:
    """Read what was appended at once, from the table or from its stream."""
    _, epoch, last = item["sk"].split("#")
    # Before 2026-11-30 each event had an item of its own.
    told = item.get("events", [item])
    return [
        Event(item["pk"], epoch, seq, each["event"], item["at"], each["data"])
        for seq, each in enumerate(told, start=int(last) - len(told) + 1)
    ]


def _item(events: Sequence[Event]) -> Item:
    last = events[-1]
    return {
        "pk": last.channel,
        "sk": _sort_key(last.epoch, last.seq),
        "at": last.at,
        # What one may look for.
        "names": sorted({event.name for event in events}),
        "events": [{"event": event.name, "data": event.data} for event in events],
    }


def _sort_key(epoch: str, seq: int) -> str:
    return f"EVENT#{epoch}#{seq:012d}"


def _mark_key(channel: str, source: str) -> dict[str, str]:
    return {"pk": channel, "sk": f"ONCE#{source}"}


def _head_key(channel: str) -> dict[str, str]:
    return {"pk": channel, "sk": "HEAD"}


def _head(channel: str, item: Item | None) -> Head:
    # A channel begins when first told something, in an epoch of its own.
    if item is None:
        return Head(channel, epoch=uuid.uuid4().hex[:12], seq=0, is_new=True)
    return Head(channel, epoch=item["epoch"], seq=item["seq"])
