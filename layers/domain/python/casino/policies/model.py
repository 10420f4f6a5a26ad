"""What differs from jurisdiction to jurisdiction, as one object each.

Lengths of time are whole numbers whose names say their unit, amounts are minor units of the
currency that they stand beside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

OTHER_GAMES: Final = "other"
"""Among the categories of games: all that are not named."""

# The last place on earth where a day begins is twelve hours behind UTC.
_LAST_TIME_ZONE: Final = timedelta(hours=12)


class LimitKind(StrEnum):
    """What a player may limit for themselves."""

    DEPOSIT = "deposit"
    LOSS = "loss"
    STAKE = "stake"
    PLAY = "play"


class LimitPeriod(StrEnum):
    """What a limit is for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    BET = "bet"
    SESSION = "session"


PERIODS: Final[Mapping[LimitKind, frozenset[LimitPeriod]]] = MappingProxyType(
    {
        LimitKind.DEPOSIT: frozenset({LimitPeriod.DAY, LimitPeriod.WEEK, LimitPeriod.MONTH}),
        LimitKind.LOSS: frozenset({LimitPeriod.DAY, LimitPeriod.WEEK, LimitPeriod.MONTH}),
        LimitKind.STAKE: frozenset({LimitPeriod.BET}),
        LimitKind.PLAY: frozenset({LimitPeriod.SESSION}),
    }
)
"""Which periods a limit of each kind can have."""


@dataclass(frozen=True, slots=True)
class CashierFigures:
    """How much may be paid in, and what is looked at before it is paid out, in one currency.

    Attributes
    ----------
    min_deposit, max_deposit : int
        Bounds of a single deposit, both inclusive.
    review_from : int
        Withdrawals of this much or more wait for a person.
    """

    min_deposit: int
    max_deposit: int
    review_from: int


@dataclass(frozen=True, slots=True)
class DepositBlock:
    """After how many failed deposits, within what time, none may be tried for how long."""

    failures: int
    window_minutes: int
    block_minutes: int

    @property
    def window(self) -> timedelta:
        """Within what time failures count together."""
        return timedelta(minutes=self.window_minutes)

    @property
    def term(self) -> timedelta:
        """For how long no deposit may be tried."""
        return timedelta(minutes=self.block_minutes)


@dataclass(frozen=True, slots=True)
class StakeCap:
    """The most that somebody may stake on one round.

    Attributes
    ----------
    from_age : int
        In years: it holds from this birthday on, until that of the next cap.
    most : mapping of str to int
        By currency.
    """

    from_age: int
    most: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class GameRules:
    """How the games of a category may be played.

    Attributes
    ----------
    cycle_milliseconds : int
        The least time from the start of one round to that of the next.
    stake_caps : tuple of StakeCap
        By rising age; without any, the game's own limits are all there are.
    """

    cycle_milliseconds: int = 0
    stake_caps: tuple[StakeCap, ...] = ()

    @property
    def cycle(self) -> timedelta:
        """The least time from the start of one round to that of the next."""
        return timedelta(milliseconds=self.cycle_milliseconds)

    def most_stake(self, born_on: date | None, moment: datetime, currency: str) -> int | None:
        """Return the most that somebody may stake on one round; `None` where nothing caps it.

        Nothing, in a currency that the policy does not have.

        Parameters
        ----------
        born_on : date or None
            Somebody whose age is not known may stake what the youngest may.
        """
        if not self.stake_caps:
            return None
        age = age_at(moment, born_on) if born_on else 0
        reached = [each for each in self.stake_caps if each.from_age <= age]
        # Who is below the first cap's age may not play at all, which is for others to say.
        return (reached[-1] if reached else self.stake_caps[0]).most.get(currency, 0)


@dataclass(frozen=True, slots=True)
class LimitRules:
    """How players may limit themselves in one way.

    Attributes
    ----------
    periods : tuple of LimitPeriod
        Those that are to be had.
    prompted : bool
        Whether a player is asked for one before their first deposit.
    raise_wait_hours : int
        How long a higher limit, or the end of one, waits before it can be confirmed.
    confirm_days : int
        How long it can be confirmed after that; then it lapses.
    """

    periods: tuple[LimitPeriod, ...]
    prompted: bool
    raise_wait_hours: int
    confirm_days: int


@dataclass(frozen=True, slots=True)
class SessionRules:
    """How long somebody may be at it; `None` where nothing is prescribed.

    Attributes
    ----------
    reality_check_minutes : int or None
        How often a player is told how long they have played, and what it came to.
    most_minutes : int or None
        When a session ends, however busy it is.
    inactivity_minutes : int or None
        When one ends in which nothing happens.
    """

    reality_check_minutes: int | None
    most_minutes: int | None
    inactivity_minutes: int | None


@dataclass(frozen=True, slots=True)
class ExclusionRules:
    """For how long players may shut themselves out.

    Attributes
    ----------
    time_out_least_days, time_out_most_days : int
        Bounds of a time-out, both inclusive.
    self_exclusion : tuple of str
        The lengths to be had, as ISO 8601 durations of whole days, weeks, months or years: ``P6M``.
    reinstatement_wait_hours : int
        How long after asking for it, once a self-exclusion is over, an account opens again.
    refused_likenesses : tuple of str
        Who registers and resembles an excluded player in one of these ways gets no account; in any
        other, the house is told: ``mailbox``, ``address``, ``name_and_birthday``. A refusal by what
        strangers know of somebody tells strangers that there is such a player.
    """

    time_out_least_days: int
    time_out_most_days: int
    self_exclusion: tuple[str, ...]
    reinstatement_wait_hours: int
    refused_likenesses: tuple[str, ...] = ("mailbox",)


