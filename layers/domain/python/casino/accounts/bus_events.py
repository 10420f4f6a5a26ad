"""What the house hears of accounts, as the event bus carries it.

Without names, addresses and birthdays: whoever needs them asks for the profile.
"""

from dataclasses import asdict
from typing import Any, ClassVar, Literal

from pydantic import Field

from casino.accounts.model import AccountStatus, KycStatus, Profile
from casino.shared.messages import CurrencyCode, HouseEvent, Message, PlayerId


class _Account(Message):
    """What a new and a changed account tell alike."""

    player_id: PlayerId
    status: AccountStatus
    kyc_status: KycStatus
    country: str = Field(description="ISO 3166-1 alpha-2.")
    currency: CurrencyCode
    locale: str
    marketing: dict[str, bool] = Field(description="Ways in which the player wants offers.")


class AccountOpened(_Account, HouseEvent):
    """Somebody has registered, and has a wallet."""

    event: ClassVar = "account.opened"


class AccountChanged(_Account, HouseEvent):
    """An account has another status, or its player has changed their mind about something."""

    event: ClassVar = "account.changed"


class AccountSignedIn(HouseEvent):
    """A player has signed in."""

    event: ClassVar = "account.signed_in"

    player_id: PlayerId


class AccountSignedOut(HouseEvent):
    """Every session of a player was ended."""

    event: ClassVar = "account.signed_out"

    player_id: PlayerId
    cause: Literal["logout", "password_change", "password_reset"]


def news_of(before: Profile | None, after: Profile) -> list[HouseEvent]:
    """Return what a change of a profile tells.

    Parameters
    ----------
    before : Profile or None
        `None` for a new account.
    """
    if before is None:
        return [AccountOpened(**_told(after))]
    news: list[HouseEvent] = []
    if _told(before) != _told(after):
        news.append(AccountChanged(**_told(after)))
    if before.last_login_at != after.last_login_at:
        news.append(AccountSignedIn(player_id=after.player_id))
    return news


def _told(profile: Profile) -> dict[str, Any]:
    return {
        "player_id": profile.player_id,
        "status": profile.status,
        "kyc_status": profile.kyc_status,
        "country": profile.particulars.country,
        "currency": profile.particulars.currency,
        "locale": profile.locale,
        "marketing": asdict(profile.marketing),
    }
