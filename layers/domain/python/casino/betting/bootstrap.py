"""Betting's parts, put together once for each execution environment."""

from functools import cache
from typing import TYPE_CHECKING

from casino.betting.revealed import RevealedSeeds
from casino.shared.aws import client
from casino.shared.settings import setting
from casino.wallet.bootstrap import ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casino.betting.history import BetHistory
    from casino.betting.model import BetKind
    from casino.betting.views import KindOfBet


@cache
def revealed_seeds() -> RevealedSeeds:
    """Return the seeds that everybody may know."""
    return RevealedSeeds(client("dynamodb"), setting("TABLES_TABLE"))


def history_of(kinds: "Mapping[BetKind, KindOfBet]") -> "BetHistory":
    """Return the players' bets, each shown by whoever knows its kind."""
    from casino.betting.history import BetHistory

    return BetHistory(client("dynamodb"), ledger(), kinds)
