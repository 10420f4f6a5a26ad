"""Which policy holds, asked as often as anybody likes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from casino.policies.errors import UnknownJurisdiction
from casino.policies.model import Policy, PolicyVersion
from casino.policies.repository import PolicyVersions
from casino.shared.clock import Clock, to_rfc3339

REFRESH: Final = timedelta(minutes=1)
"""How long a process goes by what it has read."""

LEAD: Final = timedelta(minutes=10)
"""How long before it holds a version has to be there.

Whoever decides has read it by then, at most `REFRESH` ago. The moment at which it was made is an
operator's clock's, which is wrong by less than five minutes: AWS takes no request that was signed
by any other.
"""

# Whoever decides by a moment took it from the clock a little before they ask.
_LOOKS_BACK: Final = timedelta(minutes=5)


class Policies:
    """Every jurisdiction's policy, as it holds at a moment.

    What was read is kept in the process. A version is there well before it holds (`LEAD`), so
    whichever process is asked about a moment gives the same answer, and reads for it no more than
    once a minute.

    Parameters
    ----------
    served : tuple of str
        The jurisdictions from which players are taken. The first is that of players from before
        each had one.
    """

    def __init__(self, versions: PolicyVersions, clock: Clock, served: tuple[str, ...]) -> None:
        self.served: Final = served
        self._versions = versions
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def at(self, jurisdiction: str, moment: datetime) -> Policy:
        """Return the policy that holds in a jurisdiction at a moment.

        Of the versions whose time has come, that is the newest.

        Parameters
        ----------
        jurisdiction : str
            A player's; empty for those from before each had one.
        moment : datetime
            The present one, by which everything else is decided as well.

        Raises
        ------
        UnknownJurisdiction
            If nobody has said what holds there.
        """
        name = jurisdiction or self.served[0]
        policy = self._find(name, moment)
        if policy is None:
            raise UnknownJurisdiction(name)
        return policy

    def of_country(self, country: str, moment: datetime) -> Policy | None:
        """Return the policy under which players from a country register; `None` if none may."""
        return next((each for each in self.all_at(moment) if country in each.countries), None)

    def all_at(self, moment: datetime) -> list[Policy]:
        """Return the policies of the jurisdictions from which players are taken."""
        policies = (self._find(each, moment) for each in self.served)
        return [each for each in policies if each is not None]

    def _find(self, jurisdiction: str, moment: datetime) -> Policy | None:
        when = to_rfc3339(moment)
        known = self._known(jurisdiction, moment)
        return next((each.policy for each in known if each.effective_at <= when), None)

    def _known(self, jurisdiction: str, moment: datetime) -> tuple[PolicyVersion, ...]:
        """Return a jurisdiction's versions, newest first, back to the one of a moment."""
        now = self._clock()
        kept = self._kept.get(jurisdiction)
        if kept is None or now - kept.read_at >= REFRESH or moment < kept.back_to:
            back_to = min(moment, now - _LOOKS_BACK)
            kept = _Kept(self._back_to(jurisdiction, back_to), now, back_to)
            self._kept[jurisdiction] = kept
        return kept.versions

    def _back_to(self, jurisdiction: str, moment: datetime) -> tuple[PolicyVersion, ...]:
        versions, when = [], to_rfc3339(moment)
        for version in self._versions.newest_first(jurisdiction):
            versions.append(version)
            if version.effective_at <= when:
                break
        return tuple(versions)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read of a jurisdiction, when, and the earliest moment that it answers for."""

    versions: tuple[PolicyVersion, ...]
    read_at: datetime
    back_to: datetime
