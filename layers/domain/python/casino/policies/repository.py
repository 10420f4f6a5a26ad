"""Policies in DynamoDB: versions that are added and never changed.

===================================  =====================================  =================
item                                 key                                    table
===================================  =====================================  =================
a version of a jurisdiction's policy  POLICY#jurisdiction, VERSION#number    the catalogue's
===================================  =====================================  =================

A jurisdiction of which none is kept has the one that the release ships, in ``shipped/``.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casino.policies.errors import PolicyChanged
from casino.policies.model import Policy, PolicyVersion
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, query, to_item
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# One is some five kilobytes, and of those that whoever reads them looks for, most often the first.
_AT_ONCE: Final = 3

_SHIPPED: Final = Path(__file__).parent / "shipped"
_POLICY: Final = Codec(Policy)
_VERSION: Final = Codec(PolicyVersion)


class PolicyVersions:
    """The versions of every jurisdiction's policy."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def newest_first(self, jurisdiction: str) -> Iterator[PolicyVersion]:
        """Yield a jurisdiction's versions, read consistently, as they are consumed.

        The last one is what was shipped, if anything was.
        """
        number = None
        for item in query(
            self._client,
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=to_item({":pk": _partition(jurisdiction)}),
            ConsistentRead=True,
            ScanIndexForward=False,
            Limit=_AT_ONCE,
        ):
            version = _VERSION.read(item)
            number = version.number
            yield version
        # With the first version that was applied, the shipped one that it replaced was kept.
        if number is None and (shipped := shipped_policy(jurisdiction)) is not None:
            yield PolicyVersion(shipped)

    def newest(self, jurisdiction: str) -> PolicyVersion | None:
        """Return a jurisdiction's newest version, whether it holds yet or not, if it has any."""
        return next(self.newest_first(jurisdiction), None)

    def add(self, work: UnitOfWork, version: PolicyVersion) -> None:
        """Add a version to a unit of work.

        Raises at commit
        ----------------
        PolicyChanged
            If there is one of its number.
        """
        work.put(self._table, _key(version) | _VERSION.write(version), otherwise=_overtaken)

    def demand_newest(
        self, work: UnitOfWork, jurisdiction: str, version: PolicyVersion | None
    ) -> None:
        """Demand in a unit of work that a jurisdiction has no version after this one.

        Raises at commit
        ----------------
        Contention
            If it has: what was decided by this one has to be decided again.
        """
        number = version.number + 1 if version else 1
        work.check(
            self._table,
            {"pk": _partition(jurisdiction), "sk": _sort_key(number)},
            condition="attribute_not_exists(pk)",
            otherwise=stale,
        )


def shipped_policy(jurisdiction: str) -> Policy | None:
    """Return the policy that this release ships for a jurisdiction, or `None`."""
    file = _SHIPPED / f"{jurisdiction}.json"
    return policy_from_document(json.loads(file.read_text())) if file.is_file() else None


def shipped_jurisdictions() -> list[str]:
    """Return the jurisdictions of which this release ships a policy."""
    return sorted(file.stem for file in _SHIPPED.glob("*.json"))


def policy_from_document(document: dict[str, Any]) -> Policy:
    """Read a policy as it is written down; the inverse of `document_of`."""
    return _POLICY.read(document)


def document_of(policy: Policy) -> dict[str, Any]:
    """Write a policy down, as JSON has it."""
    return _POLICY.write(policy)


def _partition(jurisdiction: str) -> str:
    return f"POLICY#{jurisdiction}"


def _sort_key(number: int) -> str:
    return f"VERSION#{number:06d}"


def _key(version: PolicyVersion) -> dict[str, str]:
    return {"pk": _partition(version.policy.jurisdiction), "sk": _sort_key(version.number)}


def _overtaken(old: Item | None) -> Exception:
    if old is None:
        return PolicyChanged()
    other = _VERSION.read(old)
    return PolicyChanged(
        f"{other.actor} applied version {other.number} of {other.policy.jurisdiction} at"
        f" {other.applied_at}. See what it changed, and set `version` to {other.number}."
    )
