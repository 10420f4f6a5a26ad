"""How rounds that players played alone are shown among their bets."""

from collections.abc import Callable
from functools import partial

from casino.betting.messages import StakeMessage
from casino.betting.outcome_messages import view_of_outcome, view_of_rounding
from casino.betting.views import BetView
from casino.instant.bets import InstantBet
from casino.shared.reading import Reading
from casino.wallet import Entry


class InstantBets:
    """Rounds of instant games (`casino.betting.views.KindOfBet`)."""

    def want(self, _reading: Reading, bet: Entry) -> Callable[[], BetView]:
        """Want nothing: all of it is in its entry."""
        return partial(view_of_bet, InstantBet(bet))


def view_of_bet(bet: InstantBet) -> BetView:
    """Write a round as one of its player's bets."""
    return BetView(
        bet_id=bet.entry.key,
        table_id=None,
        round_id=bet.round_id,
        game_id=bet.game_id,
        status="won" if bet.payout else "lost",
        currency=bet.entry.currency,
        stake=bet.stake.amount,
        stakes=[StakeMessage.of(bet.stake)],
        payout=bet.payout,
        rounding=view_of_rounding(bet.expected_payout()),
        multiplier=None,
        outcome=view_of_outcome(bet.outcome),
        placed_at=bet.entry.posted_at,
        settled_at=bet.entry.posted_at,
    )
