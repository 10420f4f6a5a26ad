"""What differs from stage to stage, all of it: what ``stages/<name>.toml`` may say.

Nothing outside the stage files asks for a stage's name.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit

from aws_cdk import RemovalPolicy
from aws_cdk.aws_logs import RetentionDays
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from casino.lambdas.validation import field_errors
from casino.policies import shipped_policy

ROOT: Final = Path(__file__).resolve().parent.parent
STAGES: Final = ROOT / "stages"

# Where CloudFront takes web ACLs and certificates from, whatever the region of a stage.
WORLDWIDE_REGION: Final = "us-east-1"

# SQS delays a message by 15 minutes at most, and the round clock runs on delayed messages.
MAX_PHASE_SECONDS: Final = 900

# The jurisdiction of the demo house, in which next to anything goes.
DEMO: Final = "demo"

# All of a player's connections are closed one after the other, within one invocation.
MAX_DEVICES: Final = 1000

# What Certificate Manager takes for the name that a certificate is made out to.
_LONGEST_NAME: Final = 64

_RETENTION: Final = {
    7: RetentionDays.ONE_WEEK,
    30: RetentionDays.ONE_MONTH,
    90: RetentionDays.THREE_MONTHS,
    180: RetentionDays.SIX_MONTHS,
    365: RetentionDays.ONE_YEAR,
    1827: RetentionDays.FIVE_YEARS,
    3653: RetentionDays.TEN_YEARS,
}


class ConfigurationError(Exception):
    """The app can't be put together as it was asked for; the text says what to do."""


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("This must be an http or https address")
    return text.rstrip("/")


def _email(text: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise ValueError("This must be an e-mail address")
    return text


def _domain_name(text: str) -> str:
    label = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
    if not re.fullmatch(rf"({label}\.)+{label}", text) or len(text) > _LONGEST_NAME:
        raise ValueError("This must be a domain name in lower case, without a scheme")
    return text


Seconds = Annotated[int, Field(ge=1, le=MAX_PHASE_SECONDS)]
Positive = Annotated[int, Field(ge=1)]
Address = Annotated[str, AfterValidator(_address)]
DomainName = Annotated[str, AfterValidator(_domain_name)]
EmailAddress = Annotated[str, AfterValidator(_email)]
Jurisdiction = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,31}$")]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class RoundSeconds(_Settings):
    """How long a live round stays in each phase, and a turn takes, in seconds."""

    betting: Seconds
    closing: Seconds
    spin: Seconds
    result: Seconds
    turn: Seconds


class DealerSeconds(_Settings):
    """How long things may take at a dealer's table, in seconds.

    Attributes
    ----------
    least_betting : int
        How long a dealer can't close the betting.
    betting : int
        How long until the last bets are called.
    entering : int
        How long for the result, from the close or the last card; then the round is voided.
    confirming : int
        How long an entered result can still be corrected.
    deciding : int
        How long for a second person's word; then the round is voided.
    """

    least_betting: Seconds
    betting: Seconds
    entering: Seconds
    confirming: Seconds
    deciding: Seconds


class SeatSeconds(_Settings):
    """How long seats are kept for those who do not bet, in seconds.

    Attributes
    ----------
    reservation : int
        How long from sitting down to the first bet.
    cooldown : int
        How long before who gave up a seat takes it again.
    """

    reservation: Seconds
    cooldown: Seconds


class Throttle(_Settings):
    """A token bucket: requests a second in the long run, and at once."""

    rate: Positive
    burst: Positive


class Mail(_Settings):
    """How players get their codes: through Amazon SES, which must have verified who sends them.

    Attributes
    ----------
    sender : str
        The address that mail comes from.
    verified : {"domain", "address"}
        Whether SES has verified the sender's domain, or the address alone.
    region : str or None
        Where it has; in the stage's own region, if none is said.
    """

    sender: EmailAddress
    verified: Literal["domain", "address"] = "domain"
    region: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-[0-9]$")] | None = None

    @property
    def domain(self) -> str | None:
        """The domain that SES has verified, if it is that."""
        return self.sender.rpartition("@")[2] if self.verified == "domain" else None


