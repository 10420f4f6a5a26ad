"""What was found abnormal, kept for operators.

==================  =============================  ===============================================
item                key                            holds
==================  =============================  ===============================================
an alert            ALERTS#day, at#pattern#subject what was noticed of whom; a month
an account at work  ADDRESS#hash, PLAYER#id        that the player connected from there; an hour
==================  =============================  ===============================================
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import query, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ALERT_LIFETIME: Final = timedelta(days=30)
_ACCOUNT_LIFETIME: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Alert:
    """A pattern that was noticed.

    Attributes
    ----------
    at : str
        RFC 3339.
    subject : str
        A player's id, or an address's pseudonym.
    suspended : bool
        Whether the player's realtime access was suspended.
    """

    at: str
    pattern: str
    subject: str
    suspended: bool


class Alerts:
    """Alerts and what they are found by."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, alert: Alert, now: datetime) -> None:
        """Keep an alert."""
        item = {
            "pk": f"ALERTS#{alert.at[:10]}",
            "sk": f"{alert.at}#{alert.pattern}#{alert.subject}",
            "pattern": alert.pattern,
            "subject": alert.subject,
            "suspended": alert.suspended,
            "expires_at": int((now + ALERT_LIFETIME).timestamp()),
        }
        self._client.put_item(TableName=self._table, Item=to_item(item))

    def of_day(self, day: datetime) -> list[Alert]:
        """Return a day's alerts (UTC), oldest first."""
        rows = query(
            self._client,
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=to_item({":pk": f"ALERTS#{to_rfc3339(day)[:10]}"}),
        )
        return [
            Alert(row["sk"].partition("#")[0], row["pattern"], row["subject"], row["suspended"])
            for row in rows
        ]

    def note_account(self, address: str, player_id: str, now: datetime) -> int:
        """Note that a player connected from an address; return how many did within the hour."""
        pk = f"ADDRESS#{address}"
        expires_at = int((now + _ACCOUNT_LIFETIME).timestamp())
        row = {"pk": pk, "sk": f"PLAYER#{player_id}", "expires_at": expires_at}
        self._client.put_item(TableName=self._table, Item=to_item(row))
        rows = query(
            self._client,
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :player)",
            ExpressionAttributeValues=to_item({":pk": pk, ":player": "PLAYER#"}),
        )
        return sum(row["expires_at"] > now.timestamp() for row in rows)
