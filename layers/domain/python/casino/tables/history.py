"""How bets at tables are shown among a player's bets."""

from collections.abc import Callable

from casino.betting.messages import StakeMessage
from casino.betting.outcome_messages import view_of_rounding
from casino.betting.views import BetView, view_by_entries, want_payment
from casino.shared.reading import Reading
from casino.tables.bets import is_cash_out, rounded_payout_of, stakes_of
from casino.tables.live_tables import LiveTables
from casino.tables.model import DECIDED, Phase, Round
from casino.tables.views import outcome_of
from casino.wallet import Entry, EntryType, Ledger


class LiveBets:
    """Bets at tables (`casino.betting.views.KindOfBet`)."""

    def __init__(self, ledger: Ledger, tables: LiveTables) -> None:
        self._ledger = ledger
        self._tables = tables

    def want(self, reading: Reading, bet: Entry) -> Callable[[], BetView]:
        """Add its round, and what may have paid it."""
        current = self._tables.want_round(reading, bet.reference["round_id"])
        paid = want_payment(self._ledger, reading, bet)
        return lambda: view_of_bet(bet, current.value, paid())


def view_of_bet(bet: Entry, current: Round | None, paid: Entry | None) -> BetView:
    """Write a bet as its player sees it.

    A bet is lost as soon as its round has a result that pays it nothing, and won once it has been
    paid; nothing is written to make it so.

    Parameters
    ----------
    bet : Entry
        The entry that took the stake.
    current : Round or None
        `None` if it can't be found: then the ledger alone tells of the bet.
    paid : Entry or None
        The entry that paid what it won, or returned the stake of a voided round.
    """
    if current is None:
        return view_by_entries(bet, paid)
    status, payout, settled_at = "accepted", None, None
    cash_out = paid if paid and is_cash_out(paid) else None
    rounded = rounded_payout_of(bet, current, cash_out) if current.phase in DECIDED else None
    if paid is not None:
        status = "void" if paid.type is EntryType.BET_VOID else "won"
        payout, settled_at = paid.amount, paid.posted_at
    elif current.phase is Phase.SETTLED and rounded is not None and rounded.payout == 0:
        status, payout, settled_at = "lost", 0, current.settled_at
    return BetView(
        bet_id=bet.key,
        table_id=current.table_id,
        round_id=current.round_id,
        game_id=current.game_id,
        status=status,
        currency=bet.currency,
        stake=-bet.amount,
        stakes=[StakeMessage.of(each) for each in stakes_of(bet, current)],
        payout=payout,
        rounding=None if payout is None or rounded is None else view_of_rounding(rounded),
        multiplier=cash_out.reference["multiplier"] if cash_out else None,
        outcome=outcome_of(current),
        placed_at=bet.posted_at,
        settled_at=settled_at,
    )
