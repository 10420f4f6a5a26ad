"""Tickets and connections in DynamoDB.

=======================  ==========================  =========================================
item                     key                         holds
=======================  ==========================  =========================================
a ticket                 TICKET#hash, TICKET         whose it is; seconds long, deleted by use
a connection             CONNECTION#id, CONNECTION   whose it is, since when; ``full_at_fault``
a player's device        PLAYER#id, DEVICE#since#id  that the player has this connection
a connection's age       OPENED#slot, id             that it was opened in these ten minutes
=======================  ==========================  =========================================

Every item carries ``expires_at``, because a ``$disconnect`` may never come. DynamoDB deletes late,
so readers pass over what has expired. Devices and ages are found by their partition, so neither a
player's connections nor the ones that have grown old are ever searched for in the whole table.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from casino.channels import ROW_LIFETIME, TRACE_LIFETIME, connection_key
from casino.sessions.errors import TicketRefused
from casino.sessions.model import TICKET_LIFETIME, Connection, Grant
from casino.shared.dynamodb import from_item, get_item, is_condition_failure, query, to_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Ages are looked through slot by slot.
_SLOT: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Removed:
    """A connection that was removed, and the slot in which its age is kept."""

    connection: Connection
    slot: str


class Connections:
    """Who is connected, and who may be."""

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
        expires_at = int((now + ROW_LIFETIME).timestamp())
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
                "expires_at": int((now + TRACE_LIFETIME).timestamp()),
            },
            otherwise=stale,
        )
        work.commit()

    def knows(self, connection_id: str) -> bool:
        """Tell whether a connection has been noted and has not ended."""
        return get_item(self._client, self._table, connection_key(connection_id)) is not None

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

    def remove(self, connection_id: str) -> Removed | None:
        """Forget a connection, so that from now on nothing can subscribe it; again is harmless.

        Returns
        -------
        Removed or None
            What it is still found by, to be forgotten after everything else (`forget`).
        """
        answer = self._client.delete_item(
            TableName=self._table,
            Key=to_item(connection_key(connection_id)),
            ReturnValues="ALL_OLD",
        )
        if "Attributes" not in answer:
            return None
        old = from_item(answer["Attributes"])
        connection = Connection(connection_id, old["player_id"], old.get("opened_at", 0))
        return Removed(connection, old.get("slot", ""))

    def forget(self, removed: Removed) -> None:
        """Forget what a connection that was removed is found by."""
        self.forget_device(removed.connection)
        self._delete(_age_key(removed.slot, removed.connection.connection_id))

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


def _ticket_key(ticket: str) -> dict[str, str]:
    return {"pk": f"TICKET#{hashlib.sha256(ticket.encode()).hexdigest()}", "sk": "TICKET"}


def _device_key(player_id: str, opened_at: int, connection_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}", "sk": f"DEVICE#{opened_at:014d}#{connection_id}"}


def _age_key(slot: str, connection_id: str) -> dict[str, str]:
    return {"pk": f"OPENED#{slot}", "sk": connection_id}


def _slot(moment: datetime) -> str:
    length = int(_SLOT.total_seconds())
    return str(int(moment.timestamp()) // length * length)
