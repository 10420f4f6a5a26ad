"""What players have to say to a channel, before it has a number.

======================  =============================  =========================================
item                    key                            holds
======================  =============================  =========================================
what waits              channel, INBOX#time#source     a draft; deleted once it has its number
what is being taken     channel, INBOX                 the keys of drafts that have their numbers,
                                                       until they are deleted
a mark                  channel, ONCE#source           that this source has been heard
======================  =============================  =========================================

Numbering moves the one item that is the channel's end, and the round clock moves it too: a crowd
that numbered its own chat would stand in the clock's way. So who speaks only leaves an item of
their own here, which meets nobody's, and the stream has all that waits numbered by one hand. That
hand holds the end for as little as it can: the transaction that gives numbers writes three items,
however many drafts it takes, and they are deleted after it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from casino.channels.channel_log import MAX_APPENDED, ChannelLog
from casino.channels.errors import AlreadyPublished
from casino.channels.model import EVENT_LIFETIME, Draft, Head
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import (
    Item,
    delete_items,
    from_item,
    is_condition_failure,
    retrying,
    to_item,
)
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Sorts before what waits.
_TAKEN: Final = "INBOX"
_PREFIX: Final = "INBOX#"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits for its number, and where."""

    key: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Taken:
    """Drafts that have their numbers and are not deleted yet.

    Attributes
    ----------
    last : int
        The last one's number.
    """

    last: int
    keys: Sequence[str]


class Inbox:
    """The drafts that wait, of all channels.

    Parameters
    ----------
    table : str
        The channels table.
    """

    def __init__(self, client: "DynamoDBClient", table: str, log: ChannelLog) -> None:
        self._client = client
        self._table = table
        self._log = log

    def leave(self, channel: str, draft: Draft, at: datetime, *, source: str) -> None:
        """Leave a draft to be numbered, the first time that its source does.

        Parameters
        ----------
        at : datetime
            Drafts are numbered in the order of their times.
        source : str
            Names the cause; a repetition names the same.
        """

        def attempt() -> None:
            work = UnitOfWork(self._client)
            self._log.mark(work, channel, source, at)
            item = {
                "pk": channel,
                "sk": f"{_PREFIX}{to_rfc3339(at)}#{source}",
                "event": draft.name,
                "data": draft.data,
                "expires_at": int((at + EVENT_LIFETIME).timestamp()),
            }
            work.put(self._table, item, otherwise=stale)
            work.commit()

        try:
            retrying(attempt)
        except AlreadyPublished:
            return

    def waiting(self, channel: str) -> Sequence[Waiting] | Taken:
        """Return the oldest drafts that wait, or those that a hand took and did not clear.

        Whoever means to number them reads the channel's end before.
        """
        answer = self._client.query(
            TableName=self._table,
            ConsistentRead=True,
            Limit=MAX_APPENDED,
            KeyConditionExpression="pk = :channel AND begins_with(sk, :inbox)",
            ExpressionAttributeValues=to_item({":channel": channel, ":inbox": _TAKEN}),
        )
        items = [from_item(raw) for raw in answer["Items"]]
        if items and items[0]["sk"] == _TAKEN:
            return Taken(items[0]["last_seq"], items[0]["keys"])
        return [Waiting(item["sk"], Draft(item["event"], item["data"])) for item in items]

    @staticmethod
    def channels_among(items: Iterable[Item]) -> list[str]:
        """Return the channels that something was left for, by the items of the table's stream."""
        return list(dict.fromkeys(item["pk"] for item in items if item["sk"].startswith(_PREFIX)))

    def take(self, work: UnitOfWork, head: Head, waiting: Sequence[Waiting]) -> Taken:
        """Add to the unit of work that numbers drafts, on from a head, that they are taken.

        Raises at commit
        ----------------
        Contention
            If what another hand took is not cleared yet.
        """
        taken = Taken(head.seq + len(waiting), [each.key for each in waiting])
        item = {"pk": head.channel, "sk": _TAKEN, "last_seq": taken.last, "keys": taken.keys}
        work.put(self._table, item, otherwise=stale)
        return taken

    def clear(self, channel: str, taken: Taken) -> None:
        """Delete drafts that have their numbers; whoever finds them may do it."""
        keys = ({"pk": channel, "sk": key} for key in taken.keys)
        delete_items(self._client, self._table, keys)
        try:
            self._client.delete_item(
                TableName=self._table,
                Key=to_item({"pk": channel, "sk": _TAKEN}),
                ConditionExpression="last_seq = :last",
                ExpressionAttributeValues=to_item({":last": taken.last}),
            )
        except ClientError as error:
            if not is_condition_failure(error):
                raise
            # Another hand did it before.
