"""What the catalogue says on the wire."""

from dataclasses import asdict

from pydantic import Field

from casino.catalogue.model import Game, Kind, Volatility
from casino.shared.messages import Message

_RTP = "The share of stakes that comes back on average, exact to 8 places."


class BetView(Message):
    """What one kind of bet returns."""

    type: str = Field(description="As in a stake's `type`.", examples=["straight"])
    rtp: str = Field(description=_RTP, examples=["0.97297297"])


class GameView(Message):
    """One game."""

    game_id: str = Field(examples=["roulette-european"])
    name: str
    kind: Kind = Field(description="`live` rounds are shared, `instant` rounds are one player's.")
    category: str
    provider: str
    rtp: str = Field(description=f"{_RTP} The lowest among its bets.", examples=["0.97297297"])
    volatility: Volatility
    min_stake: int = Field(description="Minor units; a table may ask for more.")
    max_stake: int = Field(description="Minor units; a table may allow less.")
    rules_url: str = Field(description="Path on the player site.")
    thumbnail_url: str = Field(description="Path on the player site.")
    bets: list[BetView]


def view_of_game(game: Game) -> GameView:
    """Write a game as the REST API shows it."""
    return GameView.model_validate(asdict(game))
