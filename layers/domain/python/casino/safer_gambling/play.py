"""How long a player has been playing without a break, and what came of it.

A session of play begins with a stake, goes on with each one that follows soon after the last, and
is over after a break: as long without a stake as the policy calls inactivity. By which door
somebody plays, and on which device, does not matter. What the wallet carries is moved by each
stake, in the write that it makes anyway; what the player has said changes with its standing::

    marks["play"]   since and last: of its stakes, in seconds since the epoch;
                    staked and paid_out: totals right before it
    terms["play"]   seen: when the player last acknowledged a reality check

A reality check is due once the policy's interval of play is over since the session began, or since
the last one was acknowledged. It stays due, the next day too, until that is done.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from casino.policies import SessionRules
from casino.safer_gambling.errors import RealityCheckDue, SessionLimitReached
from casino.shared.clock import to_rfc3339
from casino.wallet import Totals, Wallet

# Where a policy does not say what inactivity is: after as long as an idle player has to sign in
# anew, where the law has it so (30 minutes; in Pennsylvania 15, 58 Pa. Code § 812a.3). Of the two,
# the one that a short break does not get around.
USUAL_BREAK: Final = timedelta(minutes=30)

_PLAY: Final = "play"


def break_under(rules: SessionRules) -> timedelta:
    """Return after how long without a stake nobody is playing any more."""
    minutes = rules.inactivity_minutes
    return USUAL_BREAK if minutes is None else timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class PlaySession:
    """A session of play, as a wallet carries it.

    Attributes
    ----------
    since, last : datetime
        When its first stake was taken, and its latest.
    ends_at : datetime
        When it is over, or was, without another stake.
    seen : datetime
        When a reality check was acknowledged last; at first, when it began.
    flow : Totals
        What has been staked and paid out since it began.
    """

    since: datetime
    last: datetime
    ends_at: datetime
    seen: datetime
    flow: Totals

    def is_on(self, now: datetime) -> bool:
        """Tell whether a stake would belong to it."""
        return now < self.ends_at

    def minutes(self, now: datetime) -> int:
        """Return for how many whole minutes it has lasted."""
        return max(0, int((min(now, self.ends_at) - self.since).total_seconds())) // 60

    def check_due_at(self, rules: SessionRules) -> datetime | None:
        """Return from when on a reality check is due; `None` if none ever is, as it stands."""
        if rules.reality_check_minutes is None:
            return None
        due_at = self.seen + timedelta(minutes=rules.reality_check_minutes)
        return due_at if due_at < self.ends_at else None

    def is_check_due(self, rules: SessionRules, now: datetime) -> bool:
        """Tell whether a reality check has to be acknowledged before the next stake."""
        due_at = self.check_due_at(rules)
        return due_at is not None and now >= due_at

    def facts(self, now: datetime) -> dict[str, int]:
        """Return what a reality check tells: minutes, and minor units."""
        return {
            "elapsed_minutes": self.minutes(now),
            "staked": self.flow.staked,
            "paid_out": self.flow.paid_out,
            "net": -self.flow.lost,
        }


def session_of(wallet: Wallet, rules: SessionRules) -> PlaySession | None:
    """Return a player's last session of play, which may be over; `None` if they never played."""
    mark = wallet.marks.get(_PLAY)
    if mark is None:
        return None
    since = _moment(mark["since"])
    seen = _moment(wallet.terms.get(_PLAY, {}).get("seen", 0))
    before = Totals(staked=mark["staked"], paid_out=mark["paid_out"])
    last = _moment(mark["last"])
    return PlaySession(
        since, last, last + break_under(rules), max(since, seen), wallet.totals - before
    )


def must_be_allowed_on(
    wallet: Wallet, rules: SessionRules, own_limit: int | None, now: datetime
) -> None:
    """Refuse a stake of somebody who has played for too long, or has to be told so first.

    Parameters
    ----------
    own_limit : int or None
        How many minutes the player has limited themselves to.

    Raises
    ------
    SessionLimitReached
    RealityCheckDue
    """
    session = session_of(wallet, rules)
    if session is None:
        return
    limits = [each for each in (own_limit, rules.most_minutes) if each is not None]
    if limits and session.is_on(now) and now - session.since >= timedelta(minutes=min(limits)):
        raise SessionLimitReached(to_rfc3339(session.ends_at))
    if session.is_check_due(rules, now):
        raise RealityCheckDue(session.facts(now))


def with_stake(before: Wallet, after: Wallet, rules: SessionRules, now: datetime) -> Wallet:
    """Return a wallet by which its player is playing.

    Parameters
    ----------
    before, after : Wallet
        Without and with the stake that they place.
    """
    session = session_of(before, rules)
    if session is not None and session.is_on(now):
        known = before.marks[_PLAY]
        mark = {**known, "last": max(_seconds(now), known["last"])}
    else:
        mark = {
            "since": _seconds(now),
            "last": _seconds(now),
            "staked": before.totals.staked,
            "paid_out": before.totals.paid_out,
        }
    return replace(after, marks={**after.marks, _PLAY: mark})


def stretch_begun(before: Wallet, rules: SessionRules, now: datetime) -> int | None:
    """Return when the stretch of play begins that a stake is the first of; `None` if it is not.

    That is the first stake of a session, or since a reality check was acknowledged; of several
    within that second, each is.

    Parameters
    ----------
    before : Wallet
        Without the stake.

    Returns
    -------
    int or None
        Seconds since the epoch.
    """
    session = session_of(before, rules)
    if session is None or not session.is_on(now):
        return _seconds(now)
    if session.since < session.seen and session.last <= session.seen:
        return _seconds(session.seen)
    return None


def with_check_seen(wallet: Wallet, rules: SessionRules, now: datetime) -> Wallet:
    """Return a wallet whose player knows how long they have played; the same if nothing is due."""
    session = session_of(wallet, rules)
    if session is None or not session.is_check_due(rules, now):
        return wallet
    return wallet.on_terms(_PLAY, {"seen": _seconds(now)})


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
