"""What audits have proved, in DynamoDB.

=====================  ==================================  =========================================
item                   key                                 holds
=====================  ==================================  =========================================
a checkpoint           CHECKPOINT#series#slice, player id  see `casino.reconciliation.checkpoint`
what was counted into  COUNTED#series#day,                 received, given, postings: by the entries
an account on a day    account#currency                    that checkpoints stand for
what is not as it      DOUBTED, kind#id                    that it has to be looked at again
should be
what audits cover      COVERAGE, COVERAGE                  the days, and the next slice
=====================  ==================================  =========================================

A checkpoint moves in the transaction that counts the entries which it moves past. So an entry is
counted once, wherever an audit dies and however many are under way.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from casino.books import AccountDay, AccountSum
from casino.reconciliation.checkpoint import Checkpoint
from casino.shared.codec import Codec
from casino.shared.dynamodb import (
    Item,
    ScanPosition,
    delete_items,
    get_item,
    get_items,
    put_new,
    query,
    to_item,
)
from casino.shared.pages import items_after
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

# Each audit proves one of so many parts of everything again, from its beginning: whatever was
# changed behind a checkpoint is found within four weeks.
SLICES: Final = 28

_COVERAGE_KEY: Final = {"pk": "COVERAGE", "sk": "COVERAGE"}
_DOUBTED: Final = "DOUBTED"
_FIRST_SERIES: Final = 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """What audits have proved so far, and what they prove again next.

    Attributes
    ----------
    series : int
        Names the proofs that count; beginning anew makes the next one.
    since, through : str
        The first and the last day, ``2026-11-23``, that are covered.
    slice : int
        The part of everything that the next audit proves again.
    """

    series: int
    since: str
    through: str
    slice: int = 0

    def days_until(self, day: str) -> tuple[str, ...]:
        """Return the days before that one which are not covered yet."""
        return tuple(_days(_next(self.through), day))

    def days_again(self) -> tuple[str, ...]:
        """Return the days of the present slice."""
        covered = _days(self.since, _next(self.through))
        return tuple(
            day for day in covered if date.fromisoformat(day).toordinal() % SLICES == self.slice
        )

    def with_days_until(self, day: str) -> "Coverage":
        """Return the coverage after an audit of all days before that one, and of the slice."""
        last = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        return replace(self, through=last, slice=(self.slice + 1) % SLICES)

    def anew(self) -> "Coverage":
        """Return the coverage of somebody who has proved nothing yet."""
        before = (date.fromisoformat(self.since) - timedelta(days=1)).isoformat()
        return Coverage(self.series + 1, self.since, through=before)


class Proofs:
    """Checkpoints, and what belongs to them."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def coverage(self, day: str) -> Coverage:
        """Return what audits cover; where there was none yet, that they begin with the day before.

        Nothing can have happened earlier: a stage's first audit is due on its first day.
        """
        item = get_item(self._client, self._table, _COVERAGE_KEY)
        if item is not None:
            return _COVERAGE.read(item)
        before = date.fromisoformat(day) - timedelta(days=1)
        new = Coverage(_FIRST_SERIES, before.isoformat(), (before - timedelta(days=1)).isoformat())
        put_new(self._client, self._table, _COVERAGE_KEY | _COVERAGE.write(new))
        return self.coverage(day)

    def series(self) -> int:
        """Return the proofs that count."""
        item = get_item(self._client, self._table, _COVERAGE_KEY)
        return _COVERAGE.read(item).series if item else _FIRST_SERIES

    def cover(self, work: UnitOfWork, before: Coverage, after: Coverage) -> None:
        """Add to a unit of work what is covered from now on.

        Raises at commit
        ----------------
        Contention
            If another audit was faster, or somebody wants everything proved anew.
        """
        work.put(
            self._table,
            _COVERAGE_KEY | _COVERAGE.write(after),
            condition="series = :series AND through = :through",
            values={":series": before.series, ":through": before.through},
            otherwise=stale,
        )

    def checkpoints(self, series: int, player_ids: Sequence[str]) -> dict[str, Checkpoint]:
        """Return these players' checkpoints; the one before the first entry where there is none."""
        keys = [(self._table, _checkpoint_key(series, each)) for each in player_ids]
        items = get_items(self._client, keys)
        return {
            player_id: _CHECKPOINT.read(item, player_id=player_id)
            if item
            else Checkpoint(player_id)
            for player_id, item in zip(player_ids, items, strict=True)
        }

    def seal(self, work: UnitOfWork, series: int, before: Checkpoint, after: Checkpoint) -> None:
        """Add a checkpoint's move to a unit of work.

        Raises at commit
        ----------------
        Contention
            If it has moved since it was read.
        """
        work.put(
            self._table,
            _checkpoint_key(series, after.player_id) | _CHECKPOINT.write(after),
            condition="version = :before" if before.version else "attribute_not_exists(pk)",
            values={":before": before.version} if before.version else None,
            otherwise=stale,
        )

    def players_of(
        self, series: int, part: int, after: ScanPosition | None, limit: int
    ) -> tuple[list[str], ScanPosition | None]:
        """Return some players of a slice, and where the next ones begin."""
        items, end = items_after(
            self._client,
            after,
            partition=("pk", _slice_key(series, part)),
            order=("sk",),
            limit=limit,
            TableName=self._table,
            ConsistentRead=True,
        )
        return [item["sk"] for item in items], end

    def count(self, work: UnitOfWork, series: int, sums: Mapping[AccountDay, AccountSum]) -> None:
        """Add to a unit of work what entries have posted to accounts."""
        for account_day, each in sums.items():
            work.update(
                self._table,
                {
                    "pk": _counted_key(series, account_day.day),
                    "sk": f"{account_day.account}#{account_day.currency}",
                },
                "ADD received :received, given :given, postings :postings",
                # Always true; a unit of work states a condition for each write.
                condition="attribute_not_exists(pk) OR attribute_exists(pk)",
                values={
                    ":received": each.received,
                    ":given": each.given,
                    ":postings": each.postings,
                },
                otherwise=stale,
            )

    def counted(self, series: int, day: str) -> dict[AccountDay, AccountSum]:
        """Return what the entries of a day have posted to accounts, as audits have counted it."""
        counted: dict[AccountDay, AccountSum] = {}
        for item in self._all(_counted_key(series, day)):
            account, _, currency = item["sk"].rpartition("#")
            counted[AccountDay(account, currency, day)] = AccountSum(
                item["received"], item["given"], item["postings"]
            )
        return counted

    def doubts(
        self, after: ScanPosition | None, limit: int
    ) -> tuple[list[str], ScanPosition | None]:
        """Return some of what has to be looked at again, and where the next ones begin."""
        items, end = items_after(
            self._client,
            after,
            partition=("pk", _DOUBTED),
            order=("sk",),
            limit=limit,
            TableName=self._table,
            ConsistentRead=True,
        )
        return [item["sk"] for item in items], end

    def doubted_days(self) -> tuple[str, ...]:
        """Return the days whose sums have to be looked at again."""
        subjects = (item["sk"] for item in self._all(_DOUBTED))
        return tuple(each.removeprefix("DAY#") for each in subjects if each.startswith("DAY#"))

    def doubt(self, work: UnitOfWork, subject: str) -> None:
        """Add to a unit of work that something has to be looked at again, by every audit."""
        key = {"pk": _DOUBTED, "sk": subject}
        work.put(
            self._table,
            key,
            condition="attribute_not_exists(pk) OR attribute_exists(pk)",
            otherwise=stale,
        )

    def trust(self, work: UnitOfWork, subject: str) -> None:
        """Add to a unit of work that something is as it should be."""
        work.delete(self._table, {"pk": _DOUBTED, "sk": subject}, condition=None, otherwise=stale)

    def begin_anew(self) -> None:
        """Forget whatever was proved, so that the next audit proves everything from the beginning.

        Harmless beside an audit: it finds that its proofs don't count any more, and begins anew.
        What is left behind by a call that dies, nobody reads.
        """
        item = get_item(self._client, self._table, _COVERAGE_KEY)
        if item is None:
            return
        before = _COVERAGE.read(item)
        work = UnitOfWork(self._client)
        self.cover(work, before, before.anew())
        work.commit()
        for day in _days(before.since, _next(before.through)):
            self._forget(_counted_key(before.series, day))
        for part in range(SLICES):
            self._forget(_slice_key(before.series, part))

    def _forget(self, pk: str) -> None:
        keys = ({"pk": pk, "sk": item["sk"]} for item in self._all(pk))
        delete_items(self._client, self._table, keys)

    def _all(self, pk: str) -> "Iterator[Item]":
        return query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=to_item({":pk": pk}),
        )


_CHECKPOINT: Final = Codec(Checkpoint, keys=("player_id",))
_COVERAGE: Final = Codec(Coverage)


def _slice_key(series: int, part: int) -> str:
    return f"CHECKPOINT#{series}#{part:02d}"


def _checkpoint_key(series: int, player_id: str) -> dict[str, str]:
    part = zlib.crc32(player_id.encode()) % SLICES
    return {"pk": _slice_key(series, part), "sk": player_id}


def _counted_key(series: int, day: str) -> str:
    return f"COUNTED#{series}#{day}"


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _days(first: str, end: str) -> "Iterator[str]":
    """Yield the days from one on and before another."""
    while first < end:
        yield first
        first = _next(first)
