"""What differs from stage to stage, all of it.

A stage is named by the CDK context ``stage``: ``local`` is a laptop, ``prod`` is the real house,
and any other name is an AWS stage for trying things out. Nothing outside this file asks for a
stage's name.
"""

import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from aws_cdk import RemovalPolicy
from aws_cdk.aws_logs import RetentionDays

# Jurisdictions with rules of their own in `casino.instant.policy`.
GAME_CYCLES: Final = ("none", "GB")

ROOT: Final = Path(__file__).resolve().parent.parent

# What `casino.tables.beacons` knows.
BEACONS: Final = ("drand", "local")

# SQS delays a message by 15 minutes at most, and the round clock runs on delayed messages.
MAX_PHASE_SECONDS: Final = 900

# All of a player's connections are closed one after the other, within one invocation.
MAX_DEVICES: Final = 1000

# Of all APIs of an account in a region, until AWS was asked for more.
API_REQUESTS_PER_SECOND: Final = 10_000

ContextLookup = Callable[[str], Any]


class ConfigurationError(Exception):
    """The app can't be put together as it was asked for; the text says what to do."""


@dataclass(frozen=True)
class RoundSeconds:
    """How long a live round stays in each phase, and a turn takes, in seconds."""

    betting: int
    closing: int
    spin: int
    result: int
    turn: int


@dataclass(frozen=True)
class DealerSeconds:
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

    least_betting: int
    betting: int
    entering: int
    confirming: int
    deciding: int


@dataclass(frozen=True)
class SeatSeconds:
    """How long seats are kept for those who do not bet, in seconds.

    Attributes
    ----------
    reservation : int
        How long from sitting down to the first bet.
    cooldown : int
        How long before who gave up a seat takes it again.
    """

    reservation: int
    cooldown: int


@dataclass(frozen=True)
class Throttle:
    """A token bucket: requests a second in the long run, and at once."""

    rate: int
    burst: int


@dataclass(frozen=True)
class StageConfig:
    """One stage's settings.

    Attributes
    ----------
    account_confirmation : {"immediate", "email_code"}
        Whether a new account must prove its e-mail address first.
    allowed_origins : tuple of str
        Origins that browsers may call from, beside the player site that the stage hosts itself.
    psp_api_base : str or None
        Where the PSP is, if it is not where its own library expects it.
    psp_api_key, psp_webhook_secret : str or None
        The PSP's keys, only where they are no secrets. Elsewhere the operator puts them into the
        secret.
    removal_policy : RemovalPolicy
        What happens to data when its resource leaves the stack.
    rest_throttle, sign_in_throttle, websocket_throttle : Throttle
        For all routes of an API together; ``sign_in_throttle`` for each ``/v1/auth`` route.
    firewall : bool
        A web ACL before the REST API.
    hosts_site : bool
        The player site in S3 behind CloudFront.
    threat_protection : bool
        Cognito's adaptive authentication and leaked-password checks, billed per active player.
    local_cloud : bool
        Deployed to the local cloud, which lacks some resource types (see `shared.local_cloud`).
    dependencies : Path
        The built layer of third-party packages.
    dependencies_command : str
        What builds it.
    site : Path
        The built player site.
    alarm_email : str or None
        Who hears of alarms.
    devices_per_player : int
        How many connections a player may have at once; a newer one closes the oldest.
    requests_per_second : int
        The account's quota of API Gateway requests in the region; senders keep to a part of it.
    game_cycles : str
        Whose rules say how fast rounds of instant games may follow each other: a jurisdiction that
        `casino.instant.policy` knows, or none's.
    beacon : str
        Whose public values are mixed into the tables' seeds: ``drand``, which needs the internet
        and nobody can foresee; or ``local``, which is neither.
    """

    name: str
    account_confirmation: Literal["immediate", "email_code"]
    allowed_origins: tuple[str, ...]
    psp_api_base: str | None
    psp_api_key: str | None
    psp_webhook_secret: str | None
    timings: RoundSeconds
    dealer_timings: DealerSeconds
    seat_timings: SeatSeconds
    removal_policy: RemovalPolicy
    deletion_protection: bool
    log_retention: RetentionDays
    rest_throttle: Throttle
    sign_in_throttle: Throttle
    websocket_throttle: Throttle
    firewall: bool
    hosts_site: bool
    threat_protection: bool
    local_cloud: bool
    dependencies: Path
    dependencies_command: str
    site: Path
    alarm_email: str | None
    devices_per_player: int
    requests_per_second: int
    game_cycles: str
    beacon: str


