"""The instant games' parts, put together once for each execution environment."""

from functools import cache
from typing import TYPE_CHECKING

from casino.betting.bootstrap import revealed_seeds
from casino.catalogue.bootstrap import catalogue
from casino.instant.parlour import Parlour
from casino.instant.repository import SeedPairs
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.settings import setting
from casino.wallet.bootstrap import ledger

if TYPE_CHECKING:
    from casino.instant.history import InstantBets


@cache
def parlour() -> Parlour:
    """Return what it takes to play."""
    dynamodb = client("dynamodb")
    return Parlour(
        client=dynamodb,
        ledger=ledger(),
        catalogue=catalogue(),
        seeds=SeedPairs(dynamodb, setting("SEED_PAIRS_TABLE")),
        revealed=revealed_seeds(),
        jurisdiction=setting("GAME_CYCLES"),
        clock=utc_now,
    )


@cache
def instant_bets() -> "InstantBets":
    """Return how rounds of one player are shown among their bets."""
    from casino.instant.history import InstantBets

    return InstantBets()
