"""What functions are told by their environment: every variable, by its name and its type."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final, Generic, TypeVar, overload

T = TypeVar("T")

_NEEDED: Final[Any] = object()


class MissingSetting(RuntimeError):
    """A function was deployed without a variable that it needs."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the environment variable {name} is not set")


class MalformedSetting(RuntimeError):
    """A function was deployed with a variable that can't be read as what it stands for."""

    def __init__(self, name: str, text: str, why: Exception) -> None:
        super().__init__(f"the environment variable {name} can't be {text!r}: {why}")


class Setting(Generic[T]):
    """A variable, and how its text is read.

    Parameters
    ----------
    name : str
        The variable's.
    read : callable
        Takes its text, which is not empty; raises `ValueError` where it can't be meant.
    absent : optional
        What it says where it is not there; without, it has to be.
    """

    def __init__(self, name: str, read: Callable[[str], T], *, absent: T = _NEEDED) -> None:
        self.name: Final = name
        self._read = read
        self._absent = absent

    @property
    def is_needed(self) -> bool:
        """Whether there is nothing that it says by not being there."""
        return self._absent is _NEEDED

    @overload
    def __get__(self, settings: None, owner: type) -> "Setting[T]": ...
    @overload
    def __get__(self, settings: "Settings", owner: type) -> T: ...
    def __get__(self, settings: "Settings | None", owner: type) -> "Setting[T] | T":
        """Return what it says.

        Raises
        ------
        MissingSetting
            If it is absent or empty, and needed.
        MalformedSetting
        """
        if settings is None:
            return self
        text = settings.text_of(self.name)
        if not text:
            if self.is_needed:
                raise MissingSetting(self.name)
            return self._absent
        try:
            return self._read(text)
        except (ValueError, OverflowError) as error:
            raise MalformedSetting(self.name, text, error) from error


def _text(name: str) -> Setting[str]:
    return Setting(name, str)


def _seconds(name: str) -> Setting[timedelta]:
    return Setting(name, _read_duration)


def _number(name: str) -> Setting[int]:
    return Setting(name, _read_number)


def _text_or_none(name: str) -> Setting[str | None]:
    return Setting(name, str, absent=None)


def _list(name: str) -> Setting[tuple[str, ...]]:
    return Setting(name, _read_list)


def _list_or_nothing(name: str) -> Setting[tuple[str, ...]]:
    return Setting(name, _read_list, absent=())


def _flag(name: str) -> Setting[bool]:
    return Setting(name, bool, absent=False)


def _one_of(name: str, *choices: str) -> Setting[str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"it is one of {', '.join(choices)}")
        return text

    return Setting(name, read)


def _read_duration(text: str) -> timedelta:
    duration = timedelta(seconds=float(text))
    if duration < timedelta():
        raise ValueError("it is no time to wait")
    return duration


def _read_number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("it is at least 1")
    return number


def _read_list(text: str) -> tuple[str, ...]:
    items = tuple(text.split(","))
    if not all(items):
        raise ValueError("one of its items is empty")
    return items