def stage_config(lookup: ContextLookup) -> StageConfig:
    """Read a stage's settings.

    Parameters
    ----------
    lookup : callable
        Returns the CDK context value of a name, or `None`. Known names: ``stage``,
        ``betting_seconds``, ``closing_seconds``, ``spin_seconds``, ``result_seconds``,
        ``turn_seconds``, ``web_url``, ``psp_url``, ``alarm_email``, ``devices_per_player``,
        ``requests_per_second``, ``game_cycles``, ``dealer_least_betting_seconds``,
        ``dealer_betting_seconds``, ``dealer_entering_seconds``, ``dealer_confirming_seconds``,
        ``dealer_deciding_seconds``, ``seat_seconds``, ``seat_cooldown_seconds``,
        ``beacon``.

    Raises
    ------
    ConfigurationError
        If a value can't be used.
    """
    name = _stage_name(lookup("stage"))
    return _local(lookup) if name == "local" else _aws(name, lookup)


def _local(lookup: ContextLookup) -> StageConfig:
    return StageConfig(
        name="local",
        account_confirmation="immediate",
        allowed_origins=(_url(lookup, "web_url") or "http://127.0.0.1:8080",),
        psp_api_base=_url(lookup, "psp_url") or "http://127.0.0.1:4567",
        psp_api_key="sk_test_croupier_local",
        psp_webhook_secret="whsec_croupier_local",  # noqa: S106 - everybody's
        timings=_timings(lookup, RoundSeconds(betting=10, closing=3, spin=4, result=4, turn=10)),
        dealer_timings=_dealer_timings(
            lookup,
            DealerSeconds(least_betting=1, betting=60, entering=60, confirming=2, deciding=60),
        ),
        seat_timings=_seat_timings(lookup, SeatSeconds(reservation=20, cooldown=10)),
        removal_policy=RemovalPolicy.DESTROY,
        deletion_protection=False,
        log_retention=RetentionDays.ONE_WEEK,
        rest_throttle=Throttle(rate=2_000, burst=2_000),
        sign_in_throttle=Throttle(rate=500, burst=500),
        websocket_throttle=Throttle(rate=2_000, burst=2_000),
        firewall=False,
        hosts_site=False,
        threat_protection=False,
        local_cloud=True,
        dependencies=_dependencies("local"),
        dependencies_command="python -m scripts.build_layers --target local",
        site=ROOT / "web/dist",
        alarm_email=None,
        devices_per_player=_devices(lookup),
        requests_per_second=_requests_per_second(lookup),
        game_cycles=_game_cycles(lookup),
        beacon=_beacon(lookup, "local"),
    )


def _aws(name: str, lookup: ContextLookup) -> StageConfig:
    production = name == "prod"
    origin = _url(lookup, "web_url")
    return StageConfig(
        name=name,
        account_confirmation="email_code",
        allowed_origins=(origin,) if origin else (),
        psp_api_base=_url(lookup, "psp_url"),
        psp_api_key=None,
        psp_webhook_secret=None,
        timings=_timings(lookup, RoundSeconds(betting=20, closing=5, spin=8, result=7, turn=15)),
        dealer_timings=_dealer_timings(
            lookup,
            DealerSeconds(least_betting=10, betting=40, entering=60, confirming=5, deciding=120),
        ),
        seat_timings=_seat_timings(lookup, SeatSeconds(reservation=30, cooldown=15)),
        # Money and identities outlive the stack on every stage that real people may have used.
        removal_policy=RemovalPolicy.RETAIN,
        deletion_protection=True,
        # What regulators want kept for years is the ledger and the audit trail, not function logs.
        log_retention=RetentionDays.ONE_YEAR if production else RetentionDays.ONE_MONTH,
        # REST, WebSocket and pushes share the account's 10,000 requests a second per region.
        rest_throttle=Throttle(rate=1_500, burst=1_000) if production else Throttle(200, 200),
        sign_in_throttle=Throttle(rate=100, burst=100) if production else Throttle(20, 20),
        websocket_throttle=Throttle(rate=2_000, burst=1_000) if production else Throttle(200, 200),
        firewall=True,
        hosts_site=True,
        threat_protection=production,
        local_cloud=False,
        dependencies=_dependencies("aws"),
        dependencies_command="python -m scripts.build_layers --target aws",
        site=ROOT / "web/dist",
        alarm_email=_email(lookup, "alarm_email"),
        devices_per_player=_devices(lookup),
        requests_per_second=_requests_per_second(lookup),
        game_cycles=_game_cycles(lookup),
        beacon=_beacon(lookup, "drand"),
    )


