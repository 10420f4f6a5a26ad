"""What the wire models of every context are made of."""

from typing import Annotated, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

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
Identifier = Annotated[
    str, Field(strict=True, min_length=1, max_length=128, pattern=r"^[A-Za-z0-9_.:\-]+$")
]


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

    available: int = Field(description="What can be staked: cash and bonus.")
    cash: int
    bonus: int
    held: int = Field(description="Taken out of cash for withdrawals under way.")
    version: int = Field(description="Rises by one with each transaction.")


class PageOf(Message, Generic[T]):
    """Some items of a list; `next_cursor` is null after the last page."""

    items: list[T]
    next_cursor: str | None
