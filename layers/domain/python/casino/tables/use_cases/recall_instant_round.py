"""Recall a round that a player played alone."""

from casino.tables.bets import is_instant
from casino.tables.errors import UnknownRound
from casino.tables.instant_bets import InstantBet
from casino.tables.instant_messages import InstantRoundView, view_of_instant_round
from casino.tables.revealed import RevealedSeeds
from casino.wallet import EntryType, Ledger


def recall_instant_round(
    ledger: Ledger, revealed: RevealedSeeds, player_id: str, round_id: str
) -> InstantRoundView:
    """Return a player's own round, with its server seed once the player has rotated it away.

    Raises
    ------
    UnknownRound
        Also for another player's.
    """
    entry = ledger.entry(player_id, EntryType.BET, round_id)
    if entry is None or not is_instant(entry):
        raise UnknownRound
    bet = InstantBet(entry)
    return view_of_instant_round(bet, revealed.seed(bet.fairness.commitment))
