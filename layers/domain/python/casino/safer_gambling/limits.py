"""Players' limits: what they are, how they change, and what they leave.

A player sets at most one limit of each kind and period. It is kept with the wallet, among what may
change with its standing alone, so that a bet has read it already, and can't be written once it is
another one::

    terms["limits"]     by kind and period, ``loss.day``: value; where a change waits, the value
                        that is wanted, from when on it can be confirmed, and until when, both in
                        seconds since the epoch
    terms["deposits"]   by period: its first day, and how much of deposits has begun in it

::

              lower, or the first                 higher, or none
    value ───────────────────────> value    value ───────────────> value + pending
                at once                               │ the policy's wait, then by `confirmed`
                                                      ├───────────────────────────> value
                                                      └─ a week unconfirmed: as if never asked for

A deposit counts from its beginning, in the period of its beginning; what has failed is given back.
So several at once can't be more than what is left, whatever the provider says, and when. A loss is
what was staked less what was paid out, so a stake counts until its bet is paid.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from casino.policies import LimitKind, LimitPeriod, LimitRules, Policy
from casino.safer_gambling.errors import (
    NothingToConfirm,
    PlayerLimitReached,
    TooSoonToConfirm,
    UnknownLimit,
)
from casino.shared.clock import to_rfc3339
from casino.wallet import Period, Wallet, begins_at, day_after, first_day

# Whatever a policy says, a player has a day to think about a higher limit.
LEAST_WAIT: Final = timedelta(hours=24)

_LIMITS: Final = "limits"
_DEPOSITS: Final = "deposits"


@dataclass(frozen=True, slots=True)
class LimitName:
    """Which limit: of what, and by what."""

    kind: LimitKind
    period: LimitPeriod

    def __str__(self) -> str:
        return f"{self.kind}.{self.period}"


def _by_calendar(kind: LimitKind) -> tuple[LimitName, ...]:
    return tuple(LimitName(kind, LimitPeriod(period)) for period in Period)


STAKE_BY_BET: Final = LimitName(LimitKind.STAKE, LimitPeriod.BET)
PLAY_BY_SESSION: Final = LimitName(LimitKind.PLAY, LimitPeriod.SESSION)
LIMIT_NAMES: Final = {
    str(name): name
    for name in (
        *_by_calendar(LimitKind.DEPOSIT),
        *_by_calendar(LimitKind.LOSS),
        STAKE_BY_BET,
        PLAY_BY_SESSION,
    )
}
"""Every limit that there can be, by how it is stored."""


def name_of_limit(kind: str, period: str) -> LimitName:
    """Return which limit somebody means.

    Raises
    ------
    UnknownLimit
        If no limit is of such a kind by such a period.
    """
    name = LIMIT_NAMES.get(f"{kind}.{period}")
    if name is None:
        raise UnknownLimit
    return name


@dataclass(frozen=True, slots=True)
class PendingLimit:
    """A change that waits.

    Attributes
    ----------
    value : int or None
        What is wanted; `None` for no limit.
    effective_at : datetime
        From when on it can be confirmed.
    lapses_at : datetime
        From when on it can't be any more.
    """

    value: int | None
    effective_at: datetime
    lapses_at: datetime


@dataclass(frozen=True, slots=True)
class PlayerLimit:
    """A limit that a player has set, or could.

    Attributes
    ----------
    value : int or None
        Minor units, or minutes for play; `None` for no limit.
    """

    name: LimitName
    value: int | None = None
    pending: PendingLimit | None = None

    def asked(self, value: int | None, rules: LimitRules, now: datetime) -> "PlayerLimit":
        """Return the limit once its player wants another value."""
        if self.value is None or (value is not None and value <= self.value):
            return PlayerLimit(self.name, value)
        if self.pending is not None and self.pending.value == value:
            # The same once more: it does not have to wait anew.
            return self
        effective_at = _whole_second(now + max(LEAST_WAIT, timedelta(hours=rules.raise_wait_hours)))
        lapses_at = effective_at + timedelta(days=rules.confirm_days)
        return PlayerLimit(self.name, self.value, PendingLimit(value, effective_at, lapses_at))

    def confirmed(self, now: datetime) -> "PlayerLimit":
        """Return the limit with the value that has waited for its time.

        Raises
        ------
        NothingToConfirm
        TooSoonToConfirm
        """
        if self.pending is None:
            raise NothingToConfirm
        if now < self.pending.effective_at:
            raise TooSoonToConfirm(to_rfc3339(self.pending.effective_at))
        return PlayerLimit(self.name, self.pending.value)


@dataclass(frozen=True, slots=True)
class Headroom:
    """What a limit leaves.

    Attributes
    ----------
    used : int
        Of its value, as far as it goes.
    resets_at : datetime or None
        When nothing of it is used any more.
    """

    limit: PlayerLimit
    used: int
    resets_at: datetime | None

    @property
    def remaining(self) -> int | None:
        """How much is left; `None` where there is no limit."""
        return None if self.limit.value is None else max(0, self.limit.value - self.used)


def has_chosen(wallet: Wallet) -> bool:
    """Tell whether a player has said anything of limits yet, be it that they want none."""
    return _LIMITS in wallet.terms


def is_prompt_due(wallet: Wallet, policy: Policy) -> bool:
    """Tell whether a player is to be asked for limits, because their policy has it so."""
    return not has_chosen(wallet) and any(each.prompted for each in policy.limits.values())


def limit_of(wallet: Wallet, name: LimitName, now: datetime) -> PlayerLimit:
    """Return one of a player's limits; a change that has lapsed is gone."""
    stored = wallet.terms.get(_LIMITS, {}).get(str(name))
    if stored is None:
        return PlayerLimit(name)
    value, *waiting = stored
    if not waiting:
        return PlayerLimit(name, value)
    wanted, *times = waiting
    pending = PendingLimit(wanted, *(datetime.fromtimestamp(each, UTC) for each in times))
    return PlayerLimit(name, value, pending if now < pending.lapses_at else None)


