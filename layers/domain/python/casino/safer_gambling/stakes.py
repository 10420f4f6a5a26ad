"""What a player's limits, breaks and reality checks have to say about a stake, by whatever door."""

from dataclasses import dataclass
from datetime import datetime

from casino.policies import Policy
from casino.safer_gambling.limits import PLAY_BY_SESSION, limit_of, must_leave_stake
from casino.safer_gambling.play import must_be_allowed_on, stretch_begun, with_stake
from casino.wallet import Entry, Wallet


@dataclass(frozen=True, slots=True)
class PlayedOn:
    """A stake that may be placed.

    Attributes
    ----------
    wallet : Wallet
        With the stake, and with the marks of its player's session of play.
    stretch_begun : int or None
        From when on, in seconds since the epoch, a reality check will be due that nobody looks
        after yet.
    """

    wallet: Wallet
    stretch_begun: int | None


def played_on(
    before: Wallet,
    after: Wallet,
    stake: Entry,
    policy: Policy,
    now: datetime,
    *,
    added_to: int = 0,
) -> PlayedOn:
    """Return what comes of a stake, or refuse it and all of its bet.

    Parameters
    ----------
    before, after : Wallet
        As it was read, and as the stake leaves it.
    added_to : int
        What has been staked on the same bet before, in minor units.

    Raises
    ------
    SessionLimitReached
    RealityCheckDue
    PlayerLimitReached
    """
    rules = policy.session
    own_limit = limit_of(before, PLAY_BY_SESSION, now).value
    must_be_allowed_on(before, rules, own_limit, now)
    must_leave_stake(before, -stake.amount, now, added_to=added_to)
    return PlayedOn(with_stake(before, after, rules, now), stretch_begun(before, rules, now))
