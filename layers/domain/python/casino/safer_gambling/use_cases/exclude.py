"""Keep a player away from playing, as they wish."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from casino.safer_gambling.model import Exclusion, ExclusionKind, excluding, reinstating
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.reading import Reading
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Activity, BarReason, Wallet

if TYPE_CHECKING:
    from casino.parts import Parts

# Whoever plays as fast as they can changes the same items; they must get their way in the end.
_PATIENCE_SECONDS: Final = 10.0


def take_time_out(parts: "Parts", player_id: str, duration: str) -> str:
    """Keep a player from playing, paying in and chatting for some days, from the answer on.

    Returns
    -------
    str
        When it ends, RFC 3339; a longer one that holds already stays as it is.

    Raises
    ------
    NotOffered
    NoWallet
    Contention
    """
    decide = partial(excluding, reason=BarReason.TIME_OUT, duration=duration)
    return _ask(parts, player_id, ExclusionKind.TIME_OUT, decide, duration)


def exclude_self(parts: "Parts", player_id: str, duration: str) -> str:
    """Keep a player away for months or years, and until they ask to be let back in after that.

    They hear of no offers any more, either.

    Returns
    -------
    str
        When they may, RFC 3339; a longer one that holds already stays as it is.

    Raises
    ------
    NotOffered
    NoWallet
    Contention
    """
    decide = partial(excluding, reason=BarReason.SELF_EXCLUSION, duration=duration)
    return _ask(parts, player_id, ExclusionKind.SELF_EXCLUSION, decide, duration)


def reinstate(parts: "Parts", player_id: str) -> str:
    """Let a player back in a day after they ask for it, once their self-exclusion has ended.

    Returns
    -------
    str
        When the account opens, RFC 3339.

    Raises
    ------
    NotExcluded
    StillExcluded
    NoWallet
    Contention
    """
    return _ask(parts, player_id, ExclusionKind.REINSTATEMENT, reinstating)


def _ask(
    parts: "Parts",
    player_id: str,
    kind: ExclusionKind,
    decide: Callable[..., Wallet],
    duration: str = "",
) -> str:
    """Change what a player may do, if that is to change, and return until when it is so.

    Whatever any door decided by the earlier standing and has not committed yet, it decides again;
    so nothing is let in after this has committed. What may come a moment later, such as closing
    sockets, is done by whoever hears the table's stream (`follow_exclusions`).
    """

    def attempt() -> str:
        now = parts.clock()
        reading = Reading(parts.dynamodb)
        wallet = parts.ledger.want_wallet(reading, player_id)
        profile = parts.profiles.want(reading, player_id)
        reading.fetch()
        before = wallet.value
        rules = parts.policies.at(before.jurisdiction, now).exclusion
        after = decide(before, rules, now)
        bar = after.bar_by(kind.reason)
        if bar is None or bar.until is None:
            raise AssertionError(f"{kind} left no bar with an end")
        if after is before:
            return bar.until
        work = UnitOfWork(parts.dynamodb)
        parts.ledger.change_standing(work, before, after)
        parts.sessions.restrict(work, player_id, after.bar_on(Activity.CHAT, now))
        exclusion = Exclusion(player_id, after.standing, kind, to_rfc3339(now), bar.until, duration)
        parts.exclusions.add(work, exclusion)
        if kind is ExclusionKind.SELF_EXCLUSION:
            # Also where they want none: they may be changing their mind at this very moment.
            parts.profiles.add_change(work, profile.value, profile.value.without_offers())
            traits = parts.excluded_people.look(profile.value.particulars.person)
            parts.excluded_people.add(work, traits, player_id)
        work.commit()
        return bar.until

    return retrying(attempt, budget_seconds=_PATIENCE_SECONDS)