def with_limit(wallet: Wallet, limit: PlayerLimit) -> Wallet:
    """Return a wallet with a limit in place of the one of its name; its standing changes."""
    stored: list[int | None] = [limit.value]
    if (waiting := limit.pending) is not None:
        times = waiting.effective_at, waiting.lapses_at
        stored += [waiting.value, *(int(each.timestamp()) for each in times)]
    limits = {**wallet.terms.get(_LIMITS, {}), str(limit.name): stored}
    return wallet.on_terms(_LIMITS, limits)


def limits_on(wallet: Wallet, policy: Policy, now: datetime) -> list[PlayerLimit]:
    """Return what a player may set, and what they have set though it is not on offer any more."""
    limits = [limit_of(wallet, name, now) for name in LIMIT_NAMES.values()]
    return [
        each for each in limits if each.value is not None or rules_of(policy, each.name) is not None
    ]


def rules_of(policy: Policy, name: LimitName) -> LimitRules | None:
    """Return how a limit may be set under a policy; `None` where it may not."""
    rules = policy.limits.get(name.kind)
    return rules if rules is not None and name.period in rules.periods else None


def headroom(wallet: Wallet, limit: PlayerLimit, now: datetime) -> Headroom:
    """Return what a limit of money leaves; of one by the calendar, in its present period."""
    name = limit.name
    if name == STAKE_BY_BET:
        return Headroom(limit, 0, None)
    period = Period(name.period)
    first = first_day(period, wallet.time_zone, now)
    if name.kind is LimitKind.LOSS:
        used = wallet.lost_in(period, now)
    else:
        used = _begun_in(wallet, period, first)
    resets_at = begins_at(day_after(period, first), wallet.time_zone)
    return Headroom(limit, max(0, used), resets_at)


def must_leave_stake(wallet: Wallet, amount: int, now: datetime, *, added_to: int = 0) -> None:
    """Refuse a stake that is more than a player's limits leave.

    Parameters
    ----------
    amount : int
        Minor units.
    added_to : int
        What has been staked on the same bet before.

    Raises
    ------
    PlayerLimitReached
        By the limit that leaves least, if several do not leave that much.
    """
    # Who is ahead may lose that, too, before they have lost anything.
    exceeded = [
        limit
        for limit in _set_limits(wallet, LimitKind.LOSS, now)
        if wallet.lost_in(Period(limit.name.period), now) + amount > (limit.value or 0)
    ]
    exceeded += [
        limit
        for limit in _set_limits(wallet, LimitKind.STAKE, now)
        if added_to + amount > (limit.value or 0)
    ]
    _refuse(wallet, exceeded, now)


def with_deposit(wallet: Wallet, amount: int, now: datetime) -> Wallet:
    """Return a wallet by which a deposit has begun, if its player's limits leave that much.

    Raises
    ------
    PlayerLimitReached
        By the limit that leaves least, if several do not leave that much.
    """
    begun = {}
    for period in Period:
        first = first_day(period, wallet.time_zone, now)
        begun[str(period)] = (first.toordinal(), _begun_in(wallet, period, first) + amount)
    exceeded = [
        limit
        for limit in _set_limits(wallet, LimitKind.DEPOSIT, now)
        if begun[limit.name.period][1] > (limit.value or 0)
    ]
    _refuse(wallet, exceeded, now)
    return wallet.on_terms(_DEPOSITS, begun)


def without_deposit(wallet: Wallet, amount: int, begun_at: datetime) -> Wallet:
    """Return a wallet to which a deposit that has failed gives back what it took of limits.

    Parameters
    ----------
    begun_at : datetime
        When it began: of a period that is over since, nothing needs to be given back.
    """
    before = _begun(wallet)
    after = {
        period: (
            day,
            max(0, total - amount)
            if day == first_day(Period(period), wallet.time_zone, begun_at).toordinal()
            else total,
        )
        for period, (day, total) in before.items()
    }
    return wallet if after == before else wallet.on_terms(_DEPOSITS, after)


def _begun(wallet: Wallet) -> dict[str, tuple[int, int]]:
    stored = wallet.terms.get(_DEPOSITS, {})
    return {period: (day, total) for period, (day, total) in stored.items()}


def _begun_in(wallet: Wallet, period: Period, first: date) -> int:
    day, total = _begun(wallet).get(period, (0, 0))
    # Another machine's clock may be ahead of ours, and in the next period already.
    return total if day >= first.toordinal() else 0


def _set_limits(wallet: Wallet, kind: LimitKind, now: datetime) -> Iterator[PlayerLimit]:
    """Yield the limits of a kind that a player has set."""
    if not has_chosen(wallet):
        return
    for name in LIMIT_NAMES.values():
        if name.kind is kind and (limit := limit_of(wallet, name, now)).value is not None:
            yield limit


def _refuse(wallet: Wallet, exceeded: list[PlayerLimit], now: datetime) -> None:
    if not exceeded:
        return
    left = [headroom(wallet, each, now) for each in exceeded]
    least = min(left, key=lambda each: each.remaining or 0)
    raise PlayerLimitReached(
        least.limit.name.kind,
        least.limit.name.period,
        least.remaining or 0,
        to_rfc3339(least.resets_at) if least.resets_at else None,
    )


def _whole_second(moment: datetime) -> datetime:
    """Return a moment as it is stored: rounded up, so that nobody waits too little."""
    return moment.replace(microsecond=0) + timedelta(seconds=1 if moment.microsecond else 0)
