"""The books in DynamoDB.

=======================  =========================  ===============================================
item                     key                        holds
=======================  =========================  ===============================================
a part of a sum          SUMS#generation#shard,     received, given, postings
                         day#account#currency
how far a player's       MARK#generation#player,    the version and position of their last entry
entries are summed       MARK                       that is in the sums
which sums count         GENERATION, GENERATION     ``serving``, and ``building`` during a rebuild
=======================  =========================  ===============================================

A player's mark moves in the transaction that adds the entries up to it, and only from where it
was read. That is the whole of "exactly once": an entry is in the sums if the mark has passed it,
however often and in whatever order it is delivered.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from casino.books.model import SHARDS, AccountDay, AccountSum
from casino.shared.dynamodb import (
    Item,
    delete_items,
    from_item,
    get_item,
    get_items,
    is_condition_failure,
    query,
    to_item,
)
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_GENERATION: Final = {"pk": "GENERATION", "sk": "GENERATION"}
_FIRST_GENERATION: Final = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a player's entries are summed.

    Attributes
    ----------
    version : int
        The one of the last summed entry; 0 if there is none.
    position : str
        That entry's place in the player's statement.
    """

    version: int = 0
    position: str = ""


@dataclass(frozen=True, slots=True)
class Generations:
    """Which sums there are.

    Attributes
    ----------
    serving : int
        The ones that count.
    building : int or None
        The ones that a rebuild is making, to take their place.
    """

    serving: int
    building: int | None

    def __iter__(self) -> Iterator[int]:
        yield self.serving
        if self.building is not None:
            yield self.building


class Books:
    """Sums of the ledger's postings."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def generations(self) -> Generations:
        """Return which sums have to be kept at present."""
        item = get_item(self._client, self._table, _GENERATION) or {}
        return Generations(item.get("serving", _FIRST_GENERATION), item.get("building"))

    def marks(self, generation: int, player_ids: Sequence[str]) -> dict[str, Mark]:
        """Return how far these players' entries are summed."""
        keys = [(self._table, _mark_key(generation, each)) for each in player_ids]
        items = get_items(self._client, keys)
        return {
            player_id: Mark(item["version"], item["position"]) if item else Mark()
            for player_id, item in zip(player_ids, items, strict=True)
        }

    def add(
        self,
        generation: int,
        moves: Mapping[str, tuple[Mark, Mark]],
        sums: Mapping[AccountDay, AccountSum],
    ) -> None:
        """Add to the sums, and move the marks of the players whose entries they come from.

        Parameters
        ----------
        moves : mapping of str to (Mark, Mark)
            By player: the mark as it was read, and as it will be.
        sums : mapping
            What the entries between those marks come to, and nothing else.

        Raises
        ------
        Contention
            If a mark has moved since it was read, or somebody was busy with the same sums. Nothing
            was added.
        """
        work = UnitOfWork(self._client)
        for player_id, (before, after) in moves.items():
            work.put(
                self._table,
                _mark_key(generation, player_id)
                | {
                    "generation": generation,
                    "version": after.version,
                    "position": after.position,
                },
                condition="version = :before" if before.version else "attribute_not_exists(pk)",
                values={":before": before.version} if before.version else None,
                otherwise=stale,
            )
        shard = random.randrange(SHARDS)  # noqa: S311 - spreads load, no secret
        for account_day, each in sums.items():
            work.update(
                self._table,
                {
                    "pk": f"SUMS#{generation}#{shard}",
                    "sk": f"{account_day.day}#{account_day.account}#{account_day.currency}",
                },
                "SET account = :account, currency = :currency, #day = :day,"
                " generation = :generation"
                " ADD received :received, given :given, postings :postings",
                # Always true; a unit of work states a condition for each write.
                condition="attribute_not_exists(pk) OR attribute_exists(pk)",
                names={"#day": "day"},
                values={
                    ":account": account_day.account,
                    ":currency": account_day.currency,
                    ":day": account_day.day,
                    ":generation": generation,
                    ":received": each.received,
                    ":given": each.given,
                    ":postings": each.postings,
                },
                otherwise=stale,
            )
        work.commit()

    def sums(self, generation: int, day: str = "") -> dict[AccountDay, AccountSum]:
        """Return the sums of a generation: those of one day, or all of them."""
        sums: dict[AccountDay, AccountSum] = {}
        where = "pk = :pk AND begins_with(sk, :day)" if day else "pk = :pk"
        values = {":day": f"{day}#"} if day else {}
        for shard in range(SHARDS):
            items = query(
                self._client,
                TableName=self._table,
                ConsistentRead=True,
                KeyConditionExpression=where,
                ExpressionAttributeValues=to_item(values | {":pk": f"SUMS#{generation}#{shard}"}),
            )
            for item in items:
                account_day = AccountDay(item["account"], item["currency"], item["day"])
                part = AccountSum(item["received"], item["given"], item["postings"])
                sums[account_day] = sums.get(account_day, AccountSum()) + part
        return sums

    def begin_rebuild(self) -> int:
        """Have new sums kept beside those that count, and return their generation.

        If a rebuild is under way already, its generation: whoever asks twice goes on with it.
        """
        generations = self.generations()
        if generations.building is not None:
            return generations.building
        building = generations.serving + 1
        try:
            self._client.update_item(
                TableName=self._table,
                Key=to_item(_GENERATION),
                UpdateExpression="SET serving = :serving, building = :building",
                ConditionExpression="attribute_not_exists(pk)"
                " OR (serving = :serving AND attribute_not_exists(building))",
                ExpressionAttributeValues=to_item(
                    {":serving": generations.serving, ":building": building}
                ),
            )
        except ClientError as error:
            if is_condition_failure(error):
                return self.begin_rebuild()
            raise
        return building

    def end_rebuild(self, generation: int) -> None:
        """Let the new sums count; harmless if they do already."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=to_item(_GENERATION),
                UpdateExpression="SET serving = :generation REMOVE building",
                ConditionExpression="building = :generation",
                ExpressionAttributeValues=to_item({":generation": generation}),
            )
        except ClientError as error:
            if not is_condition_failure(error):
                raise

    def forget_before(self, generation: int) -> int:
        """Remove the sums and marks of older generations; return how many items that were."""
        return delete_items(self._client, self._table, self._keys_before(generation))

    def _keys_before(self, generation: int) -> Iterator[Item]:
        pages = self._client.get_paginator("scan").paginate(
            TableName=self._table,
            FilterExpression="generation < :generation",
            ProjectionExpression="pk, sk",
            ExpressionAttributeValues=to_item({":generation": generation}),
        )
        for page in pages:
            yield from map(from_item, page["Items"])


def _mark_key(generation: int, player_id: str) -> dict[str, str]:
    return {"pk": f"MARK#{generation}#{player_id}", "sk": "MARK"}
