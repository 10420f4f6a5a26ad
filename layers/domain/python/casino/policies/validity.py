"""Whether a policy can be applied: what it says agrees with itself, and says where it comes from.

Each fault names its place and what to do about it. Types and names of fields are seen to before
(`casino.policies.messages`).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from casino.games import GAMES
from casino.policies.model import (
    OTHER_GAMES,
    PERIODS,
    CashierFigures,
    GameRules,
    LimitKind,
    LimitRules,
    Policy,
    PolicyVersion,
    figures_of,
)
from casino.shared.clock import to_rfc3339
from casino.shared.errors import FieldError
from casino.shared.money import CURRENCY_EXPONENTS, MAX_AMOUNT

ADULT: Final = 18
"""The least age from which on anybody plays here, wherever they are."""

LEAST_RAISE_WAIT_HOURS: Final = 24
"""What clients are told of limits: a higher one waits for a day, or for more (UKGC, RTS 12)."""

_OLDEST: Final = 99
_HOUR: Final = 3_600_000
_YEAR_DAYS: Final = 366
_DECADE_HOURS: Final = 10 * 366 * 24

_JURISDICTION: Final = re.compile(r"[a-z][a-z0-9-]{1,31}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_DURATION: Final = re.compile(r"P[1-9][0-9]{0,3}[DWMY]")
_ACTIVITIES: Final = ("deposit", "play", "withdraw")

_Faults = Iterator[tuple[str, str]]

# What is no figure, and needs no source.
_NAMES: Final = frozenset({"jurisdiction", "version", "name", "sources"})


def faults_in(policy: Policy, document: Mapping[str, object]) -> list[FieldError]:
    """Return what is wrong with a policy.

    Parameters
    ----------
    document : mapping
        The policy as it is written down.
    """
    return [FieldError(f"/{place}", detail) for place, detail in _faults(policy, document)]


def holding_from(versions: Iterator[PolicyVersion], moment: datetime) -> Iterator[PolicyVersion]:
    """Yield those of a jurisdiction's versions that hold at a moment, or at any time after it.

    Parameters
    ----------
    versions : iterator of PolicyVersion
        The newest first. One that begins to hold puts an end to all before it.
    """
    when = to_rfc3339(moment)
    ends = "~"
    for version in versions:
        if max(version.effective_at, when) < ends:
            yield version
        ends = min(ends, version.effective_at)
        if version.effective_at <= when:
            return


def _faults(policy: Policy, document: Mapping[str, object]) -> _Faults:
    if not _JURISDICTION.fullmatch(policy.jurisdiction):
        yield "jurisdiction", "Call it by small letters, digits and hyphens, such as 'uk'"
    if policy.version < 0:
        yield "version", "Say which version it was made from, as `policy show` has it"
    if not policy.name.strip():
        yield "name", "Say a name for people"
    if not _is_zone(policy.time_zone):
        yield "time_zone", "Take a name of the IANA time zone database, such as 'Europe/London'"
    yield from _countries(policy.countries)
    yield from _cashier(policy.cashier)
    block = policy.deposit_block
    yield from _within("deposit_block/failures", block.failures, 1, 1_000)
    yield from _within("deposit_block/window_minutes", block.window_minutes, 1, 7 * 24 * 60)
    yield from _within("deposit_block/block_minutes", block.block_minutes, 1, 7 * 24 * 60)
    if not policy.games:
        yield "games", "Say which games may be played; 'other' stands for all that are not named"
    categories = {*(game.category for game in GAMES.values()), OTHER_GAMES}
    for category, rules in policy.games.items():
        if category not in categories:
            yield f"games/{category}", f"Take one of {', '.join(sorted(categories))}"
        yield from _game(f"games/{category}", rules, policy)
    if unknown := sorted(policy.refused_games - GAMES.keys()):
        yield "refused_games", f"Leave out {', '.join(unknown)}: there is no such game"
    for kind, terms in policy.limits.items():
        yield from _limit(f"limits/{kind}", kind, terms)
    yield from _session_and_exclusion(policy)
    yield from _money_laundering(policy)
    yield from _sources(policy.sources, document)


def _countries(countries: Mapping[str, int]) -> _Faults:
    for country, age in countries.items():
        if not _COUNTRY.fullmatch(country):
            yield f"countries/{country}", "Take a country's two capital letters (ISO 3166-1)"
        yield from _within(f"countries/{country}", age, ADULT, _OLDEST)


def _cashier(cashier: Mapping[str, CashierFigures]) -> _Faults:
    if not cashier:
        yield "cashier", "Say at least one currency"
    for currency, figures in cashier.items():
        place = f"cashier/{currency}"
        if currency not in CURRENCY_EXPONENTS:
            yield place, f"Take one of {', '.join(CURRENCY_EXPONENTS)}"
        yield from _within(f"{place}/min_deposit", figures.min_deposit, 1, MAX_AMOUNT)
        least = max(1, figures.min_deposit)
        yield from _within(f"{place}/max_deposit", figures.max_deposit, least, MAX_AMOUNT)
        yield from _within(f"{place}/review_from", figures.review_from, 1, MAX_AMOUNT)


def _game(place: str, rules: GameRules, policy: Policy) -> _Faults:
    yield from _within(f"{place}/cycle_milliseconds", rules.cycle_milliseconds, 0, _HOUR)
    youngest = min(policy.countries.values(), default=_OLDEST)
    reached = -1
    for number, cap in enumerate(rules.stake_caps):
        at = f"{place}/stake_caps/{number}"
        if number == 0 and cap.from_age > youngest:
            yield f"{at}/from_age", f"The first cap begins with the youngest, at {youngest}"
        yield from _within(f"{at}/from_age", cap.from_age, reached + 1, _OLDEST)
        reached = cap.from_age
        yield from _amounts(f"{at}/most", cap.most, policy, all_of_them=True)


def _limit(place: str, kind: LimitKind, terms: LimitRules) -> _Faults:
    known = PERIODS[kind]
    if not terms.periods:
        yield f"{place}/periods", "Say at least one, or leave this kind of limit out"
    for number, period in enumerate(terms.periods):
        if period not in known or period in terms.periods[:number]:
            yield f"{place}/periods/{number}", f"Take each of {', '.join(sorted(known))} once"
    wait = terms.raise_wait_hours
    yield from _within(f"{place}/raise_wait_hours", wait, LEAST_RAISE_WAIT_HOURS, _YEAR_DAYS * 24)
    yield from _within(f"{place}/confirm_days", terms.confirm_days, 1, _YEAR_DAYS)


def _session_and_exclusion(policy: Policy) -> _Faults:
    session = policy.session
    for name in ("reality_check_minutes", "most_minutes", "inactivity_minutes"):
        minutes = getattr(session, name)
        if minutes is not None:
            yield from _within(f"session/{name}", minutes, 1, 24 * 60)
    exclusion = policy.exclusion
    least, most = exclusion.time_out_least_days, exclusion.time_out_most_days
    yield from _within("exclusion/time_out_least_days", least, 1, _YEAR_DAYS)
    yield from _within("exclusion/time_out_most_days", most, max(1, least), _YEAR_DAYS)
    if not exclusion.self_exclusion:
        yield "exclusion/self_exclusion", "Say at least one length, such as 'P6M'"
    for number, duration in enumerate(exclusion.self_exclusion):
        again = duration in exclusion.self_exclusion[:number]
        if again or not _DURATION.fullmatch(duration):
            at = f"exclusion/self_exclusion/{number}"
            yield at, "Say each length once, in days, weeks, months or years, such as 'P6M'"
    wait = exclusion.reinstatement_wait_hours
    yield from _within("exclusion/reinstatement_wait_hours", wait, 0, _DECADE_HOURS)


def _money_laundering(policy: Policy) -> _Faults:
    verification, diligence = policy.verification, policy.due_diligence
    if unknown := sorted(verification.before - set(_ACTIVITIES)):
        yield "verification/before", f"Take {', '.join(_ACTIVITIES)}, and not {', '.join(unknown)}"
    deposits = verification.deposits_from
    yield from _amounts("verification/deposits_from", deposits, policy, all_of_them=bool(deposits))
    yield from _within("verification/within_days", verification.within_days, 0, _YEAR_DAYS)
    amounts = diligence.amount_from
    yield from _amounts("due_diligence/amount_from", amounts, policy, all_of_them=True)
    yield from _within("due_diligence/linked_hours", diligence.linked_hours, 1, _DECADE_HOURS)


def _amounts(
    place: str, amounts: Mapping[str, int], policy: Policy, *, all_of_them: bool
) -> _Faults:
    """Find what is wrong with amounts by currency, of the currencies that the cashier has."""
    for currency, amount in amounts.items():
        if currency not in policy.cashier:
            yield f"{place}/{currency}", "Leave it out: the cashier does not have this currency"
        yield from _within(f"{place}/{currency}", amount, 1, MAX_AMOUNT)
    if all_of_them and (missing := sorted(policy.cashier.keys() - amounts)):
        yield place, f"Say an amount in {', '.join(missing)} as well, which the cashier has"


def _sources(sources: Mapping[str, str], document: Mapping[str, object]) -> _Faults:
    places = [place for place in figures_of(document) if place.split(".")[0] not in _NAMES]
    for source, text in sources.items():
        if not text.strip():
            yield f"sources/{source}", "Say where it comes from, even if nobody prescribes it"
        if not any(_covers(source, place) for place in places):
            yield f"sources/{source}", "Nothing stands there: leave it out, or correct its name"
    lacking = [each for each in places if not any(_covers(source, each) for source in sources)]
    if lacking:
        yield "sources", f"Say where these come from: {', '.join(lacking)}"


def _covers(source: str, place: str) -> bool:
    return f"{place}.".startswith(f"{source}.")


def _within(place: str, value: int, least: int, most: int) -> _Faults:
    if not least <= value <= most:
        yield place, f"Say something from {least} to {most}"


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True