class Domain(_Settings):
    """The stage's own domain name, in a hosted zone of Amazon Route 53 in the same account.

    Attributes
    ----------
    name : str
        What players type, such as ``play.example.com``.
    zone, zone_id : str
        The hosted zone that the name is in, by its domain and by its id.
    """

    name: DomainName
    zone: DomainName
    zone_id: Annotated[str, Field(pattern=r"^Z[A-Z0-9]{1,31}$")]

    @field_validator("zone")
    @classmethod
    def _the_name_is_in_it(cls, zone: str, said: ValidationInfo) -> str:
        name = said.data.get("name", zone)
        if name != zone and not name.endswith(f".{zone}"):
            raise ValueError(f"{name} is not in the hosted zone {zone}")
        return zone


class StageConfig(_Settings):
    """One stage's settings; none of them is a secret.

    Attributes
    ----------
    name : str
        That of its file.
    production : bool
        Real money is played for: somebody must hear of its alarms.
    account_confirmation : {"immediate", "email_code"}
        Whether a new account must prove its e-mail address first.
    allowed_origins : tuple of str
        Origins that browsers may call from, beside the stage's own site.
    psp_api_base : str or None
        Where the PSP is, if it is not where its own library expects it.
    log_retention_days : int
        How long CloudWatch keeps what functions and APIs log. What regulators want kept for years
        is the ledger and the audit trail.
    rest_throttle, sign_in_throttle, websocket_throttle : Throttle
        For all routes of an API together; ``sign_in_throttle`` for each ``/v1/auth`` route.
    domain : Domain or None
        What players type; CloudFront's own name for the stage, if nothing is said.
    deployments : {"gradual", "at_once"}
        How requests come to new versions of the functions that write the ledger: a tenth of them
        for five minutes, and none if an alarm rings; or all of them, whatever rings.
    door_key : int
        Raise it, and the next deployment makes a new key for the doors of the APIs, by which they
        know CloudFront.
    firewall : {"count", "block"}
        What AWS's own lists of attacks do with a request that they know: it is counted, or blocked.
        Ours block always.
    threat_protection : bool
        Cognito's adaptive authentication and leaked-password checks, billed per active player.
    local_cloud : bool
        Deployed to the local cloud, which lacks some resource types (see `shared.local_cloud`).
    alarm_email : str or None
        Who hears of alarms.
    mail : Mail or None
        How players get their codes; on the local cloud, nobody is sent any.
    devices_per_player : int
        How many connections a player may have at once; a newer one closes the oldest.
    requests_per_second : int
        The account's quota of API Gateway requests in the region; senders keep to a part of it.
    jurisdictions : tuple of str
        From which players are taken, each with a policy of its own (`casino.policies`). The first
        is that of players from before each had one.
    beacon : str
        The one whose public values are mixed into the tables' seeds: ``drand``, which needs the
        internet and nobody can foresee; or ``local``, which is neither.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{1,15}$")]
    production: bool
    account_confirmation: Literal["immediate", "email_code"]
    allowed_origins: Annotated[tuple[Address, ...], Field(strict=False)] = ()
    psp_api_base: Address | None = None
    timings: RoundSeconds
    dealer_timings: DealerSeconds
    seat_timings: SeatSeconds
    log_retention_days: Literal[7, 30, 90, 180, 365, 1827, 3653]
    rest_throttle: Throttle
    sign_in_throttle: Throttle
    websocket_throttle: Throttle
    domain: Domain | None = None
    deployments: Literal["gradual", "at_once"]
    door_key: Positive = 1
    firewall: Literal["count", "block"]
    threat_protection: bool
    local_cloud: bool = False
    alarm_email: Annotated[EmailAddress | None, Field(validate_default=True)] = None
    mail: Annotated[Mail | None, Field(validate_default=True)] = None
    devices_per_player: Annotated[int, Field(ge=1, le=MAX_DEVICES)]
    requests_per_second: Positive
    jurisdictions: Annotated[tuple[Jurisdiction, ...], Field(strict=False)]
    beacon: Literal["drand", "local"]

    @field_validator("alarm_email")
    @classmethod
    def _somebody_hears_of_production(cls, email: str | None, said: ValidationInfo) -> str | None:
        if email is None and said.data.get("production"):
            raise ValueError("Production needs one: somebody must hear of its alarms")
        return email

    @field_validator("jurisdictions")
    @classmethod
    def _players_have_one(cls, names: tuple[str, ...], said: ValidationInfo) -> tuple[str, ...]:
        if not names:
            raise ValueError("Players have to come under one")
        if said.data.get("production") and DEMO in names:
            raise ValueError(
                f"Production can't serve {DEMO!r}, which is nobody's law: say under which licences "
                "real money is played for"
            )
        by_country: dict[str, str] = {}
        for name in names:
            shipped = shipped_policy(name)
            for country in shipped.countries if shipped else ():
                if by_country.setdefault(country, name) != name:
                    raise ValueError(f"{by_country[country]} and {name} both have {country}")
        return names

    @field_validator("mail")
    @classmethod
    def _players_get_their_codes(cls, mail: Mail | None, said: ValidationInfo) -> Mail | None:
        if mail is None and not said.data.get("local_cloud"):
            raise ValueError(
                "A stage on AWS needs it: verify a sender with Amazon SES, and say here which, as "
                '{ sender = "no-reply@play.example.com" }'
            )
        return mail

    @property
    def keeps_data(self) -> bool:
        """Whether money and identities outlive the stack: wherever real people may have played."""
        return not self.local_cloud

    @property
    def has_front(self) -> bool:
        """Whether players come by CloudFront, which the local cloud has not got."""
        return not self.local_cloud

    @property
    def has_aliases(self) -> bool:
        """Whether functions are called by aliases, whose versions the local cloud can't move."""
        return not self.local_cloud

    @property
    def removal_policy(self) -> RemovalPolicy:
        """What happens to data when its resource leaves the stack.

        It stays, but for what a deployment made that failed: nothing is in it yet.
        """
        kept = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        return kept if self.keeps_data else RemovalPolicy.DESTROY

    @property
    def protected_removal_policy(self) -> RemovalPolicy:
        """What happens where the service itself protects against deletion: it always stays.

        A roll-back that tried to delete it would be refused, and leave a stack that only a person
        can get out of its state.
        """
        return RemovalPolicy.RETAIN if self.keeps_data else RemovalPolicy.DESTROY

    @property
    def longest_phase_seconds(self) -> int:
        """How long a round may stay in one phase before the clock looks at it again."""
        kinds = (self.timings.model_dump(), self.dealer_timings.model_dump())
        longest: int = max(max(phases.values()) for phases in kinds)
        return longest

    @property
    def log_retention(self) -> RetentionDays:
        """How long logs are kept, as the CDK says it."""
        return _RETENTION[self.log_retention_days]