@dataclass(frozen=True, slots=True)
class VerificationRules:
    """Until when a player's identity has to be verified.

    Attributes
    ----------
    before : frozenset of str
        What nobody unverified may do: ``deposit``, ``play``, ``withdraw``.
    deposits_from : mapping of str to int
        By currency: once so much has been paid in altogether, it has to be verified.
    within_days : int
        How long it may take from then on.
    """

    before: frozenset[str]
    deposits_from: Mapping[str, int]
    within_days: int


@dataclass(frozen=True, slots=True)
class DueDiligence:
    """From which amounts on a player has to be looked into, against money laundering.

    Attributes
    ----------
    amount_from : mapping of str to int
        By currency: paid in or out at once, or in linked transactions together.
    linked_hours : int
        Transactions within so long are linked.
    """

    amount_from: Mapping[str, int]
    linked_hours: int


@dataclass(frozen=True, slots=True)
class Policy:
    """Whatever one jurisdiction prescribes, or an operator under its licence does.

    Attributes
    ----------
    jurisdiction : str
        What it is called in settings, commands and items.
    version : int
        Which of the jurisdiction's policies it is: 0 as the release ships it, then counted up.
    name : str
        For people.
    time_zone : str
        IANA's name of the zone in which its days, weeks and months begin.
    countries : mapping of str to int
        Where its players come from (ISO 3166-1 alpha-2), and the age in years from which on they
        may play there.
    cashier : mapping of str to CashierFigures
        By currency; these are the currencies to be had.
    games : mapping of str to GameRules
        By their category (`casino.games`), or ``other``: what is in none may not be played.
    refused_games : frozenset of str
        Games that may not be played, whatever their category.
    limits : mapping of LimitKind to LimitRules
        The kinds to be had.
    sources : mapping of str to str
        Where figures come from, by where they stand: ``cashier.EUR.review_from``, or ``cashier``
        for all that stands there.
    """

    jurisdiction: str
    version: int
    name: str
    time_zone: str
    countries: Mapping[str, int]
    cashier: Mapping[str, CashierFigures]
    deposit_block: DepositBlock
    games: Mapping[str, GameRules]
    refused_games: frozenset[str]
    limits: Mapping[LimitKind, LimitRules]
    session: SessionRules
    exclusion: ExclusionRules
    verification: VerificationRules
    due_diligence: DueDiligence
    sources: Mapping[str, str]

    @property
    def zone(self) -> "ZoneInfo":
        """The zone in which its days, weeks and months begin."""
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)

    def rules_of(self, game_id: str, category: str) -> GameRules | None:
        """Return how a game may be played; `None` where it may not.

        Parameters
        ----------
        category : str
            The game's own.
        """
        if game_id in self.refused_games:
            return None
        return self.games.get(category, self.games.get(OTHER_GAMES))


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A policy with what was said as it was made.

    Attributes
    ----------
    effective_at : str
        From when on it holds, RFC 3339; empty for the one that a release ships, which always has.
    actor : str
        Who made it; empty for the one that a release ships.
    reason : str
        Why.
    applied_at : str
        When it was made, RFC 3339.
    replaces : int or None
        The version that was the newest until then.
    """

    policy: Policy
    effective_at: str = ""
    actor: str = ""
    reason: str = ""
    applied_at: str = ""
    replaces: int | None = None

    @property
    def number(self) -> int:
        """Which of the jurisdiction's policies it is."""
        return self.policy.version


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that two policies have otherwise.

    Attributes
    ----------
    place : str
        Where it stands: ``cashier.EUR.max_deposit``.
    before, after : object
        What each says there; `None` where it says nothing.
    """

    place: str
    before: Any
    after: Any


def figures_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Lay a policy out flat: what it says, by where that stands.

    Parameters
    ----------
    document : mapping
        The policy as it is written down.
    """
    return dict(_laid_out("", document))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return what two policies, as they are written down, have otherwise, in their order."""
    earlier, later = figures_of(before), figures_of(after)
    return [
        Difference(place, earlier.get(place), later.get(place))
        for place in dict.fromkeys((*earlier, *later))
        if earlier.get(place) != later.get(place)
    ]


def _laid_out(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for name, part in value.items():
            yield from _laid_out(f"{place}.{name}" if place else str(name), part)
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for number, part in enumerate(value):
            yield from _laid_out(f"{place}.{number}", part)
    else:
        yield place, value


def age_at(moment: datetime, born_on: date) -> int:
    """Return somebody's age in full years.

    A birthday counts once it has begun everywhere on earth, so that nobody is let in a day early
    for living west of the servers; who was born on 29 February turns on 1 March.
    """
    day = (moment.astimezone(UTC) - _LAST_TIME_ZONE).date()
    birthday_passed = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (0 if birthday_passed else 1)
