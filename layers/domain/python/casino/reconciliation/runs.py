"""Audits under way and their reports, in DynamoDB.

====================  =======================  ====================================================
item                  key                      holds
====================  =======================  ====================================================
a day's audit         RUN#day, STATE           how far it is and what it has found so far
sums by the ledger    RUN#day, SUMS#step#n     what one step of it has counted
====================  =======================  ====================================================

All of them expire after three months.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from casino.books import AccountDay, AccountSum
from casino.reconciliation.model import Findings
from casino.shared.batches import batched
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item, query, to_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT_FOR: Final = timedelta(days=92)
_SUMS_IN_AN_ITEM: Final = 1000  # about 80 KB of the 400 that an item may have


class AuditStage(StrEnum):
    """What an audit is at."""

    PLAYERS = "players"
    PAYMENTS = "payments"
    ROUNDS = "rounds"
    ACCOUNTS = "accounts"
    DONE = "done"

    @property
    def next(self) -> "AuditStage":
        """What comes after it."""
        stages = list(AuditStage)
        return stages[min(stages.index(self) + 1, len(stages) - 1)]


@dataclass(frozen=True, slots=True)
class Run:
    """A day's audit.

    Attributes
    ----------
    day : str
        The day on which it began, ``2026-11-23``; the sums of the days before are compared.
    started_at : str
        RFC 3339.
    generation : int
        The generation of account sums that is compared.
    cursor : mapping or None
        Where the stage goes on.
    step : int
        How many steps have been taken.
    """

    day: str
    started_at: str
    generation: int
    stage: AuditStage = AuditStage.PLAYERS
    cursor: Mapping[str, str] | None = None
    step: int = 0
    findings: Findings = field(default_factory=Findings)
    finished_at: str | None = None

    def at(self, stage: AuditStage, cursor: Mapping[str, str] | None) -> "Run":
        """Return the run after a page: at the next page, or the beginning of the next stage."""
        if cursor is not None:
            return replace(self, stage=stage, cursor=cursor)
        return replace(self, stage=stage.next, cursor=None)

    def finished(self, at: datetime) -> "Run":
        """Return the run with its report complete."""
        return replace(self, stage=AuditStage.DONE, cursor=None, finished_at=to_rfc3339(at))


class Runs:
    """Where audits are kept."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def of(self, day: str) -> Run | None:
        """Return a day's audit, or `None`."""
        item = get_item(self._client, self._table, _key(day))
        return _run(item) if item else None

    def save(self, before: Run | None, after: Run, sums: Mapping[AccountDay, AccountSum]) -> Run:
        """Write one step of an audit and what it has counted, together.

        Returns
        -------
        Run
            The audit, with its step counted.

        Raises
        ------
        Contention
            If somebody else has taken this step.
        """
        after = replace(after, step=after.step + 1)
        expires_at = int((from_rfc3339(after.started_at) + _KEPT_FOR).timestamp())
        work = UnitOfWork(self._client)
        work.put(
            self._table,
            _item(after) | {"expires_at": expires_at},
            condition="step = :read" if before else "attribute_not_exists(pk)",
            values={":read": before.step} if before else None,
            otherwise=stale,
        )
        for number, part in enumerate(batched(sums.items(), _SUMS_IN_AN_ITEM)):
            item = {
                "pk": f"RUN#{after.day}",
                "sk": f"SUMS#{after.step:06d}#{number:03d}",
                "lines": [
                    [each.account, each.currency, each.day, *_numbers(summed)]
                    for each, summed in part
                ],
                "expires_at": expires_at,
            }
            work.put(self._table, item, otherwise=stale)
        work.commit()
        return after

    def sums(self, day: str) -> dict[AccountDay, AccountSum]:
        """Return all that a day's audit has counted in the ledger."""
        items = query(
            self._client,
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sums)",
            ExpressionAttributeValues=to_item({":pk": f"RUN#{day}", ":sums": "SUMS#"}),
        )
        sums: dict[AccountDay, AccountSum] = {}
        for item in items:
            for account, currency, posted_on, *numbers in item["lines"]:
                key = AccountDay(account, currency, posted_on)
                sums[key] = sums.get(key, AccountSum()) + AccountSum(*numbers)
        return sums


_CODEC: Final = Codec(Run, keys=("day",), flat={"findings": ""})


def _key(day: str) -> dict[str, str]:
    return {"pk": f"RUN#{day}", "sk": "STATE"}


def _numbers(summed: AccountSum) -> tuple[int, int, int]:
    return summed.received, summed.given, summed.postings


def _item(run: Run) -> Item:
    return _key(run.day) | _CODEC.write(run) | {"drift": run.findings.total}


def _run(item: Item) -> Run:
    return _CODEC.read(item, day=item["pk"].removeprefix("RUN#"))
