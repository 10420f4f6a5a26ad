"""Recall a round that a player played alone."""

from typing import TYPE_CHECKING

from casino.betting import BetKind, UnknownRound, kind_of
from casino.instant.bets import InstantBet
from casino.instant.messages import InstantRoundView, view_of_instant_round
from casino.wallet import EntryType, Ledger

if TYPE_CHECKING:
    from casino.betting.revealed import RevealedSeeds


def recall_round(
    ledger: Ledger, revealed: "RevealedSeeds", player_id: str, round_id: str
) -> InstantRoundView:
    """Return a player's own round, with its server seed once the player has rotated it away.

    Raises
    ------
    UnknownRound
        Also for another player's.
    """
    entry = ledger.entry(player_id, EntryType.BET, round_id)
    if entry is None or kind_of(entry) is not BetKind.INSTANT:
        raise UnknownRound
    bet = InstantBet(entry)
    return view_of_instant_round(bet, revealed.seed(bet.fairness.commitment))
