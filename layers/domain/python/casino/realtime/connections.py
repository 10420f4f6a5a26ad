"""Tickets, connections and subscriptions in DynamoDB.

=======================  ==========================  =========================================
item                     key                         holds
=======================  ==========================  =========================================
a ticket                 TICKET#hash, TICKET         whose it is; seconds long, deleted by use
a connection             CONNECTION#id, CONNECTION   whose it is, since when; ``full_at_fault``
a player's device        PLAYER#id, DEVICE#since#id  that the player has this connection
a connection's age       OPENED#slot, id             that it was opened in these ten minutes
a subscription           channel#shard, id           that the connection hears the channel
its reverse              CONNECTION#id, channel      the shard, to find it again without a scan
a channel's presence     PRESENCE#channel, PRESENCE  how many hear it
=======================  ==========================  =========================================

Every item carries ``expires_at``, because a ``$disconnect`` may never come. DynamoDB deletes late,
so readers pass over what has expired. Devices and ages are found by their partition, so neither a
player's connections nor the ones that have grown old are ever searched for in the whole table.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from casino.realtime.errors import ConnectionGone, TicketRefused
from casino.realtime.model import (
    MAX_LIFETIME,
    SUBSCRIBERS_PER_SHARD,
    TICKET_LIFETIME,
    Connection,
    Grant,
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

# Ages are looked through slot by slot; the rows outlive the sweeper's last look at them.
_SLOT: Final = timedelta(minutes=10)
_AGE_LIFETIME: Final = _ROW_LIFETIME + timedelta(hours=12)

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

    def add_ticket(self, ticket: str, grant: Grant, now: datetime) -> None:
        """Keep a ticket until it is used; only its hash, so that a reader of the table can't."""
        item = _ticket_key(ticket) | {
            "player_id": grant.player_id,
            "opened_at": grant.opened_at,
            "origin": grant.origin,
            "display_name": grant.display_name,
            "roles": sorted(grant.roles),
            "expires_at": int((now + TICKET_LIFETIME).timestamp()),
        }
        self._client.put_item(TableName=self._table, Item=to_item(item))

    def use_ticket(self, ticket: str, now: datetime) -> Grant:
        """Use a ticket up and return what it lets in.

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
        item = from_item(answer["Attributes"])
        return Grant(
            item["player_id"],
            item.get("opened_at", 0),
            item.get("origin", ""),
            item.get("display_name", ""),
            frozenset(item.get("roles", ())),
        )

    def add(self, connection_id: str, player_id: str, now: datetime, opened_at: int = 0) -> None:
        """Note a new connection.

        Raises
        ------
        Contention
            If it has been noted already.
        """
        told = {"player_id": player_id, "opened_at": opened_at}
        expires_at = int((now + _ROW_LIFETIME).timestamp())
        work = UnitOfWork(self._client)
        work.put(
            self._table,
            connection_key(connection_id) | told | {"slot": _slot(now), "expires_at": expires_at},
            otherwise=stale,
        )
        work.put(
            self._table,
            _device_key(player_id, opened_at, connection_id) | {"expires_at": expires_at},
            otherwise=stale,
        )
        work.put(
            self._table,
            _age_key(_slot(now), connection_id)
            | told
            | {
                "connected_at": int(now.timestamp()),
                "expires_at": int((now + _AGE_LIFETIME).timestamp()),
            },
            otherwise=stale,
        )
        work.commit()

    def of_player(self, player_id: str, now: datetime) -> list[Connection]:
        """Return a player's connections, oldest first."""
        rows = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :device)",
            ExpressionAttributeValues=to_item({":pk": f"PLAYER#{player_id}", ":device": "DEVICE#"}),
        )
        found = []
        for row in rows:
            _, opened_at, connection_id = row["sk"].split("#", 2)
            if row["expires_at"] > now.timestamp():
                found.append(Connection(connection_id, player_id, int(opened_at)))
        return found

    def opened_around(self, moment: datetime) -> Iterator[tuple[Connection, datetime]]:
        """Yield the connections opened in the same ten minutes as a moment, and when each was."""
        rows = query(
            self._client,
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=to_item({":pk": f"OPENED#{_slot(moment)}"}),
        )
        for row in rows:
            connection = Connection(row["sk"], row["player_id"], row["opened_at"])
            yield connection, datetime.fromtimestamp(row["connected_at"], UTC)

    def claim_notice(self, connection_id: str) -> bool:
        """Say whether a connection is still to be told of its end, and that it is being told."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=to_item(connection_key(connection_id)),
                UpdateExpression="SET noticed = :true",
                ConditionExpression="attribute_exists(pk) AND attribute_not_exists(noticed)",
                ExpressionAttributeValues=to_item({":true": True}),
            )
        except ClientError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

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
                connection_key(connection_id),
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

    def hears(self, connection_id: str, channel: str) -> bool:
        """Tell whether a connection is subscribed to a channel."""
        key = {"pk": f"CONNECTION#{connection_id}", "sk": channel}
        return get_item(self._client, self._table, key) is not None

    def unsubscribe(self, connection_id: str, channel: str) -> None:
        """Stop a connection from hearing a channel; again is harmless."""
        reverse = {"pk": f"CONNECTION#{connection_id}", "sk": channel}
        row = get_item(self._client, self._table, reverse)
        if row is not None:
            self._unsubscribe(reverse, row["shard"])

    def _unsubscribe(self, reverse: Mapping[str, str], shard: int) -> None:
        channel = reverse["sk"]
        connection_id = reverse["pk"].removeprefix("CONNECTION#")

        def attempt() -> None:
            work = UnitOfWork(self._client)
            work.delete(
                self._table,
                reverse,
                condition="attribute_exists(pk)",
                otherwise=lambda _old: _AlreadyDone(),
            )
            work.delete(
                self._table,
                {"pk": f"{channel}#{shard}", "sk": connection_id},
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
        answer = self._client.delete_item(
            TableName=self._table,
            Key=to_item(connection_key(connection_id)),
            ReturnValues="ALL_OLD",
        )
        pk = f"CONNECTION#{connection_id}"
        subscriptions = list(
            query(
                self._client,
                TableName=self._table,
                ConsistentRead=True,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues=to_item({":pk": pk}),
            )
        )
        for row in subscriptions:
            self._unsubscribe({"pk": pk, "sk": row["sk"]}, row["shard"])
        if "Attributes" in answer:
            old = from_item(answer["Attributes"])
            opened_at = old.get("opened_at", 0)
            self.forget_device(Connection(connection_id, old["player_id"], opened_at))
            self._delete(_age_key(old.get("slot", ""), connection_id))
        return [row["sk"] for row in subscriptions]

    def forget_device(self, connection: Connection) -> None:
        """Count a connection no longer among its player's; again is harmless."""
        self._delete(
            _device_key(connection.player_id, connection.opened_at, connection.connection_id)
        )

    def forget_age(self, connection: Connection, connected_at: datetime) -> None:
        """Look no longer after a connection's age; again is harmless."""
        self._delete(_age_key(_slot(connected_at), connection.connection_id))

    def _delete(self, key: dict[str, str]) -> None:
        self._client.delete_item(TableName=self._table, Key=to_item(key))

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
        return presence_from_item(get_item(self._client, *self.presence_key(channel)))

    def presence_key(self, channel: str) -> tuple[str, dict[str, str]]:
        """Return the table and key of a presence, for whoever reads it among other things."""
        return self._table, _presence_key(channel)

    def claim_announcement(self, channel: str, presence: Presence, now: datetime) -> int | None:
        """Return the number to announce, to the one caller who should; else `None`.

        Many come and go at once. Whoever wins the condition announces for all, and whoever comes
        within the same second leaves it to the next.

        Parameters
        ----------
        channel : str
        presence : Presence
            As it has just been read: where it says that there is nothing to announce, or that it is
            too soon, nothing is written.
        now : datetime
        """
        now_ms = int(now.timestamp() * 1000)
        if presence.players == presence.announced or (
            presence.announced_at > now_ms - _ANNOUNCEMENT_INTERVAL_MS
        ):
            return None
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
        return presence_from_item(from_item(answer["Attributes"])).players

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


def presence_from_item(item: Item | None) -> Presence:
    """Read who hears a channel, in numbers."""
    if item is None:
        return Presence()
    return Presence(
        item["players"], item["announced"], item.get("shards", 1), item.get("announced_at", 0)
    )


def _ticket_key(ticket: str) -> dict[str, str]:
    return {"pk": f"TICKET#{hashlib.sha256(ticket.encode()).hexdigest()}", "sk": "TICKET"}


def connection_key(connection_id: str) -> dict[str, str]:
    """Return where a connection is kept."""
    return {"pk": f"CONNECTION#{connection_id}", "sk": "CONNECTION"}


def _device_key(player_id: str, opened_at: int, connection_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}", "sk": f"DEVICE#{opened_at:014d}#{connection_id}"}


def _age_key(slot: str, connection_id: str) -> dict[str, str]:
    return {"pk": f"OPENED#{slot}", "sk": connection_id}


def _slot(moment: datetime) -> str:
    length = int(_SLOT.total_seconds())
    return str(int(moment.timestamp()) // length * length)


def _presence_key(channel: str) -> dict[str, str]:
    return {"pk": f"PRESENCE#{channel}", "sk": "PRESENCE"}
