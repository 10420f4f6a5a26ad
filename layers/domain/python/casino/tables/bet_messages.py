"""What players send to bet and to cash out, and what they are answered.

Apart from what is shown of tables and rounds, so that a bet need not wait for models of every game.
"""

from typing import Annotated, Literal

from pydantic import Field

from casino.shared.messages import BalanceView, Identifier, Message
from casino.shared.money import MAX_AMOUNT

MAX_STAKES = 64


class StakeMessage(Message):
    """Money on one spot of the layout."""

    type: str = Field(strict=True, max_length=32, examples=["straight"])
    selection: list[Annotated[int, Field(strict=True, ge=0, le=1_000_000)]] | None = Field(
        default=None,
        max_length=6,
        description="What it is on: numbers, an ordinal, a target; none where there is no choice.",
        examples=[[17]],
    )
    # Its lower bound is the table's to state, so that every wrong amount gets the same answer.
    amount: int = Field(strict=True, ge=-MAX_AMOUNT, le=MAX_AMOUNT, examples=[100])


class PlaceBet(Message):
    """Data of `bet.place`."""

    bet_id: Identifier = Field(description="Made by the client, unique for the player.")
    table_id: Identifier
    round_id: Identifier
    stakes: list[StakeMessage] = Field(min_length=1, max_length=MAX_STAKES)


class BetAccepted(Message):
    """Answer of `bet.place`."""

    bet_id: str
    status: Literal["accepted"]
    round_id: str
    stake: int = Field(description="Of all stakes together, in minor units.")
    currency: str
    balance: BalanceView
    replayed: bool = Field(
        default=False, description="There and true where this bet had been accepted before."
    )


class GetBet(Message):
    """Data of `bet.get`."""

    bet_id: Identifier


class CashOut(Message):
    """Data of `bet.cash_out`."""

    bet_id: Identifier
    round_id: Identifier


class CashedOut(Message):
    """Answer of `bet.cash_out`."""

    bet_id: str
    status: Literal["cashed_out"]
    round_id: str
    multiplier: int = Field(description="In hundredths: 231 is 2.31 times the stake.")
    payout: int
    currency: str
    balance: BalanceView
    replayed: bool = Field(
        default=False, description="There and true where it had been cashed out before."
    )
