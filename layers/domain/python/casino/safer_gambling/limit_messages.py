"""What is said of limits and reality checks on the wire."""

from typing import Annotated, ClassVar, Final

from pydantic import Field

from casino.policies import LimitKind, LimitPeriod
from casino.shared.messages import EventData, Identifier, Message, Timestamp
from casino.shared.money import MAX_AMOUNT

# Which ones there are is no matter of form.
LimitKindName = Annotated[Identifier, Field(examples=["loss"])]
LimitPeriodName = Annotated[Identifier, Field(examples=["day"])]
KINDS: Final = "`deposit`, `loss`, `stake` or `play`."
PERIODS: Final = "`day`, `week` or `month`; of `stake`, `bet`; of `play`, `session`."

_VALUE: Final = "Minor units; minutes for `play`. Null for no limit."


class SetLimit(Message):
    """Body of ``PUT /v1/me/limits/{kind}/{period}``."""

    value: int | None = Field(
        strict=True, ge=1, le=MAX_AMOUNT, description=_VALUE, examples=[10000]
    )


class PendingLimitView(Message):
    """A higher limit that waits: from `effective_at` on it can be confirmed, for a week."""

    value: int | None = Field(description=_VALUE, examples=[20000])
    effective_at: Timestamp


class PlayerLimitView(Message):
    """One of a player's limits, and what it leaves."""

    kind: LimitKind = Field(examples=["loss"])
    period: LimitPeriod = Field(examples=["day"])
    value: int | None = Field(description=_VALUE, examples=[10000])
    used: int = Field(
        description="Of the present period: deposits that have begun and have not failed; stakes "
        "less payouts, never below 0; minutes played without a break.",
        examples=[2500],
    )
    remaining: int | None = Field(description="Null where there is no limit.", examples=[7500])
    resets_at: Timestamp | None = Field(
        description="When the period is over; of a session of play, when a break from now on is "
        "long enough. Null where there is nothing to reset."
    )
    pending: PendingLimitView | None


class PlayerLimitsView(Message):
    """The limits that a player can set."""

    items: list[PlayerLimitView]


class LimitChanged(EventData):
    """A limit has another value, or a higher one waits to be confirmed."""

    event: ClassVar = "limits.changed"

    kind: LimitKind
    period: LimitPeriod
    value: int | None = Field(description=_VALUE)
    pending: PendingLimitView | None


class RealityCheck(EventData):
    """How long the player has been playing, and what came of it; it has to be acknowledged."""

    event: ClassVar = "session.reality_check"

    elapsed_minutes: int = Field(description="Since the session of play began.")
    staked: int = Field(description="Since then, in minor units.")
    paid_out: int = Field(description="Stakes that were returned included.")
    net: int = Field(description="Paid out less staked: below 0, the player has lost.")
