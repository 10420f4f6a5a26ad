"""What the catalogue says on the wire."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import Field

from casino.catalogue.model import GameKind, Listing, Volatility
from casino.shared.messages import GameId, Message

_RTP = "The share of stakes that comes back on average, exact to 8 places."


class BetReturnView(Message):
    """What one kind of bet returns."""

    type: str = Field(description="As in a stake's `type`.", examples=["straight"])
    rtp: str = Field(description=_RTP, examples=["0.97297297"])


class GameView(Message):
    """One game."""

    game_id: GameId = Field(examples=["roulette-european"])
    name: str = Field(examples=["European Roulette"])
    kind: GameKind = Field(
        description="`live` rounds are shared, `instant` rounds are one player's."
    )
    category: str = Field(examples=["roulette"])
    provider: str = Field(examples=["croupier"])
    rtp: str = Field(description=f"{_RTP} The lowest among its bets.", examples=["0.97297297"])
    volatility: Volatility
    min_stake: int = Field(description="Minor units; a table may ask for more.", examples=[10])
    max_stake: int = Field(description="Minor units; a table may allow less.", examples=[500000])
    max_exposure: int | None = Field(
        description="What one round can win at most, in minor units; null where tables have "
        "limits.",
        examples=[None],
    )
    rules_url: str = Field(
        description="Path on the player site.", examples=["/rules/roulette-european.html"]
    )
    thumbnail_url: str = Field(
        description="Path on the player site.", examples=["/games/roulette-european.svg"]
    )
    bets: list[BetReturnView]


class GameDetails(GameView):
    """One game, and how to bet on it."""

    stakes: list[dict[str, Any]] = Field(
        description="What may be staked, a JSON Schema (2020-12) for each kind of bet: of a game "
        "that tables play, for one of a bet's `stakes`; of an instant game, for the body that asks "
        "for a round. `x-pays` says what a win brings. Empty for the games of other providers.",
        examples=[
            [{"title": "straight", "type": "object", "required": ["type", "selection", "amount"]}]
        ],
    )


def view_of_game(listing: Listing) -> GameView:
    """Write a game as the REST API shows it."""
    return GameView.model_validate(asdict(listing))


def details_of_game(listing: Listing, stakes: Sequence[dict[str, Any]]) -> GameDetails:
    """Write a game with the schemas of its stakes as the REST API shows it."""
    return GameDetails(**view_of_game(listing).model_dump(), stakes=list(stakes))
