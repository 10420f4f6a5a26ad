"""Subscriptions and presence in DynamoDB.

=======================  ==========================  =========================================
item                     key                         holds
=======================  ==========================  =========================================
a subscription           channel#shard, id           that the connection hears the channel
its reverse              CONNECTION#id, channel      the shard, to find it again without a scan
a channel's presence     PRESENCE#channel, AUDIENCE  how many hear it: people, and connections
somebody's presence      PRESENCE#channel, PLAYER#id  by how many connections a player hears it
=======================  ==========================  =========================================

They are kept in the connections table, beside the connections (`casino.sessions`), because who
subscribes must be connected, by a condition of the same transaction.

Every item carries ``expires_at``, because a ``$disconnect`` may never come. DynamoDB deletes late,
so readers pass over what has expired.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from casino.channels.errors import ConnectionGone
from casino.channels.model import (
    ROW_LIFETIME,
    SUBSCRIBERS_PER_SHARD,
    TRACE_LIFETIME,
    Presence,
    connection_key,
    is_shared,
    tells_presence,
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
from casino.shared.reading import Reading, Wanted, required
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Between two announcements of a channel's presence; a crowd that comes at once is told of once.
_ANNOUNCEMENT_INTERVAL_MS: Final = 1000


class _AlreadyDone(Exception):
    """A subscription is already as it should be."""


class Subscriptions:
    """Who hears what."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def subscribe(self, connection_id: str, channel: str, now: datetime) -> None:
        """Let a connection hear a channel; again is harmless.

        Raises
        ------
        ConnectionGone
            If it has ended: a row added now would never be removed.
        """

        def attempt() -> None:
            reading = Reading(self._client)
            key = (self._table, connection_key(connection_id))
            wanted = reading.want(key, required(dict, ConnectionGone))
            counted = self.want_presence(reading, channel)
            reading.fetch()
            known, presence = wanted.value, counted.value
            shard = presence.connections // SUBSCRIBERS_PER_SHARD
            work = UnitOfWork(self._client)
            work.put(
                self._table,
                {
                    "pk": f"CONNECTION#{connection_id}",
                    "sk": channel,
                    "shard": shard,
                    "player_id": known["player_id"],
                    # For as long as the sweeper looks for what ended unheard, to count it out.
                    "expires_at": int((now + TRACE_LIFETIME).timestamp()),
                },
                otherwise=lambda _old: _AlreadyDone(),
            )
            work.check(
                self._table,
                connection_key(connection_id),
                condition="attribute_exists(pk)",
                otherwise=lambda _old: ConnectionGone(),
            )
            expires_at = int((now + ROW_LIFETIME).timestamp())
            work.put(
                self._table,
                {"pk": f"{channel}#{shard}", "sk": connection_id, "expires_at": expires_at},
                otherwise=lambda _old: _AlreadyDone(),
            )
            people = self._count_in(work, channel, known["player_id"], now)
            self._count(work, channel, 1, people=people, shards=max(presence.shards, shard + 1))
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
            self._unsubscribe(row)

    def _unsubscribe(self, row: Item) -> None:
        reverse = {"pk": row["pk"], "sk": row["sk"]}
        channel, shard = row["sk"], row["shard"]
        connection_id = row["pk"].removeprefix("CONNECTION#")

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
            # A row from before people were counted says nobody's name, and was never counted.
            presence = self.presence(channel)
            if presence.connections and "player_id" in row:
                people = self._count_out(work, channel, row["player_id"])
                self._count(work, channel, -1, people=-min(people, presence.players))
            work.commit()

        try:
            retrying(attempt)
        except _AlreadyDone:
            return

    def remove(self, connection_id: str) -> list[str]:
        """Forget what a connection heard and return its channels; again is harmless."""
        key = connection_key(connection_id)
        rows = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=to_item({":pk": key["pk"]}),
        )
        subscriptions = [row for row in rows if row["sk"] != key["sk"]]
        for row in subscriptions:
            self._unsubscribe(row)
        return [row["sk"] for row in subscriptions]

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
        return presence_from_item(get_item(self._client, self._table, _presence_key(channel)))

    def want_presence(self, reading: Reading, channel: str) -> Wanted[Presence]:
        """Add how many hear a channel to a reading."""
        return reading.want((self._table, _presence_key(channel)), presence_from_item)

    def claim_announcement(self, channel: str, presence: Presence, now: datetime) -> int | None:
        """Return the number to announce, to the one caller who should; else `None`.

        Many come and go at once. Whoever wins the condition announces for all, and whoever comes
        within the same second leaves it to the next.

        Parameters
        ----------
        presence : Presence
            As it has just been read: where it says that there is nothing to announce, or that it is
            too soon, nothing is written.
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

    def _count_in(self, work: UnitOfWork, channel: str, player_id: str, now: datetime) -> int:
        """Add one to a player's connections to a channel; return how many people that adds."""
        if not tells_presence(channel):
            return 0
        expires_at = int((now + TRACE_LIFETIME).timestamp())
        key = _person_key(channel, player_id)
        person = get_item(self._client, self._table, key)
        if person is None:
            first = key | {"connections": 1, "expires_at": expires_at}
            work.put(self._table, first, otherwise=stale)
            return 1
        work.update(
            self._table,
            key,
            "SET connections = connections + :one, expires_at = :expires_at",
            condition="connections = :read",
            values={":one": 1, ":read": person["connections"], ":expires_at": expires_at},
            otherwise=stale,
        )
        return 0

    def _count_out(self, work: UnitOfWork, channel: str, player_id: str) -> int:
        """Take one off a player's connections; return how many people that takes off."""
        if not tells_presence(channel):
            return 0
        key = _person_key(channel, player_id)
        person = get_item(self._client, self._table, key)
        if person is None:
            return 0
        if person["connections"] == 1:
            work.delete(
                self._table,
                key,
                condition="connections = :read",
                values={":read": 1},
                otherwise=stale,
            )
            return 1
        work.update(
            self._table,
            key,
            "SET connections = connections - :one",
            condition="connections = :read",
            values={":one": 1, ":read": person["connections"]},
            otherwise=stale,
        )
        return 0

    def _count(
        self,
        work: UnitOfWork,
        channel: str,
        change: int,
        *,
        people: int,
        shards: int | None = None,
    ) -> None:
        if not is_shared(channel):
            return
        expression = "SET announced = if_not_exists(announced, :zero)"
        condition = "attribute_not_exists(pk) OR (connections >= :least AND players >= :fewest)"
        values = {
            ":zero": 0,
            ":change": change,
            ":people": people,
            ":least": max(0, -change),
            ":fewest": max(0, -people),
        }
        if shards is not None:
            # The number of shards never falls: one that was filled may still have listeners.
            expression += ", shards = :shards"
            condition = f"({condition}) AND (attribute_not_exists(shards) OR shards <= :shards)"
            values[":shards"] = shards
        work.update(
            self._table,
            _presence_key(channel),
            expression + " ADD connections :change, players :people",
            condition=condition,
            values=values,
            otherwise=stale,
        )


def presence_from_item(item: Item | None) -> Presence:
    """Read who hears a channel, in numbers."""
    if item is None:
        return Presence()
    return Presence(
        players=item["players"],
        connections=item["connections"],
        announced=item["announced"],
        shards=item.get("shards", 1),
        announced_at=item.get("announced_at", 0),
    )


def _presence_key(channel: str) -> dict[str, str]:
    return {"pk": f"PRESENCE#{channel}", "sk": "AUDIENCE"}


def _person_key(channel: str, player_id: str) -> dict[str, str]:
    return {"pk": f"PRESENCE#{channel}", "sk": f"PLAYER#{player_id}"}