def _dependencies(target: str) -> Path:
    # Copies of one checkout share a build; whoever built it says where it is.
    built = os.environ.get("CROUPIER_DEPENDENCIES")
    return Path(built) if built else ROOT / f".local/build/dependencies-{target}"


def _stage_name(value: Any) -> str:
    name = str(value or "local")
    if not re.fullmatch(r"[a-z][a-z0-9]{1,15}", name):
        raise ConfigurationError(
            f"stage must be 2 to 16 lower-case letters and digits, not {name!r}."
        )
    return name


def _timings(lookup: ContextLookup, default: RoundSeconds) -> RoundSeconds:
    return RoundSeconds(
        betting=_seconds(lookup, "betting_seconds", default.betting),
        closing=_seconds(lookup, "closing_seconds", default.closing),
        spin=_seconds(lookup, "spin_seconds", default.spin),
        result=_seconds(lookup, "result_seconds", default.result),
        turn=_seconds(lookup, "turn_seconds", default.turn),
    )


def _dealer_timings(lookup: ContextLookup, default: DealerSeconds) -> DealerSeconds:
    return DealerSeconds(
        **{
            name: _seconds(lookup, f"dealer_{name}_seconds", value)
            for name, value in asdict(default).items()
        }
    )


def _seat_timings(lookup: ContextLookup, default: SeatSeconds) -> SeatSeconds:
    return SeatSeconds(
        reservation=_seconds(lookup, "seat_seconds", default.reservation),
        cooldown=_seconds(lookup, "seat_cooldown_seconds", default.cooldown),
    )


def _seconds(lookup: ContextLookup, name: str, default: int) -> int:
    text = str(default if (value := lookup(name)) is None else value)
    if not text.isdecimal() or not 1 <= int(text) <= MAX_PHASE_SECONDS:
        raise ConfigurationError(
            f"{name} must be a whole number of seconds, 1 to {MAX_PHASE_SECONDS}, not {text!r}."
        )
    return int(text)


def _requests_per_second(lookup: ContextLookup) -> int:
    text = str(lookup("requests_per_second") or API_REQUESTS_PER_SECOND)
    if not text.isdecimal() or not int(text):
        raise ConfigurationError(f"requests_per_second must be a positive number, not {text!r}.")
    return int(text)


def _game_cycles(lookup: ContextLookup) -> str:
    text = str(lookup("game_cycles") or "none")
    if text not in GAME_CYCLES:
        known = ", ".join(GAME_CYCLES)
        raise ConfigurationError(f"game_cycles must be one of {known}, not {text!r}.")
    return text


def _beacon(lookup: ContextLookup, default: str) -> str:
    text = str(lookup("beacon") or default)
    if text not in BEACONS:
        raise ConfigurationError(f"beacon must be one of {', '.join(BEACONS)}, not {text!r}.")
    return text


def _devices(lookup: ContextLookup) -> int:
    text = str(lookup("devices_per_player") or 5)
    if not text.isdecimal() or not 1 <= int(text) <= MAX_DEVICES:
        raise ConfigurationError(f"devices_per_player must be 1 to {MAX_DEVICES}, not {text!r}.")
    return int(text)


def _url(lookup: ContextLookup, name: str) -> str | None:
    value = lookup(name)
    if value is None or value == "":
        return None
    parts = urlsplit(str(value))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ConfigurationError(f"{name} must be an http or https address, not {value!r}.")
    return str(value).rstrip("/")


def _email(lookup: ContextLookup, name: str) -> str | None:
    value = lookup(name)
    if value is None or value == "":
        return None
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(value)):
        raise ConfigurationError(f"{name} must be an e-mail address, not {value!r}.")
    return str(value)
