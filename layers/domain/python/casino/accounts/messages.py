"""What accounts say on the wire."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from casino.accounts.directory import SECOND_FACTOR
from casino.accounts.model import (
    AccountStatus,
    KycStatus,
    Particulars,
    Profile,
    SecondFactorNeeded,
    Session,
)
from casino.accounts.passwords import MAX_LENGTH, MIN_LENGTH
from casino.safer_gambling.messages import RestrictionView
from casino.shared.messages import CurrencyCode, Message, PlayerId, Timestamp


def _address(text: str) -> str:
    try:
        # Addresses below .test (RFC 6761) reach nobody, so they are as harmless as they are handy.
        found = validate_email(
            text, check_deliverability=False, allow_smtputf8=False, test_environment=True
        )
    except EmailNotValidError as error:
        raise PydanticCustomError("email", "This is not an e-mail address") from error
    # Local parts may tell case apart in theory; in practice it is the same person.
    return (found.ascii_email or found.normalized).lower()


def _visible(text: str) -> str:
    # Control and formatting characters could hide a name, or turn around the text beside it.
    if not text.isprintable():
        raise PydanticCustomError("display_name", "A name has no invisible characters")
    return text


def _full_date(value: Any) -> Any:
    # pydantic would take numbers and times of day for dates as well.
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return value
    raise PydanticCustomError("full_date", "Write the date as YYYY-MM-DD")


def _accepted(value: bool) -> bool:
    if not value:
        raise PydanticCustomError("terms", "Without the terms there is no account")
    return value


# Cognito takes names of at most 128 characters, and an address is the name to sign in with.
Email = Annotated[
    str,
    StringConstraints(strict=True, min_length=3, max_length=128),
    AfterValidator(_address),
    Field(json_schema_extra={"format": "email"}, examples=["ada@example.com"]),
]
NewPassword = Annotated[
    str,
    StringConstraints(strict=True, min_length=MIN_LENGTH, max_length=MAX_LENGTH),
    Field(
        repr=False,
        description="No rules of composition; not one that is easily guessed.",
        examples=["a quiet evening in Valletta"],
    ),
]
Password = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=256),
    Field(repr=False, examples=["a quiet evening in Valletta"]),
]
DisplayName = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=40),
    AfterValidator(_visible),
    Field(description="What others at a table see.", examples=["Ada"]),
]
DateOfBirth = Annotated[
    date,
    BeforeValidator(_full_date),
    Field(description="RFC 3339 full-date.", examples=["1990-05-17"]),
]
Country = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[A-Z]{2}$"),
    Field(description="ISO 3166-1 alpha-2.", examples=["DE"]),
]
Locale = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$"),
    Field(description="BCP 47: a language, or a language and a country.", examples=["de-AT"]),
]
Code = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[A-Za-z0-9:\-]{4,64}$"),
    Field(repr=False, examples=["492039"]),
]
OneTimeCode = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[0-9]{6}$"),
    Field(repr=False, examples=["492039"]),
]
Token = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[A-Za-z0-9_=.\-]+$", min_length=1, max_length=8192),
    Field(repr=False, examples=["eyJraWQiOiJrMSJ9.eyJzdWIiOiJhZGEifQ.c2lnbmVk"]),
]
ChallengeSession = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=4096), Field(repr=False)
]


class Register(Message):
    """Body of ``POST /v1/auth/register``."""

    email: Email
    password: NewPassword
    display_name: DisplayName
    date_of_birth: DateOfBirth
    country: Country
    currency: CurrencyCode
    accept_terms: Annotated[
        StrictBool,
        AfterValidator(_accepted),
        Field(description="Must be true.", json_schema_extra={"const": True}),
    ]

    @property
    def particulars(self) -> Particulars:
        """Everything but the password."""
        return Particulars(
            email=self.email,
            display_name=self.display_name,
            date_of_birth=self.date_of_birth,
            country=self.country,
            currency=self.currency,
        )


class Registered(Message):
    """An account as it has just been registered."""

    player_id: PlayerId
    status: AccountStatus


class ConfirmAddress(Message):
    """Body of ``POST /v1/auth/confirm``."""

    email: Email
    code: Code


class LogIn(Message):
    """Body of ``POST /v1/auth/login``."""

    email: Email
    password: Password


class AnswerChallenge(Message):
    """Body of ``POST /v1/auth/mfa``."""

    session: ChallengeSession = Field(
        description="As the challenge gave it.", examples=["AYABeC1-example"]
    )
    code: OneTimeCode


class Refresh(Message):
    """Body of ``POST /v1/auth/refresh``."""

    refresh_token: Token


class ForgotPassword(Message):
    """Body of ``POST /v1/auth/password/forgot``."""

    email: Email


class ResetPassword(Message):
    """Body of ``POST /v1/auth/password/reset``."""

    email: Email
    code: Code
    password: NewPassword


class ChangePassword(Message):
    """Body of ``POST /v1/me/password``."""

    current_password: Password
    new_password: NewPassword


class Tokens(Message):
    """A session."""

    access_token: str = Field(
        repr=False,
        description="Send as `Authorization: Bearer …`.",
        examples=["eyJraWQiOiJrMSJ9.eyJzdWIiOiJhZGEifQ.c2lnbmVk"],
    )
    id_token: str = Field(repr=False, examples=["eyJraWQiOiJrMSJ9.eyJzdWIiOiJhZGEifQ.c2lnbmVk"])
    refresh_token: str = Field(
        repr=False, examples=["eyJraWQiOiJrMSJ9.eyJzdWIiOiJhZGEifQ.c2lnbmVk"]
    )
    expires_in: int = Field(description="Seconds until the access token expires.", examples=[900])
    restriction: RestrictionView | None = Field(
        description="Why the player may not play now, if they may not."
    )


class Challenge(Message):
    """A sign-in that waits for a one-time code; answer at ``/v1/auth/mfa``."""

    challenge: Literal["SOFTWARE_TOKEN_MFA"]
    session: str = Field(repr=False, examples=["AYABeC1-example"])


class MarketingView(Message):
    """Ways in which a player wants to hear of offers."""

    email: bool
    sms: bool
    push: bool


class ProfileView(Message):
    """A player, as they see themselves."""

    player_id: PlayerId
    email: str = Field(examples=["ada@example.com"])
    display_name: str = Field(examples=["Ada"])
    country: str = Field(examples=["DE"])
    currency: CurrencyCode
    status: AccountStatus = Field(examples=["active"])
    kyc_status: KycStatus
    locale: str = Field(examples=["de"])
    restriction: RestrictionView | None = Field(
        description="Why you may not play now, if you may not."
    )
    limits_prompt_due: bool = Field(
        description="Whether you are to be asked for limits before your first deposit and have not "
        "chosen yet: `PUT /v1/me/limits/deposit/{period}` with a value, or with null for none.",
        examples=[False],
    )
    marketing: MarketingView
    created_at: Timestamp
    previous_login_at: Timestamp | None = Field(description="The sign-in before this session's.")


# What is left out of a change stays as it is. The defaults only mark such fields as optional (null
# is not a value of theirs), so nobody reads them: changes are dumped without what was not sent.
def _left_out(kind: type[Any]) -> Any:
    return Field(default_factory=kind)


class ChangeMarketing(Message):
    """The choices to change."""

    email: StrictBool = _left_out(bool)
    sms: StrictBool = _left_out(bool)
    push: StrictBool = _left_out(bool)


class ChangeProfile(Message):
    """Body of ``PATCH /v1/me``."""

    display_name: DisplayName = _left_out(str)
    locale: Locale = _left_out(str)
    marketing: ChangeMarketing = _left_out(ChangeMarketing)


def view_of_profile(
    profile: Profile, restriction: RestrictionView | None, *, limits_prompt_due: bool
) -> ProfileView:
    """Write a profile as the REST API shows it."""
    particulars = profile.particulars
    return ProfileView(
        player_id=profile.player_id,
        email=particulars.email,
        display_name=particulars.display_name,
        country=particulars.country,
        currency=particulars.currency,
        status=profile.status,
        kyc_status=profile.kyc_status,
        locale=profile.locale,
        restriction=restriction,
        limits_prompt_due=limits_prompt_due,
        marketing=MarketingView(
            email=profile.marketing.email,
            sms=profile.marketing.sms,
            push=profile.marketing.push,
        ),
        created_at=profile.created_at,
        previous_login_at=profile.previous_login_at,
    )


def view_of_session(session: Session, restriction: RestrictionView | None) -> Tokens:
    """Write a session as the REST API shows it."""
    return Tokens(
        access_token=session.access_token,
        id_token=session.id_token,
        refresh_token=session.refresh_token,
        expires_in=session.expires_in,
        restriction=restriction,
    )


def view_of_challenge(challenge: SecondFactorNeeded) -> Challenge:
    """Write a half-finished sign-in as the REST API shows it."""
    return Challenge(challenge=SECOND_FACTOR, session=challenge.session)
