"""Whether rounds of instant games were paid as they were drawn."""

from collections.abc import Iterator

from casino.games import GameFault, StakeError
from casino.instant.bets import InstantBet
from casino.wallet import Entry


def faults_of(bet: Entry, win: Entry | None) -> Iterator[str]:
    """Yield what is wrong with a round of an instant game, in words; nothing if it is right.

    Parameters
    ----------
    bet : Entry
        The entry that took the stake and says what came of it.
    win : Entry or None
        The one of type ``win`` under the same key, if there is one.
    """
    told = InstantBet(bet)
    try:
        payout = told.expected_payout().payout
    except (GameFault, StakeError, KeyError) as fault:
        yield f"it can't have been played: {fault}"
        return
    if payout != told.payout:
        yield f"it pays {payout} {bet.currency} by its outcome, and says {told.payout}"
    if told.stake.amount != -bet.amount:
        yield f"its stake was {told.stake.amount} {bet.currency}, and {-bet.amount} were taken"
    paid = win.amount if win else 0
    if paid != payout or (win and win.currency != bet.currency):
        got = f"{paid} {win.currency}" if win else "nothing"
        yield f"it won {payout} {bet.currency} and was paid {got}"
