"""Who a player is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from casino.safer_gambling import Person
from casino.shared.clock import to_rfc3339

DEFAULT_LOCALE: Final = "en"

TERMS: Final = "1"
"""The terms that a registration accepts; when they change, so does this."""


class AccountStatus(StrEnum):
    """What a player may do with their account."""

    PENDING_CONFIRMATION = "pending_confirmation"
    ACTIVE = "active"


class KycStatus(StrEnum):
    """How far a player's identity has been verified ("know your customer")."""

    UNVERIFIED = "unverified"


class Confirmation(StrEnum):
    """How an address becomes the player's own."""

    IMMEDIATE = "immediate"
    EMAIL_CODE = "email_code"

    @property
    def first_status(self) -> AccountStatus:
        """The status of an account that has just been registered."""
        if self is Confirmation.IMMEDIATE:
            return AccountStatus.ACTIVE
        return AccountStatus.PENDING_CONFIRMATION


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a person says of themselves when they register.

    The user directory keeps all of it, so a profile and a wallet can always be built from there.

    Attributes
    ----------
    email : str
        Lower-case.
    country : str
        ISO 3166-1 alpha-2.
    currency : str
        ISO 4217; the wallet's, for ever.
    """

    email: str
    display_name: str
    date_of_birth: date
    country: str
    currency: str

    @property
    def person(self) -> Person:
        """What tells who they are."""
        return Person(self.email, self.display_name, self.date_of_birth)


@dataclass(frozen=True, slots=True)
class Marketing:
    """Ways in which a player wants to hear of offers: none until they say so."""

    email: bool = False
    sms: bool = False
    push: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A player.

    Attributes
    ----------
    locale : str
        BCP 47.
    created_at : str
        RFC 3339. Also when the terms were accepted: nobody registers without.
    last_login_at, previous_login_at : str or None
        The current session's and the one before, which players are shown so that they notice a
        stranger's.
    version : int
        Rises by one with each change.
    jurisdiction : str
        Whose policy the player comes under, for ever; empty for those from before each had one,
        which stands for the stage's first.
    """

    player_id: str
    particulars: Particulars
    status: AccountStatus
    created_at: str
    kyc_status: KycStatus = KycStatus.UNVERIFIED
    locale: str = DEFAULT_LOCALE
    marketing: Marketing = Marketing()
    last_login_at: str | None = None
    previous_login_at: str | None = None
    version: int = 1
    jurisdiction: str = ""

    def signed_in(self, at: datetime) -> "Profile":
        """Return the profile after a sign-in.

        Whoever could sign in has a confirmed address, so a pending account becomes active.
        """
        pending = self.status is AccountStatus.PENDING_CONFIRMATION
        return replace(
            self,
            status=AccountStatus.ACTIVE if pending else self.status,
            previous_login_at=self.last_login_at,
            last_login_at=to_rfc3339(at),
            version=self.version + 1,
        )

    def without_offers(self) -> "Profile":
        """Return the profile of a player who wants to hear of no offers any more."""
        return replace(self, marketing=Marketing(), version=self.version + 1)

    def changed(
        self,
        *,
        display_name: str | None = None,
        locale: str | None = None,
        marketing: dict[str, bool] | None = None,
    ) -> "Profile":
        """Return the profile with what the player may change; `None` leaves a part as it is."""
        return replace(
            self,
            particulars=replace(
                self.particulars, display_name=display_name or self.particulars.display_name
            ),
            locale=locale or self.locale,
            marketing=replace(self.marketing, **(marketing or {})),
            version=self.version + 1,
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """What the user directory knows of somebody who registered."""

    player_id: str
    particulars: Particulars
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in.

    Attributes
    ----------
    username : str
        Cognito's own name for whoever signed in.
    expires_in : int
        Seconds that the access token lives.
    """

    player_id: str
    username: str
    access_token: str
    id_token: str
    refresh_token: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class SecondFactorNeeded:
    """A sign-in that waits for a one-time code.

    Attributes
    ----------
    session : str
        To be sent back with the code.
    """

    session: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of where a sign-in comes from: what tells a player's from a stranger's.

    Attributes
    ----------
    address : str
        IPv4 or IPv6.
    server, path : str
        What was asked.
    headers : mapping of str to str
        Those that tell devices apart.
    """

    address: str
    server: str
    path: str
    headers: Mapping[str, str]
