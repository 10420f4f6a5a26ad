"""Show a player what they have paid in and out, staked and got back."""

from datetime import datetime

from casino.shared.clock import Clock, to_rfc3339
from casino.wallet.messages import TotalsView
from casino.wallet.model import Totals
from casino.wallet.repository import Ledger


def get_totals(
    ledger: Ledger,
    clock: Clock,
    player_id: str,
    *,
    since: datetime | None,
    until: datetime | None,
) -> TotalsView:
    """Return a player's totals of a period.

    Each entry carries the totals up to it, so a period is the difference of two entries and costs
    the same after ten bets and after ten million.

    Parameters
    ----------
    since, until : datetime, optional
        The period; all the time up to now if left out. A period that ends before it begins is
        empty.

    Raises
    ------
    NoWallet
    """
    now = clock()
    wallet = ledger.wallet(player_id)
    end = min(until or now, now)
    at_end = wallet.totals if end == now else ledger.totals_before(player_id, to_rfc3339(end))
    at_start = ledger.totals_before(player_id, to_rfc3339(since)) if since else Totals()
    flow = at_end - at_start if since is None or since <= end else Totals()
    return TotalsView(
        currency=wallet.currency,
        since=to_rfc3339(since) if since else None,
        until=to_rfc3339(end),
        elapsed_seconds=max(0, int((end - since).total_seconds())) if since else None,
        deposited=flow.deposited,
        withdrawn=flow.withdrawn,
        net_deposits=flow.deposited - flow.withdrawn,
        staked=flow.staked,
        paid_out=flow.paid_out,
        net_position=flow.paid_out - flow.staked,
    )
