"""What the wire models of every context are made of."""

from typing import Annotated, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from casino.shared.money import CURRENCY_EXPONENTS, MAX_AMOUNT

T = TypeVar("T")

# Strict: a client that sends "10", 10.0 or true has a bug that silent conversion would hide.
Amount = Annotated[
    int,
    Field(
        strict=True,
        ge=1,
        le=MAX_AMOUNT,
        description="Minor units of the currency.",
        examples=[1250],
    ),
]
CurrencyCode = Annotated[
    str,
    Field(
        strict=True,
        pattern=f"^({'|'.join(CURRENCY_EXPONENTS)})$",
        description="ISO 4217 code.",
        examples=["EUR"],
    ),
]
Timestamp = Annotated[
    str,
    Field(json_schema_extra={"format": "date-time"}, examples=["2026-01-31T12:00:00.000Z"]),
]
"""A moment as it is told: RFC 3339 in UTC."""

_IDENTIFIER = StringConstraints(
    strict=True, min_length=1, max_length=128, pattern=r"^[A-Za-z0-9_.:\-]+$"
)
Identifier = Annotated[str, _IDENTIFIER]
GameId = Annotated[str, _IDENTIFIER, Field(examples=["roulette-european"])]
TableId = Annotated[str, _IDENTIFIER, Field(examples=["roulette-eu-1"])]
RoundId = Annotated[str, _IDENTIFIER, Field(examples=["roulette-eu-1.42"])]
NewBetId = Annotated[
    str,
    _IDENTIFIER,
    Field(description="Made by the client, unique for the player.", examples=["b-6f1d2c"]),
]
BetId = Annotated[
    str,
    # What a decision adds to a bet is a bet of its own, named after it with a mark in between that
    # no client can write into a name of theirs.
    StringConstraints(strict=True, min_length=1, max_length=140, pattern=r"^[A-Za-z0-9_.:~\-]+$"),
    Field(examples=["b-6f1d2c"]),
]
DepositId = Annotated[str, _IDENTIFIER, Field(examples=["dep_0q8v3c5r1n7k2m9t4w6x0y5z3a"])]
WithdrawalId = Annotated[str, _IDENTIFIER, Field(examples=["wdr_0q8v3c5r1n7k2m9t4w6x0y5z3a"])]
ProviderName = Annotated[str, _IDENTIFIER, Field(examples=["stripe"])]
PlayerId = Annotated[str, Field(examples=["5d0f9c1e-2b7a-4c55-9a53-0f6a1b8e7d21"])]


class Message(BaseModel):
    """A body that is sent or received: immutable, and without fields that we don't know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EventData(Message):
    """What an event tells; each kind of event is a class of its own."""

    event: ClassVar[str]


class HouseEvent(Message):
    """What an event tells that players don't hear of: it goes to the event bus alone."""

    event: ClassVar[str]


class BalanceView(Message):
    """A wallet's balances, in minor units of its currency."""

    available: int = Field(description="What can be staked: cash and bonus.", examples=[8500])
    cash: int = Field(examples=[8500])
    bonus: int = Field(examples=[0])
    held: int = Field(description="Taken out of cash for withdrawals under way.", examples=[0])
    version: int = Field(description="Rises by one with each transaction.", examples=[7])


class PageOf(Message, Generic[T]):
    """Some items of a list; `next_cursor` is null after the last page."""

    items: list[T]
    next_cursor: str | None = Field(examples=["eyJwIjoiNDIifQ"])