class Settings:
    """What one function, or whoever stands in its place, is told.

    Each is read when it is asked for, because no function is told all of them. Whoever asks at a
    function's start (`casino.parts.at_start`) has a wrong deployment fail there, and not in the
    middle of a player's request.

    Parameters
    ----------
    environment : mapping of str to str
        Of the process: `os.environ`.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def text_of(self, name: str) -> str:
        """Return a variable as it is; nothing, if it is not there."""
        return self._environment.get(name, "")

    @property
    def websocket_url(self) -> str:
        """Where players connect."""
        return self._websocket("ws")

    @property
    def websocket_endpoint(self) -> str:
        """Where frames for connections are posted."""
        return self._websocket("http")

    def _websocket(self, scheme: str) -> str:
        api, stage = self.websocket_api_id, self.websocket_stage
        if endpoint := self.aws_endpoint_url:
            _, _, host = endpoint.partition("://")
            secure = "s" if endpoint.startswith("https") else ""
            # Such endpoints name the API in the path.
            return f"{scheme}{secure}://{host}/_aws/execute-api/{api}/{stage}"
        return f"{scheme}s://{api}.execute-api.{self.aws_region}.amazonaws.com/{stage}"

    # Tables of DynamoDB; a function is told the names of those that it may use.
    accounts_table = _text("ACCOUNTS_TABLE")
    acts_table = _text("ACTS_TABLE")
    books_table = _text("BOOKS_TABLE")
    catalogue_table = _text("CATALOGUE_TABLE")
    chains_table = _text("CHAINS_TABLE")
    channels_table = _text("CHANNELS_TABLE")
    connections_table = _text("CONNECTIONS_TABLE")
    payments_table = _text("PAYMENTS_TABLE")
    reconciliation_table = _text("RECONCILIATION_TABLE")
    safer_gambling_table = _text("SAFER_GAMBLING_TABLE")
    seats_table = _text("SEATS_TABLE")
    seed_pairs_table = _text("SEED_PAIRS_TABLE")
    seeds_table = _text("SEEDS_TABLE")
    tables_table = _text("TABLES_TABLE")
    wallet_table = _text("WALLET_TABLE")

    # Queues and the bus; a function is told the addresses of those that it may send to.
    closing_queue_url = _text("CLOSING_QUEUE_URL")
    fanout_queue_url = _text("FANOUT_QUEUE_URL")
    reality_check_queue_url = _text("REALITY_CHECK_QUEUE_URL")
    round_clock_queue_url = _text("ROUND_CLOCK_QUEUE_URL")
    settlement_queue_url = _text("SETTLEMENT_QUEUE_URL")
    summing_queue_url = _text("SUMMING_QUEUE_URL")
    event_bus_name = _text("EVENT_BUS_NAME")

    # Accounts.
    account_confirmation = _one_of("ACCOUNT_CONFIRMATION", "immediate", "email_code")
    user_pool_id = _text("USER_POOL_ID")
    user_pool_client_id = _text("USER_POOL_CLIENT_ID")

    # Safer gambling.
    person_key_secret_id = _text("PERSON_KEY_SECRET_ID")

    # Payments.
    psp_secret_id = _text("PSP_SECRET_ID")
    stripe_api_base = _text_or_none("STRIPE_API_BASE")

    # The edges.
    # Whose pages may call from a browser, beside the front's own.
    allowed_origins = _list_or_nothing("ALLOWED_ORIGINS")
    behind_front = _flag("BEHIND_FRONT")
    account_requests_per_second = _number("ACCOUNT_REQUESTS_PER_SECOND")
    devices_per_player = _number("DEVICES_PER_PLAYER")
    websocket_api_id = _text("WEBSOCKET_API_ID")
    websocket_stage = _text("WEBSOCKET_STAGE")
    aws_region = _text("AWS_REGION")
    # The SDK's own variable for "AWS is elsewhere".
    aws_endpoint_url = _text_or_none("AWS_ENDPOINT_URL")

    # Policies.
    jurisdictions = _list("JURISDICTIONS")

    # Games.
    beacon = _one_of("BEACON", "drand", "local")
    betting = _seconds("BETTING_SECONDS")
    closing = _seconds("CLOSING_SECONDS")
    spin = _seconds("SPIN_SECONDS")
    result = _seconds("RESULT_SECONDS")
    turn = _seconds("TURN_SECONDS")
    dealer_least_betting = _seconds("DEALER_LEAST_BETTING_SECONDS")
    dealer_betting = _seconds("DEALER_BETTING_SECONDS")
    dealer_entering = _seconds("DEALER_ENTERING_SECONDS")
    dealer_confirming = _seconds("DEALER_CONFIRMING_SECONDS")
    dealer_deciding = _seconds("DEALER_DECIDING_SECONDS")
    seat_reservation = _seconds("SEAT_SECONDS")
    seat_cooldown = _seconds("SEAT_COOLDOWN_SECONDS")
