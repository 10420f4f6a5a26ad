"""Give a player's limit another value, now or once they have thought it over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.policies import Policy
from casino.safer_gambling.changes import LimitAct, LimitChange
from casino.safer_gambling.errors import UnknownLimit
from casino.safer_gambling.limit_messages import PlayerLimitView
from casino.safer_gambling.limits import (
    LimitName,
    PlayerLimit,
    has_chosen,
    limit_of,
    rules_of,
    with_limit,
)
from casino.safer_gambling.views import view_of_limit
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casino.parts import Parts

# A player who plays as fast as they can must get their limit in the end.
_PATIENCE_SECONDS: Final = 10.0

_Decide = Callable[[PlayerLimit, Policy, datetime], PlayerLimit]


def set_limit(
    parts: "Parts", player_id: str, name: LimitName, value: int | None
) -> PlayerLimitView:
    """Give a limit another value: at once if it is lower or the first, else once it is confirmed.

    The same again, by whatever device, changes nothing; a lower one, or the one that holds, takes
    back what waits.

    Parameters
    ----------
    value : int or None
        Minor units, or minutes of play; `None` for no limit.

    Raises
    ------
    UnknownLimit
        If the policy offers no such limit.
    NoWallet
    UnknownJurisdiction
    Contention
    """

    def decide(before: PlayerLimit, policy: Policy, now: datetime) -> PlayerLimit:
        rules = rules_of(policy, name)
        if rules is None:
            raise UnknownLimit
        return before.asked(value, rules, now)

    return _change(parts, player_id, name, LimitAct.ASKED, decide)


def confirm_limit(parts: "Parts", player_id: str, name: LimitName) -> PlayerLimitView:
    """Give a limit the value that has waited for its time.

    Raises
    ------
    TooSoonToConfirm
    NothingToConfirm
        Also if it has lapsed.
    NoWallet
    UnknownJurisdiction
    Contention
    """

    def decide(before: PlayerLimit, _policy: Policy, now: datetime) -> PlayerLimit:
        return before.confirmed(now)

    return _change(parts, player_id, name, LimitAct.CONFIRMED, decide)


def _change(
    parts: "Parts", player_id: str, name: LimitName, act: LimitAct, decide: _Decide
) -> PlayerLimitView:
    """Change a limit, if that changes anything, together with its history.

    The wallet's standing rises, so whatever any door has decided by the limit as it was, and has
    not committed yet, it decides again.
    """

    def attempt() -> PlayerLimitView:
        now = parts.clock()
        wallet = parts.ledger.wallet(player_id)
        policy = parts.policies.at(wallet.jurisdiction, now)
        before = limit_of(wallet, name, now)
        after = decide(before, policy, now)
        if after == before and has_chosen(wallet):
            return view_of_limit(wallet, before, policy, now)
        # Whose wallet is from before it had a time zone has one from now on.
        changed = replace(with_limit(wallet, after), time_zone=policy.time_zone)
        work = UnitOfWork(parts.dynamodb)
        parts.ledger.change_standing(work, wallet, changed)
        pending = after.pending
        change = LimitChange(
            player_id,
            changed.standing,
            name.kind,
            name.period,
            act,
            to_rfc3339(now),
            policy_version=policy.version,
            before=before.value,
            value=after.value,
            pending=pending is not None,
            pending_value=pending.value if pending else None,
            effective_at=to_rfc3339(pending.effective_at) if pending else None,
        )
        parts.limit_changes.add(work, change)
        work.commit()
        return view_of_limit(changed, after, policy, now)

    return retrying(attempt, budget_seconds=_PATIENCE_SECONDS)
