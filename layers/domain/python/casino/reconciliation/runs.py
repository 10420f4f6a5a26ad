"""Audits under way and their reports, in DynamoDB.

====================  =======================  ====================================================
item                  key                      holds
====================  =======================  ====================================================
a day's audit         RUN#day, STATE           how far it is and what it has found so far
====================  =======================  ====================================================

They expire after three months.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from casino.reconciliation.checkpoint import Checkpoint
from casino.reconciliation.model import Findings
from casino.reconciliation.proofs import Coverage
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT_FOR: Final = timedelta(days=92)


class AuditStage(StrEnum):
    """What an audit is at."""

    DOUBTS = "doubts"
    PLAYERS = "players"
    PAYMENTS = "payments"
    ROUNDS = "rounds"
    ACCOUNTS = "accounts"
    SLICE = "slice"
    DONE = "done"

    @property
    def next(self) -> "AuditStage":
        """What comes after it."""
        stages = list(AuditStage)
        return stages[min(stages.index(self) + 1, len(stages) - 1)]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How far a ledger is proved that is too long for one step.

    Attributes
    ----------
    is_sound : bool
        Whether nothing was wrong so far.
    """

    reached: Checkpoint
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A day's audit.

    Attributes
    ----------
    day : str
        The day on which it began, ``2026-11-23``; the days before are audited.
    started_at : str
        RFC 3339.
    coverage : Coverage
        As it was when the audit began.
    doubted_days : tuple of str
        Days whose sums were wrong the last time.
    part : int
        Which part of its stage it is at: a day, or a part of one.
    cursor : mapping or None
        Where that part goes on.
    unfinished : Unfinished or None
        A ledger in the middle of which it goes on.
    step : int
        How many steps have been taken.
    """

    day: str
    started_at: str
    coverage: Coverage
    doubted_days: tuple[str, ...] = ()
    stage: AuditStage = AuditStage.DOUBTS
    part: int = 0
    cursor: Mapping[str, str] | None = None
    unfinished: Unfinished | None = None
    step: int = 0
    findings: Findings = field(default_factory=Findings)
    finished_at: str | None = None

    @property
    def new_days(self) -> tuple[str, ...]:
        """The days that no audit has covered yet."""
        return self.coverage.days_until(self.day)

    @property
    def days_of_players(self) -> tuple[str, ...]:
        """The days whose players' new entries are proved."""
        return (*self.doubted_days, *self.new_days)

    @property
    def days(self) -> tuple[str, ...]:
        """Those, and the days that it is time to look at again."""
        return tuple(dict.fromkeys((*self.days_of_players, *self.coverage.days_again())))

    def at(self, part: int, cursor: Mapping[str, str] | None) -> "Run":
        """Return the run at another page of its stage."""
        return replace(self, part=part, cursor=cursor, unfinished=None)

    def past(self, end: Mapping[str, str] | None) -> "Run":
        """Return the run after a page that ended there, or at the end of its part."""
        return self.at(self.part + 1, None) if end is None else self.at(self.part, end)

    def at_next_stage(self) -> "Run":
        """Return the run at the beginning of the next stage."""
        return replace(self, stage=self.stage.next, part=0, cursor=None, unfinished=None)

    def finished(self, at: datetime) -> "Run":
        """Return the run with its report complete."""
        return replace(self, stage=AuditStage.DONE, finished_at=to_rfc3339(at))


class Runs:
    """Where audits are kept."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def of(self, day: str) -> Run | None:
        """Return a day's audit, or `None`."""
        item = get_item(self._client, self._table, _key(day))
        return _run(item) if item else None

    def save(self, work: UnitOfWork, before: Run | None, after: Run) -> Run:
        """Add one step of an audit to a unit of work.

        Returns
        -------
        Run
            The audit, with its step counted.

        Raises at commit
        ----------------
        Contention
            If somebody else has taken this step.
        """
        step = before.step if before else 0
        after = replace(after, step=step + 1)
        expires_at = int((from_rfc3339(after.started_at) + _KEPT_FOR).timestamp())
        work.put(
            self._table,
            _item(after) | {"expires_at": expires_at},
            condition="step = :read" if before else "attribute_not_exists(pk)",
            values={":read": step} if before else None,
            otherwise=stale,
        )
        return after


_CODEC: Final = Codec(Run, keys=("day",), flat={"findings": ""})


def _key(day: str) -> dict[str, str]:
    return {"pk": f"RUN#{day}", "sk": "STATE"}


def _item(run: Run) -> Item:
    return _key(run.day) | _CODEC.write(run) | {"drift": run.findings.total}


def _run(item: Item) -> Run:
    return _CODEC.read(item, day=item["pk"].removeprefix("RUN#"))
