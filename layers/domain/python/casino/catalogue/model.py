"""What the casino says of a game before it is played."""

from dataclasses import dataclass
from enum import StrEnum


class GameKind(StrEnum):
    """How a game is played."""

    LIVE = "live"
    """Rounds that all players of a table share, over WebSocket."""

    INSTANT = "instant"
    """Rounds of one player, each a REST request."""


class Volatility(StrEnum):
    """How widely results swing around the RTP."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class BetFigure:
    """What one kind of bet returns on average.

    Attributes
    ----------
    type : str
        The bet, as players name it when they stake.
    rtp : str
        The share of a stake that comes back, as a decimal with 8 places.
    """

    type: str
    rtp: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the catalogue says of one game.

    Attributes
    ----------
    category : str
        The shelf it stands on, such as ``roulette``.
    rtp : str
        The lowest RTP among its bets, so that no choice of bets returns less on average.
    min_stake, max_stake : int
        Minor units of the player's currency, for one bet; a table may be narrower.
    max_exposure : int or None
        What a player can win in one round, in minor units; `None` where that is for tables to say.
    rules_url, thumbnail_url : str
        Paths on the player site.
    """

    game_id: str
    name: str
    kind: GameKind
    category: str
    provider: str
    rtp: str
    volatility: Volatility
    min_stake: int
    max_stake: int
    rules_url: str
    thumbnail_url: str
    bets: tuple[BetFigure, ...]
    max_exposure: int | None = None
