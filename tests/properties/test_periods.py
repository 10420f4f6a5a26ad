"""Periods of the calendar: whatever clocks do, every moment is in exactly one of each kind.

And over years of entries, what a wallet carries of the present ones is what a sum of all entries
finds, by the day that a clock on the wall shows.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casino.wallet import CASH, EntryType, Period, Wallet, begins_at, day_after, first_day
from casino.wallet.game_entries import post_game_entry

# Clocks change in the evening, at night, by half an hour, at midnight, in Ramadan, and not at all.
ZONES = [
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Tokyo",
]
GAME = "game:dice"

starts = st.datetimes(
    min_value=datetime(2015, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2028, 3, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
# Mostly minutes, sometimes weeks: many entries in a period, and years of them. Clocks of several
# machines are seconds apart.
gaps = st.one_of(
    st.integers(min_value=-5, max_value=3_600),
    st.integers(min_value=3_600, max_value=90_000),
    st.integers(min_value=90_000, max_value=3_000_000),
)
amounts = st.integers(min_value=1, max_value=500)
moves = {
    EntryType.BET: lambda amount: {CASH: -amount, GAME: amount},
    EntryType.WIN: lambda amount: {CASH: 2 * amount, GAME: -2 * amount},
    EntryType.BET_VOID: lambda amount: {CASH: amount, GAME: -amount},
    # Whatever is posted may be the first in a period.
    EntryType.DEPOSIT: lambda amount: {CASH: amount, "psp:stripe": -amount},
    EntryType.ADJUSTMENT: lambda amount: {CASH: amount, "house:adjustments": -amount},
}


def on_the_wall(moment, zone):
    """Return the day, the week and the month that a calendar on the wall shows."""
    shown = moment.astimezone(ZoneInfo(zone)).date()
    year, week, _ = shown.isocalendar()
    return {"day": shown.isoformat(), "week": (year, week), "month": shown.isoformat()[:7]}


@settings(max_examples=300)
@given(
    zone=st.sampled_from(ZONES),
    now=starts,
    play=st.lists(st.tuples(gaps, st.sampled_from(list(moves)), amounts), max_size=60),
)
def test_a_wallet_knows_what_was_lost_in_each_present_period(zone, now, play):
    wallet = Wallet("ann", "EUR", cash=10**9, time_zone=zone)
    lost = []
    for gap, entry_type, amount in play:
        now += timedelta(seconds=gap)
        wallet, entry = post_game_entry(
            wallet, entry_type, str(wallet.version), moves[entry_type](amount), at=now
        )
        posted_at = datetime.fromisoformat(entry.posted_at)
        now = max(now, posted_at)
        lost.append((posted_at, entry.postings.get(GAME, 0)))
        for period in Period:
            present = on_the_wall(now, zone)[period]
            assert wallet.lost_in(period, now) == sum(
                amount for at, amount in lost if on_the_wall(at, zone)[period] == present
            )


@given(zone=st.sampled_from(ZONES), now=starts, amount=amounts)
def test_what_was_lost_before_a_period_is_not_lost_in_it(zone, now, amount):
    wallet = Wallet("ann", "EUR", cash=1_000, time_zone=zone)
    wallet, _ = post_game_entry(wallet, EntryType.BET, "b", {CASH: -amount, GAME: amount}, at=now)
    for period in Period:
        ends_at = begins_at(day_after(period, first_day(period, zone, now)), zone)
        assert wallet.lost_in(period, ends_at - timedelta(microseconds=1)) == amount
        assert wallet.lost_in(period, ends_at) == 0


def test_a_clock_that_is_behind_does_not_bring_a_period_back():
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    wallet = Wallet("ann", "EUR", cash=1_000)
    for key, seconds in (("b-1", -10), ("b-2", 1), ("b-3", -1)):
        wallet, _ = post_game_entry(
            wallet,
            EntryType.BET,
            key,
            {CASH: -100, GAME: 100},
            at=midnight + timedelta(seconds=seconds),
        )
    assert wallet.lost_in(Period.DAY, midnight - timedelta(seconds=1)) == 200
    assert wallet.lost_in(Period.MONTH, midnight) == 300


@settings(max_examples=300)
@given(zone=st.sampled_from(ZONES), moment=starts)
# A minute past midnight, clocks went back to the evening before.
@example(zone="America/St_Johns", moment=datetime(2010, 11, 7, 2, 45, tzinfo=UTC))
def test_every_moment_is_in_one_period_of_each_kind(zone, moment):
    for period in Period:
        first = first_day(period, zone, moment)
        begins, ends = begins_at(first, zone), begins_at(day_after(period, first), zone)
        assert begins <= moment < ends
        assert first_day(period, zone, begins) == first
        assert first_day(period, zone, ends) == day_after(period, first)
        assert first_day(period, zone, ends - timedelta(microseconds=1)) == first


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/London", "2026-03-29", 23),
        ("Europe/London", "2026-10-25", 25),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        # Clocks were moved at midnight: a day that begins at one, and one whose evening came twice.
        ("America/Sao_Paulo", "2018-11-04", 23),
        ("America/Sao_Paulo", "2018-02-17", 25),
        ("Asia/Tokyo", "2026-03-29", 24),
    ],
)
def test_a_day_is_as_long_as_its_clocks_make_it(zone, day, hours):
    first = datetime.fromisoformat(day).date()
    length = begins_at(day_after(Period.DAY, first), zone) - begins_at(first, zone)
    assert length == timedelta(hours=hours)


def test_a_month_ends_where_its_last_day_does():
    for year, days in ((2027, 28), (2028, 29)):
        first = date(year, 2, 1)
        assert (day_after(Period.MONTH, first) - first).days == days
    assert day_after(Period.MONTH, date(2026, 12, 1)) == date(2027, 1, 1)
