"""Policies as tests ask them: those that are shipped, and versions of their own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from casino.policies import Policies, Policy, shipped_policy
from casino.policies.model import PolicyVersion
from casino.shared.clock import Clock, to_rfc3339


class VersionsInMemory:
    """The versions of policies, the newest first, without a table; `reads` counts who asked."""

    def __init__(self, *versions: PolicyVersion) -> None:
        self.versions = list(versions)
        self.reads = 0

    def newest_first(self, jurisdiction: str) -> Iterator[PolicyVersion]:
        self.reads += 1
        shipped = shipped_policy(jurisdiction)
        known = [*self.versions, *([PolicyVersion(shipped)] if shipped else [])]
        of_it = [each for each in known if each.policy.jurisdiction == jurisdiction]
        yield from sorted(of_it, key=lambda each: each.number, reverse=True)


def shipped(jurisdiction: str, **changes: Any) -> Policy:
    """Return a policy as it is shipped, but for some changes."""
    policy = shipped_policy(jurisdiction)
    assert policy is not None
    return replace(policy, **changes)


def version(policy: Policy, number: int, effective_at: datetime) -> PolicyVersion:
    """Return a policy as one of its jurisdiction's versions."""
    return PolicyVersion(
        replace(policy, version=number),
        effective_at=to_rfc3339(effective_at),
        actor="ann",
        reason="a test",
        replaces=number - 1,
    )


def policies_of(*served: str, clock: Clock, versions: Any = None) -> Policies:
    """Return the policies of a stage that serves these jurisdictions."""
    return Policies(versions or VersionsInMemory(), clock, served)
