"""Show a player one of their bets."""

from casino.betting.errors import UnknownBet
from casino.betting.history import BetHistory
from casino.betting.views import BetView
from casino.wallet import EntryType


def get_bet(history: BetHistory, player_id: str, bet_id: str) -> BetView:
    """Return a bet's one final answer, also after a lost connection.

    Raises
    ------
    UnknownBet
        Also for another player's.
    """
    entry = history.ledger.entry(player_id, EntryType.BET, bet_id)
    if entry is None:
        raise UnknownBet
    [shown] = history.shown([entry])
    return shown
