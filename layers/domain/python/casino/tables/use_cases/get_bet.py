"""Show a player one of their bets."""

from casino.tables.bets import Bets
from casino.tables.messages import BetView
from casino.tables.views import view_of_bet


def get_bet(bets: Bets, player_id: str, bet_id: str) -> BetView:
    """Return a bet's one final answer, also after a lost connection.

    Raises
    ------
    UnknownBet
        Also for another player's.
    """
    return view_of_bet(bets.get(player_id, bet_id))
