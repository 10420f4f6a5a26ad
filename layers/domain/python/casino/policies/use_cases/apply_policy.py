"""Let another policy hold in a jurisdiction, from a moment on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from casino.policies.errors import InvalidPolicy, PolicyChanged, UnknownJurisdiction
from casino.policies.model import Policy, PolicyVersion, differences
from casino.policies.policies import LEAD
from casino.policies.repository import document_of
from casino.policies.validity import faults_in, holding_from
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.errors import FieldError
from casino.shared.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casino.parts import Parts


def apply_policy(
    parts: "Parts", wanted: Policy, *, effective_at: datetime | None, actor: str, reason: str
) -> PolicyVersion:
    """Add a version after the one that it was made from.

    Of several operators at once the first one's holds; the others are told, and changes of theirs
    can't undo what they have not seen. That no country comes to be in two jurisdictions is decided
    in the same transaction.

    Parameters
    ----------
    wanted : Policy
        Its `version` says which one it was made from.
    effective_at : datetime or None
        From when on it is to hold; as soon as may be, if not said.

    Raises
    ------
    InvalidPolicy
        If it contradicts itself or another jurisdiction's, changes nothing, or would hold before
        everybody can know of it.
    UnknownJurisdiction
        If the stage takes no players from there, and never has.
    PolicyChanged
        If it was not made from the newest version.
    Contention
    """

    def attempt() -> PolicyVersion:
        now = parts.clock()
        newest = must_be_applicable(parts, wanted)
        begins_at = _must_be_in_time(effective_at, now)
        version = PolicyVersion(
            replace(wanted, version=newest.number + 1 if newest else 1),
            effective_at=to_rfc3339(begins_at),
            actor=actor,
            reason=reason,
            applied_at=to_rfc3339(now),
            replaces=newest.number if newest else None,
        )
        work = UnitOfWork(parts.dynamodb)
        parts.policy_versions.add(work, version)
        if newest is not None and newest.number == 0:
            # The release may ship another one some day; what held until now is to be known then.
            parts.policy_versions.add(work, newest)
        others = (each for each in parts.policies.served if each != wanted.jurisdiction)
        for other in others:
            # First, so that one that is added while we look is one that was not there.
            newest_there = parts.policy_versions.newest(other)
            parts.policy_versions.demand_newest(work, other, newest_there)
            _must_share_no_country(parts, version, other, begins_at)
        work.commit()
        return version

    return retrying(attempt)


def must_be_applicable(parts: "Parts", wanted: Policy) -> PolicyVersion | None:
    """Refuse a policy that could not be applied at any time; return what it would replace.

    Raises
    ------
    InvalidPolicy
    UnknownJurisdiction
    PolicyChanged
    """
    document = document_of(wanted)
    if faults := faults_in(wanted, document):
        raise InvalidPolicy(errors=faults)
    newest = parts.policy_versions.newest(wanted.jurisdiction)
    if newest is None and wanted.jurisdiction not in parts.policies.served:
        raise UnknownJurisdiction(wanted.jurisdiction)
    number = newest.number if newest else 0
    if wanted.version != number:
        by = f", which {newest.actor} applied" if newest and newest.actor else ""
        raise PolicyChanged(
            f"The newest version of {wanted.jurisdiction} is {number}{by}, and this one was made"
            f" from {wanted.version}. See what changed, and set `version` to {number}."
        )
    if newest is not None and not differences(document_of(newest.policy), document):
        raise InvalidPolicy(f"This is what version {number} says already")
    return newest


def _must_be_in_time(effective_at: datetime | None, now: datetime) -> datetime:
    earliest = now + LEAD
    if effective_at is not None and effective_at < earliest:
        minutes = int(LEAD.total_seconds() / 60)
        detail = (
            f"Every process has to know of it before: say {to_rfc3339(earliest)} or later, which"
            f" is {minutes} minutes from now"
        )
        raise InvalidPolicy(errors=[FieldError("/effective_at", detail)])
    return effective_at or earliest


def _must_share_no_country(
    parts: "Parts", version: PolicyVersion, other: str, begins_at: datetime
) -> None:
    versions = parts.policy_versions.newest_first(other)
    theirs = [each.policy for each in holding_from(versions, begins_at)]
    shared = sorted(version.policy.countries.keys() & _countries_of(theirs))
    if shared:
        detail = f"A country is in one jurisdiction, and {other} has it: take it out there before"
        raise InvalidPolicy(errors=[FieldError(f"/countries/{each}", detail) for each in shared])


def _countries_of(policies: Iterable[Policy]) -> set[str]:
    return {country for policy in policies for country in policy.countries}