@dataclass(frozen=True)
class Builds:
    """What must have been built before a stage can be put together.

    Attributes
    ----------
    dependencies : Path
        The layer of third-party packages.
    dependencies_command : str
        What builds it.
    site : Path
        The player site.
    """

    dependencies: Path
    dependencies_command: str
    site: Path

    @classmethod
    def of(cls, config: StageConfig) -> Self:
        """Return where a stage's builds are."""
        target = "local" if config.local_cloud else "aws"
        # Copies of one checkout share a build; whoever built it says where it is.
        built = os.environ.get("CROUPIER_DEPENDENCIES")
        return cls(
            dependencies=Path(built) if built else ROOT / f".local/build/dependencies-{target}",
            dependencies_command=f"python -m scripts.build_layers --target {target}",
            site=ROOT / "web/dist",
        )


def stage_config(
    name: str, changes: Mapping[str, Any] | None = None, folder: Path = STAGES
) -> StageConfig:
    """Read a stage's file.

    Parameters
    ----------
    changes : mapping, optional
        What is otherwise than in the file: the ports of a laptop, a test's short rounds. Tables
        are changed key by key.

    Raises
    ------
    ConfigurationError
        If there is no such file, or it says what can't be used.
    """
    known = sorted(file.stem for file in folder.glob("*.toml"))
    if name not in known:
        raise ConfigurationError(
            f"There is no stages/{name}.toml.\nCopy stages/test.toml to it and say there what is "
            f"otherwise, or take a stage that is there: {', '.join(known)}."
        )
    try:
        said = tomllib.loads((folder / f"{name}.toml").read_text())
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"stages/{name}.toml is no TOML: {error}") from None
    try:
        return StageConfig.model_validate({**_changed(said, changes or {}), "name": name})
    except ValidationError as error:
        raise ConfigurationError(_complaints(name, error)) from None


def _changed(said: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    deeper = {
        key: _changed(said.get(key, {}), value)
        for key, value in changes.items()
        if isinstance(value, Mapping)
    }
    return {**said, **changes, **deeper}


def _complaints(name: str, error: ValidationError) -> str:
    complaints = field_errors(error.errors(include_url=False, include_input=False))
    lines = [f"{each.pointer[1:].replace('/', '.')}: {each.detail}" for each in complaints]
    return "\n".join(
        [
            f"stages/{name}.toml can't be used:",
            *lines,
            "stages/test.toml has every setting and what it means.",
        ]
    )
