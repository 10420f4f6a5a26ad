"""Tickets, connections and subscriptions in DynamoDB.

=======================  ==========================  =========================================
item                     key                         holds
=======================  ==========================  =========================================
a ticket                 TICKET#hash, TICKET         whose it is; seconds long, deleted by use
a connection             CONNECTION#id, CONNECTION   whose it is
a subscription           channel#shard, id           that the connection hears the channel
its reverse              CONNECTION#id, channel      the shard, to find it again without a scan
a channel's presence     PRESENCE#channel, PRESENCE  how many hear it
=======================  ==========================  =========================================

Every item carries ``expires_at``, because a ``$disconnect`` may never come. DynamoDB deletes late,
so readers pass over what has expired.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from casino.realtime.errors import ConnectionGone, TicketRefused
from casino.realtime.model import (
    MAX_LIFETIME,
    SUBSCRIBERS_PER_SHARD,
    TICKET_LIFETIME,
    Presence,
    is_shared,
)
from casino.shared.dynamodb import (
    Item,
    from_item,
    get_item,
    is_condition_failure,
    query,
    retrying,
    to_item,
)
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# API Gateway ends a connection after two hours; its rows may stay a little longer than it.
_ROW_LIFETIME: Final = MAX_LIFETIME + timedelta(minutes=10)

# Between two announcements of a channel's presence; a crowd that comes at once is told of once.
_ANNOUNCEMENT_INTERVAL_MS: Final = 1000


class _AlreadyDone(Exception):
    """A subscription is already as it should be."""


class Connections:
    """Who is connected, and who hears what.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add_ticket(self, ticket: str, player_id: str, now: datetime) -> None:
        """Keep a ticket until it is used; only its hash, so that a reader of the table can't."""
        item = _ticket_key(ticket) | {
            "player_id": player_id,
            "expires_at": int((now + TICKET_LIFETIME).timestamp()),
        }
        self._client.put_item(TableName=self._table, Item=to_item(item))

    def use_ticket(self, ticket: str, now: datetime) -> str:
        """Use a ticket up and return whose it was.

        Deleting it under a condition is the use, so of two attempts at once one succeeds.

        Raises
        ------
        TicketRefused
        """
        try:
            answer = self._client.delete_item(
                TableName=self._table,
                Key=to_item(_ticket_key(ticket)),
                ConditionExpression="expires_at > :now",
                ExpressionAttributeValues=to_item({":now": int(now.timestamp())}),
                ReturnValues="ALL_OLD",
            )
        except ClientError as error:
            if is_condition_failure(error):
                raise TicketRefused from error
            raise
        return str(from_item(answer["Attributes"])["player_id"])

    def add(self, connection_id: str, player_id: str, now: datetime) -> None:
        """Note a new connection."""
        item = _connection_key(connection_id) | {
            "player_id": player_id,
            "expires_at": int((now + _ROW_LIFETIME).timestamp()),
        }
        self._client.put_item(TableName=self._table, Item=to_item(item))

    def subscribe(self, connection_id: str, channel: str, now: datetime) -> None:
        """Let a connection hear a channel; again is harmless.

        Raises
        ------
        ConnectionGone
            If it has ended: a row added now would never be removed.
        """

        def attempt() -> None:
            presence = self.presence(channel)
            shard = presence.players // SUBSCRIBERS_PER_SHARD
            expires_at = int((now + _ROW_LIFETIME).timestamp())
            work = UnitOfWork(self._client)
            work.put(
                self._table,
                {
                    "pk": f"CONNECTION#{connection_id}",
                    "sk": channel,
                    "shard": shard,
                    "expires_at": expires_at,
                },
                otherwise=lambda _old: _AlreadyDone(),
            )
            work.check(
                self._table,
                _connection_key(connection_id),
                condition="attribute_exists(pk)",
                otherwise=lambda _old: ConnectionGone(),
            )
            work.put(
                self._table,
                {"pk": f"{channel}#{shard}", "sk": connection_id, "expires_at": expires_at},
                otherwise=lambda _old: _AlreadyDone(),
            )
            self._count(work, channel, 1, shards=max(presence.shards, shard + 1))
            work.commit()

        try:
            retrying(attempt)
        except _AlreadyDone:
            return

    def unsubscribe(self, connection_id: str, channel: str) -> None:
        """Stop a connection from hearing a channel; again is harmless."""
        reverse = {"pk": f"CONNECTION#{connection_id}", "sk": channel}

        def attempt() -> None:
            row = get_item(self._client, self._table, reverse)
            if row is None:
                return
            work = UnitOfWork(self._client)
            work.delete(
                self._table,
                reverse,
                condition="attribute_exists(pk)",
                otherwise=lambda _old: _AlreadyDone(),
            )
            work.delete(
                self._table,
                {"pk": f"{channel}#{row['shard']}", "sk": connection_id},
                condition=None,  # it may have expired before its reverse did
                otherwise=stale,
            )
            # A count that is off must not keep a row from being removed: the row would go on to
            # stand in the way of everybody who is sent the channel's events.
            if self.presence(channel).players:
                self._count(work, channel, -1)
            work.commit()

        try:
            retrying(attempt)
        except _AlreadyDone:
            return

    def remove(self, connection_id: str) -> list[str]:
        """Forget a connection and return the channels that it heard; again is harmless.

        The connection goes first: from then on nothing can subscribe it, so no row is left behind.
        """
        self._client.delete_item(TableName=self._table, Key=to_item(_connection_key(connection_id)))
        channels = [
            row["sk"]
            for row in query(
                self._client,
                TableName=self._table,
                ConsistentRead=True,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues=to_item({":pk": f"CONNECTION#{connection_id}"}),
            )
        ]
        for channel in channels:
            self.unsubscribe(connection_id, channel)
        return channels

    def subscribers(self, channel: str, shard: int, now: datetime) -> Sequence[str]:
        """Return the connections in one shard of a channel's audience."""
        return [
            row["sk"]
            for row in query(
                self._client,
                TableName=self._table,
                ConsistentRead=True,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues=to_item({":pk": f"{channel}#{shard}"}),
            )
            if row["expires_at"] > now.timestamp()
        ]

    def presence(self, channel: str) -> Presence:
        """Return how many hear a channel."""
        if not is_shared(channel):
            return Presence()
        item = get_item(self._client, self._table, _presence_key(channel))
        return _presence(item) if item else Presence()

    def claim_announcement(self, channel: str, now: datetime) -> int | None:
        """Return the number to announce, to the one caller who should; else `None`.

        Many come and go at once. Whoever wins the condition announces for all, and whoever comes
        within the same second leaves it to the next.
        """
        presence = self.presence(channel)
        if presence.players == presence.announced:
            return None
        now_ms = int(now.timestamp() * 1000)
        try:
            answer = self._client.update_item(
                TableName=self._table,
                Key=to_item(_presence_key(channel)),
                UpdateExpression="SET announced = players, announced_at = :now",
                ConditionExpression=(
                    "announced <> players AND"
                    " (attribute_not_exists(announced_at) OR announced_at <= :before)"
                ),
                ExpressionAttributeValues=to_item(
                    {":now": now_ms, ":before": now_ms - _ANNOUNCEMENT_INTERVAL_MS}
                ),
                ReturnValues="ALL_NEW",
            )
        except ClientError as error:
            if is_condition_failure(error):
                return None
            raise
        return _presence(from_item(answer["Attributes"])).players

    def _count(
        self, work: UnitOfWork, channel: str, change: int, *, shards: int | None = None
    ) -> None:
        if not is_shared(channel):
            return
        expression = "SET announced = if_not_exists(announced, :zero)"
        condition = "attribute_not_exists(players) OR players >= :floor"
        values = {":zero": 0, ":change": change, ":floor": max(0, -change)}
        if shards is not None:
            # The number of shards never falls: one that was filled may still have listeners.
            expression += ", shards = :shards"
            condition = f"({condition}) AND (attribute_not_exists(shards) OR shards <= :shards)"
            values[":shards"] = shards
        work.update(
            self._table,
            _presence_key(channel),
            expression + " ADD players :change",
            condition=condition,
            values=values,
            otherwise=stale,
        )


def _ticket_key(ticket: str) -> dict[str, str]:
    return {"pk": f"TICKET#{hashlib.sha256(ticket.encode()).hexdigest()}", "sk": "TICKET"}


def _connection_key(connection_id: str) -> dict[str, str]:
    return {"pk": f"CONNECTION#{connection_id}", "sk": "CONNECTION"}


def _presence_key(channel: str) -> dict[str, str]:
    return {"pk": f"PRESENCE#{channel}", "sk": "PRESENCE"}


def _presence(item: Item) -> Presence:
    return Presence(item["players"], item["announced"], item.get("shards", 1))
