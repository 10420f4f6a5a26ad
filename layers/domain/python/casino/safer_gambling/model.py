"""How long players keep themselves away, and how they come back."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from casino.policies import ExclusionRules
from casino.safer_gambling.errors import NotExcluded, NotOffered, StillExcluded
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.wallet import Activity, Bar, BarReason, Wallet

# Whoever lost the answer, or has two devices, asks again within moments.
_SAME_REQUEST: Final = timedelta(minutes=10)

_DURATION: Final = re.compile(r"P([1-9][0-9]{0,3})([DWMY])")

_KEPT_FROM: Final = {
    BarReason.TIME_OUT: frozenset({Activity.PLAY, Activity.DEPOSIT, Activity.CHAT}),
    BarReason.SELF_EXCLUSION: frozenset(
        {Activity.PLAY, Activity.DEPOSIT, Activity.CHAT, Activity.MARKETING}
    ),
}


class ExclusionKind(StrEnum):
    """What a player asked for."""

    TIME_OUT = "time_out"
    SELF_EXCLUSION = "self_exclusion"
    REINSTATEMENT = "reinstatement"

    @property
    def reason(self) -> BarReason:
        """Of the bar that it is about."""
        return BarReason.TIME_OUT if self is ExclusionKind.TIME_OUT else BarReason.SELF_EXCLUSION


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a player asked for, and what came of it; never changed and never removed.

    Attributes
    ----------
    standing : int
        The wallet's, since it.
    at : str
        When they asked, RFC 3339.
    duration : str
        ISO 8601; empty for a reinstatement.
    until : str
        When the time-out or the self-exclusion ends, or the account opens, RFC 3339.
    """

    player_id: str
    standing: int
    kind: ExclusionKind
    at: str
    until: str
    duration: str = ""


def end_of(duration: str, since: datetime) -> datetime:
    """Return when a duration is over that begins at some moment.

    A day is 24 hours, a week seven of them. Months and years end on the same day and time in UTC;
    where the month has no such day, on its last one, as java.time and § 188 (3) BGB have it.

    Parameters
    ----------
    duration : str
        ISO 8601, of whole days, weeks, months or years: ``P42D``, ``P6M``.
    """
    found = _DURATION.fullmatch(duration)
    if not found:
        raise ValueError(f"{duration!r} is no duration of days, weeks, months or years")
    number, unit = int(found[1]), found[2]
    since = since.astimezone(UTC)
    if unit in "DW":
        return since + timedelta(days=number * (7 if unit == "W" else 1))
    months = since.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = since.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return since.replace(year=year, month=month, day=min(since.day, last))


def excluding(
    wallet: Wallet, rules: ExclusionRules, now: datetime, *, reason: BarReason, duration: str
) -> Wallet:
    """Return the wallet of a player who keeps themselves away; the same one if nothing changes.

    Nothing becomes shorter: of the bar that is there and the one that is asked for, the one that
    ends later stands. What is asked for again within minutes is the same request.

    Raises
    ------
    NotOffered
    """
    if not _is_offered(rules, reason, duration):
        raise NotOffered
    wanted = Bar(
        reason,
        _KEPT_FROM[reason],
        since=to_rfc3339(now),
        until=to_rfc3339(end_of(duration, now)),
        lapses=reason is BarReason.TIME_OUT,
    )
    there = wallet.bar_by(reason)
    if there and there.until and (there.until >= str(wanted.until) or _asked(there, duration, now)):
        return wallet
    return wallet.barring(wanted)


def reinstating(wallet: Wallet, rules: ExclusionRules, now: datetime) -> Wallet:
    """Return the wallet of a player who comes back; the same one if they asked for it already.

    Raises
    ------
    NotExcluded
    StillExcluded
    """
    bar = wallet.bar_by(BarReason.SELF_EXCLUSION)
    if bar is None or bar.until is None or to_rfc3339(now) >= bar.stands_until:
        raise NotExcluded
    if bar.lapses:
        return wallet
    if to_rfc3339(now) < bar.until:
        raise StillExcluded(bar.until)
    opens_at = now + timedelta(hours=rules.reinstatement_wait_hours)
    return wallet.barring(replace(bar, until=to_rfc3339(opens_at), lapses=True))


def _is_offered(rules: ExclusionRules, reason: BarReason, duration: str) -> bool:
    if reason is BarReason.SELF_EXCLUSION:
        return duration in rules.self_exclusion
    found = _DURATION.fullmatch(duration)
    if not found or found[2] != "D":
        return False
    return rules.time_out_least_days <= int(found[1]) <= rules.time_out_most_days


def _asked(bar: Bar, duration: str, now: datetime) -> bool:
    """Tell whether a bar comes from the same request, moments ago."""
    if not bar.since:
        return False
    since = from_rfc3339(bar.since)
    same = bar.until == to_rfc3339(end_of(duration, since))
    return same and abs(now - since) <= _SAME_REQUEST
