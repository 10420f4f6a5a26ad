"""The announcements in DynamoDB.

==================  ===========================  ================================================
item                key                          holds
==================  ===========================  ================================================
an announcement     announcements, NOTE#at#id    what was said, until when it is current
==================  ===========================  ================================================

It is kept beside the channel's events, in the same table and the same transaction: an announcement
that somebody hears is one that whoever comes later is shown, and the other way round.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from casino.announcements.model import MAX_CURRENT, Announcement, Level
from casino.channels import ANNOUNCEMENTS
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.dynamodb import query, to_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class Announcements:
    """Announcements that are, or were, current.

    Parameters
    ----------
    table : str
        The channels table.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, work: UnitOfWork, announcement: Announcement) -> None:
        """Add an announcement to a unit of work that also tells of it."""
        item = {
            "pk": ANNOUNCEMENTS,
            "sk": f"NOTE#{announcement.at}#{announcement.announcement_id}",
            "text": announcement.text,
            "level": announcement.level,
            "until": announcement.until,
            "expires_at": int(from_rfc3339(announcement.until).timestamp()),
        }
        work.put(self._table, item, otherwise=stale)

    def current(self, now: datetime) -> list[Announcement]:
        """Return the announcements that are current, the newest first; at most `MAX_CURRENT`."""
        found: list[Announcement] = []
        for each in self._newest_first():
            if each.until > to_rfc3339(now):
                found.append(each)
            if len(found) == MAX_CURRENT:
                break
        return found

    def _newest_first(self) -> Iterator[Announcement]:
        rows = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            ScanIndexForward=False,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :note)",
            ExpressionAttributeValues=to_item({":pk": ANNOUNCEMENTS, ":note": "NOTE#"}),
        )
        for row in rows:
            _, at, announcement_id = row["sk"].split("#", 2)
            level = Level(row["level"])
            yield Announcement(announcement_id, row["text"], level, at, row["until"])
