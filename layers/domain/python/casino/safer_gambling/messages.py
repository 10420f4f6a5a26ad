"""What safer gambling says on the wire."""

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from casino.shared.messages import EventData, HouseEvent, Message, PlayerId, Timestamp
from casino.wallet import Activity, Wallet

# Which ones are on offer is no matter of form.
Duration = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^P[1-9][0-9]{0,3}[DWMY]$"),
    Field(description="ISO 8601."),
]


class TakeTimeOut(Message):
    """Body of ``POST /v1/me/time-out``."""

    duration: Duration = Field(
        description="ISO 8601, `P1D` to `P42D`, as your jurisdiction has it.", examples=["P7D"]
    )


class ExcludeSelf(Message):
    """Body of ``POST /v1/me/self-exclusion``."""

    duration: Duration = Field(
        description="ISO 8601: `P6M`, `P1Y`, `P5Y` or `P100Y`, as your jurisdiction has it.",
        examples=["P1Y"],
    )


class KeptAway(Message):
    """How long it holds."""

    until: Timestamp


class Reinstated(Message):
    """When the account opens."""

    opens_at: Timestamp


class RestrictionView(Message):
    """Why a player may not play now, and until when."""

    reason: str = Field(
        description="`timed_out`, `self_excluded`, or another reason of the house's.",
        examples=["timed_out"],
    )
    until: Timestamp | None
    lapses: bool = Field(
        description="Whether it ends by itself; after a self-exclusion you ask for reinstatement.",
        examples=[True],
    )


class AccountRestricted(EventData):
    """The player may not play, pay in or chat any more: by their own wish."""

    event: ClassVar = "account.restricted"

    reason: str = Field(description="`timed_out` or `self_excluded`, as errors say.")
    until: Timestamp = Field(
        description="When that ends; after a self-exclusion nothing reopens by itself."
    )


class AccountReinstated(HouseEvent):
    """A player asked to be let back in after a self-exclusion, and will be."""

    event: ClassVar = "account.reinstated"

    player_id: PlayerId
    opens_at: Timestamp


class AccountResembles(HouseEvent):
    """Somebody has registered who may have excluded themselves under another address."""

    event: ClassVar = "account.resembles_excluded"

    player_id: PlayerId
    excluded: dict[str, list[PlayerId]] = Field(
        description="Whom they resemble, by `mailbox`, `address` or `name_and_birthday`."
    )


def view_of_restriction(wallet: Wallet, now: datetime) -> RestrictionView | None:
    """Write what keeps a player from playing now, if anything does."""
    bar = wallet.bar_on(Activity.PLAY, now)
    if bar is None:
        return None
    return RestrictionView(reason=bar.reason, until=bar.until, lapses=bar.lapses)
