"""What games come to, on the wire."""

from typing import Final, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from casino.games import Outcome, Rounded
from casino.shared.messages import Message

CARD: Final = "Rank and suit: `AS`, `TD`."


class RouletteOutcomeView(Message):
    """Where the ball fell."""

    pocket: int = Field(description="00 of an American wheel is 37.", examples=[17])
    colour: str = Field(examples=["black"])


class BaccaratOutcomeView(Message):
    """What was dealt: each card as rank and suit, such as `TD` for the ten of diamonds."""

    player: list[str] = Field(description="In the order dealt.", examples=[["TD", "8C"]])
    banker: list[str] = Field(description="In the order dealt.", examples=[["4H", "3S", "KD"]])
    player_total: int = Field(examples=[8])
    banker_total: int = Field(examples=[7])
    winner: Literal["player", "banker", "tie"]
    player_pair: bool
    banker_pair: bool


class CrashOutcomeView(Message):
    """Where the multiplier broke."""

    multiplier: int = Field(
        description="In hundredths: 231 is 2.31 times the stake.", examples=[231]
    )


class DealerOutcomeView(Message):
    """The dealer's hand at the end."""

    cards: list[str] = Field(description=CARD, examples=[["9S", "8H"]])
    total: int = Field(examples=[17])
    blackjack: bool


class HandOutcomeView(Message):
    """How a hand ended."""

    cards: list[str] = Field(description=CARD, examples=[["TD", "6C", "4H"]])
    total: int = Field(examples=[20])
    doubled: bool
    result: Literal["blackjack", "win", "push", "surrender", "lose", "bust"] = Field(
        examples=["win"]
    )


class SeatOutcomeView(Message):
    """How the hands of a seat ended."""

    seat: int = Field(examples=[1])
    insured: bool
    hands: list[HandOutcomeView]


class BlackjackOutcomeView(Message):
    """How a round of blackjack ended."""

    dealer: DealerOutcomeView
    seats: list[SeatOutcomeView]


AnyOutcomeView = RouletteOutcomeView | BaccaratOutcomeView | CrashOutcomeView | BlackjackOutcomeView

OutcomeView = TypeAliasType("OutcomeView", AnyOutcomeView)
"""What came of a round, by its game. A union with a name, so that the references name it too."""


class RollView(Message):
    """What was rolled at dice."""

    roll: int = Field(description="0 to 9,999.", examples=[1234])


class MultiplierView(Message):
    """The multiplier that limbo drew."""

    multiplier: int = Field(description="In hundredths.", examples=[231])


class LineWinView(Message):
    """What one line of a slot machine pays."""

    line: int = Field(description="From 1.", examples=[1])
    symbol: str = Field(examples=["cherry"])
    count: int = Field(description="On how many reels from the left.", examples=[3])
    pays: int = Field(description="In line stakes, before the spin's multiplier.", examples=[5])


class SpinView(Message):
    """One turn of a slot machine's reels."""

    stops: list[int] = Field(
        description="The place of each reel's strip in the window's top row.", examples=[[3]]
    )
    window: list[list[str]] = Field(
        description="Reel by reel from the left, each from the top.",
        examples=[[["cherry", "bell", "seven"]]],
    )
    lines: list[LineWinView]
    scatters: int = Field(examples=[0])
    scatter_pays: int = Field(description="In line stakes, before the multiplier.", examples=[0])
    multiplier: int = Field(examples=[1])
    free_spins_won: int = Field(examples=[0])
    pays: int = Field(description="In line stakes, the multiplier included.", examples=[5])


class SpinsView(Message):
    """A slot machine's round: the spin that was paid for, and the free ones after it."""

    spins: list[SpinView]
    free_spins: int = Field(examples=[0])
    pays: int = Field(description="In line stakes: a stake's share of one line.", examples=[5])


InstantOutcomeView = RollView | MultiplierView | SpinsView


class RoundingView(Message):
    """What decided the fraction of a payout: below it one more minor unit was paid."""

    drawn: int = Field(examples=[12])
    of: int = Field(description="It was one of so many, from 0.", examples=[100])


def view_of_outcome(outcome: Outcome) -> InstantOutcomeView:
    """Write what came of a round."""
    wire = outcome.to_wire()
    for view in (RollView, MultiplierView):
        if wire.keys() == view.model_fields.keys():
            return view(**wire)
    return SpinsView(**wire)


def view_of_rounding(rounded: Rounded) -> RoundingView | None:
    """Write what decided the fraction of a payout, if it had one."""
    if rounded.drawn is None or rounded.of is None:
        return None
    return RoundingView(drawn=rounded.drawn, of=rounded.of)
