"""What players send to bet and to cash out, and what they are answered.

Apart from what is shown of tables and rounds, so that a bet need not wait for models of every game.
"""

from typing import Literal

from pydantic import Field

from casino.betting.messages import StakeMessage
from casino.shared.messages import (
    BalanceView,
    BetId,
    CurrencyCode,
    Message,
    NewBetId,
    RoundId,
    TableId,
)

MAX_STAKES = 64


class BetOnRound(Message):
    """A bet, at a table that is named elsewhere."""

    bet_id: NewBetId
    round_id: RoundId
    stakes: list[StakeMessage] = Field(min_length=1, max_length=MAX_STAKES)


class PlaceBet(BetOnRound):
    """Data of `bet.place`."""

    table_id: TableId


class BetAccepted(Message):
    """Answer to a bet."""

    bet_id: BetId
    status: Literal["accepted"]
    round_id: RoundId
    stake: int = Field(description="Of all stakes together, in minor units.", examples=[100])
    currency: CurrencyCode
    balance: BalanceView
    replayed: bool = Field(
        default=False, description="There and true where this bet had been accepted before."
    )


class CashOut(Message):
    """Data of `bet.cash_out`."""

    bet_id: NewBetId
    round_id: RoundId


class CashedOut(Message):
    """Answer of `bet.cash_out`."""

    bet_id: BetId
    status: Literal["cashed_out"]
    round_id: RoundId
    multiplier: int = Field(description="In hundredths: 231 is 2.31 times the stake.")
    payout: int
    currency: CurrencyCode
    balance: BalanceView
    replayed: bool = Field(
        default=False, description="There and true where it had been cashed out before."
    )
