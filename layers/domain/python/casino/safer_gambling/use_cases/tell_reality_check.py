"""Tell a player how long they have played, once they have to know."""

from datetime import timedelta
from typing import TYPE_CHECKING

from casino.channels import Draft, player_channel
from casino.safer_gambling.limit_messages import RealityCheck
from casino.safer_gambling.play import session_of

if TYPE_CHECKING:
    from casino.parts import Parts


def tell_reality_check(parts: "Parts", player_id: str, since: int) -> None:
    """Tell a player what a stretch of play came to, once, if that is due; else look again in time.

    Where somebody has stopped playing, nothing is told: their next stake begins a new session.

    Parameters
    ----------
    since : int
        When the stretch began, in seconds since the epoch. If that is no longer the present one,
        somebody else looks after the one that is.

    Raises
    ------
    NoWallet
    UnknownJurisdiction
    Contention
    """
    now = parts.clock()
    wallet = parts.ledger.wallet(player_id)
    rules = parts.policies.at(wallet.jurisdiction, now).session
    session = session_of(wallet, rules)
    if session is None or int(session.seen.timestamp()) != since:
        return
    if session.is_check_due(rules, now):
        check = RealityCheck(**session.facts(now))
        source = f"reality_check#{since}"
        parts.channel_log.append_once(
            player_channel(player_id), [Draft.of(check)], now, source=source
        )
        return
    if rules.reality_check_minutes is None or not session.is_on(now):
        return
    due_at = session.seen + timedelta(minutes=rules.reality_check_minutes)
    # Whoever is still playing may have stopped by then; who has not is told.
    parts.reality_checks.propose(
        player_id, since, in_seconds=max(1.0, (due_at - now).total_seconds())
    )
