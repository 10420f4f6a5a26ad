"""What bets of any kind say on the wire, apart from what games come to.

Small, so that a bet need not wait for models of every game: what is shown of bets is in `views`.
"""

from typing import Annotated

from pydantic import Field

from casino.games import Stake
from casino.shared.messages import BetId, Message
from casino.shared.money import MAX_AMOUNT

Commitment = Annotated[
    str,
    Field(
        description="SHA-256 of the server seed's text, in hex.",
        examples=["271e32d5c5760fcc05ad3c85528879d7d15e65380f67099142b061c3f5039799"],
    ),
]
ServerSeed = Annotated[
    str, Field(examples=["eec7357c51550236546b9da37427fc3314f8bc6c4b61c82efedc268da7a4a430"])
]


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

    @classmethod
    def of(cls, stake: Stake) -> "StakeMessage":
        """Write a stake as its player sees it."""
        return cls(type=stake.type, selection=list(stake.selection) or None, amount=stake.amount)


class GetBet(Message):
    """Data of `bet.get`."""

    bet_id: BetId
