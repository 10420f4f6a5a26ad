"""Over years of play, limits leave exactly what the entries of the period say that they do.

The oracle sums raw entries by a calendar of its own, hour by hour and without arithmetic on zones:
an hour belongs to the day that clocks on the wall show.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from casino.policies import LimitKind, LimitPeriod, LimitRules
from casino.safer_gambling.errors import PlayerLimitReached
from casino.safer_gambling.limits import (
    LIMIT_NAMES,
    LimitName,
    PlayerLimit,
    headroom,
    limit_of,
    must_leave_stake,
    with_deposit,
    with_limit,
    without_deposit,
)
from casino.wallet import CASH, EntryType, Period, Wallet, post
from casino.wallet.game_entries import post_game_entry

# Clocks change in the evening, at night, by half an hour, and not at all; and once at midnight.
ZONES = [
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Tokyo",
]
GAME = "game:dice"
RULES = LimitRules((LimitPeriod.DAY,), prompted=False, raise_wait_hours=24, confirm_days=7)

amounts = st.integers(min_value=1, max_value=500)
# Mostly minutes, sometimes weeks: many entries in a period, and years of them.
gaps = st.one_of(
    st.integers(min_value=0, max_value=3_600),
    st.integers(min_value=3_600, max_value=90_000),
    st.integers(min_value=90_000, max_value=3_000_000),
)
acts = st.sampled_from(["bet", "bet", "bet", "win", "void", "deposit", "fail", "adjust"])
starts = st.datetimes(
    min_value=datetime(2015, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2028, 3, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def on_the_wall(moment, zone):
    """Return the day, the Monday and the month that a calendar on the wall shows."""
    shown = moment.astimezone(ZoneInfo(zone)).date()
    year, week, _ = shown.isocalendar()
    return {"day": shown.isoformat(), "week": (year, week), "month": shown.isoformat()[:7]}


@dataclass
class Played:
    """What was staked and paid out at a moment."""

    at: datetime
    staked: int = 0
    paid_out: int = 0


class Player:
    """A wallet, and all that ever happened to it."""

    def __init__(self, zone, start, limits):
        self.zone = zone
        self.now = start
        self.wallet = Wallet("ann", "EUR", cash=10**9, time_zone=zone)
        for name, value in limits.items():
            self.wallet = with_limit(self.wallet, PlayerLimit(name, value))
        self.limits = limits
        self.played = []
        self.deposits = []
        self.open_bets = []

    def post(self, entry_type, postings):
        self.wallet, entry = post_game_entry(
            self.wallet, entry_type, str(self.wallet.version), postings, at=self.now
        )
        return entry

    def do(self, act, amount):
        match act:
            case "bet":
                self.bet(amount)
            case "win" | "void" if self.open_bets:
                staked = self.open_bets.pop()
                paid = staked if act == "void" else amount * 2
                self.post(EntryType.WIN, {CASH: paid, GAME: -paid})
                self.played.append(Played(self.now, paid_out=paid))
            case "deposit":
                self.deposit(amount)
            case "fail" if self.deposits:
                begun_at, failed = self.deposits.pop()
                self.wallet = without_deposit(self.wallet, failed, begun_at)
            case "adjust":
                # No limit is of what the house gives; but it may be a period's first entry.
                self.wallet, _ = post(
                    self.wallet,
                    EntryType.ADJUSTMENT,
                    str(self.wallet.version),
                    {CASH: amount, "house:adjustments": -amount},
                    at=self.now,
                )

    def bet(self, amount):
        lost = {period: self.lost(period) for period in Period}
        left = [
            value - lost[name.period]
            for name, value in self.limits.items()
            if name.kind is LimitKind.LOSS
        ]
        must_be_taken = all(amount <= each for each in left)
        try:
            must_leave_stake(self.wallet, amount, self.now)
        except PlayerLimitReached as refused:
            by = refused.details["period"]
            named = LIMIT_NAMES[f"{refused.details['kind']}.{by}"]
            told = refused.details["remaining"]
        else:
            told = None
        assert (told is None) == must_be_taken
        if told is not None:
            assert told == max(0, self.limits[named] - max(0, lost[by]))
            return
        self.post(EntryType.BET, {CASH: -amount, GAME: amount})
        self.played.append(Played(self.now, staked=amount))
        self.open_bets.append(amount)

    def deposit(self, amount):
        left = [
            value - self.paid_in(name.period)
            for name, value in self.limits.items()
            if name.kind is LimitKind.DEPOSIT
        ]
        must_be_taken = all(amount <= each for each in left)
        try:
            self.wallet = with_deposit(self.wallet, amount, self.now)
        except PlayerLimitReached:
            assert not must_be_taken
            return
        assert must_be_taken
        self.deposits.append((self.now, amount))

    def lost(self, period):
        """Return what was staked less what was paid out, of all entries of the period."""
        present = on_the_wall(self.now, self.zone)[period]
        return sum(
            each.staked - each.paid_out
            for each in self.played
            if on_the_wall(each.at, self.zone)[period] == present
        )

    def paid_in(self, period):
        present = on_the_wall(self.now, self.zone)[period]
        return sum(
            amount for at, amount in self.deposits if on_the_wall(at, self.zone)[period] == present
        )

    def check(self):
        for name in self.limits:
            found = headroom(self.wallet, limit_of(self.wallet, name, self.now), self.now)
            used = self.lost if name.kind is LimitKind.LOSS else self.paid_in
            assert found.used == max(0, used(name.period))
            assert found.remaining == max(0, self.limits[name] - found.used)
            assert self.now < found.resets_at
            before, after = (
                on_the_wall(moment, self.zone)[name.period]
                for moment in (found.resets_at - timedelta(seconds=1), found.resets_at)
            )
            assert before == on_the_wall(self.now, self.zone)[name.period] != after


calendar_limits = st.dictionaries(
    st.sampled_from(
        [each for each in LIMIT_NAMES.values() if each.period in set(map(LimitPeriod, Period))]
    ),
    st.integers(min_value=100, max_value=3_000),
    min_size=1,
)


@settings(max_examples=300)
@given(
    zone=st.sampled_from(ZONES),
    start=starts,
    limits=calendar_limits,
    play=st.lists(st.tuples(gaps, acts, amounts), max_size=60),
)
def test_a_limit_leaves_what_the_entries_of_its_period_leave(zone, start, limits, play):
    player = Player(zone, start, limits)
    for gap, act, amount in play:
        player.now += timedelta(seconds=gap)
        player.do(act, amount)
        player.check()


# What is asked, in which order, and when: of one limit, against a list of all that was ever said.
values = st.one_of(st.none(), st.integers(min_value=1, max_value=5))
steps = st.lists(
    st.tuples(
        st.sampled_from(["ask", "ask", "confirm"]), values, st.integers(min_value=0, max_value=200)
    ),
    max_size=25,
)


@settings(max_examples=500)
@given(steps=steps, wait=st.integers(min_value=1, max_value=72))
def test_no_limit_rises_before_it_was_thought_over_and_confirmed(steps, wait):
    name = LimitName(LimitKind.LOSS, LimitPeriod.DAY)
    rules = LimitRules((LimitPeriod.DAY,), False, wait, 7)
    wallet = Wallet("ann", "EUR")
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    asked_at = defaultdict(list)
    for act, value, hours in steps:
        now += timedelta(hours=hours)
        before = limit_of(wallet, name, now)
        if act == "ask":
            after = before.asked(value, rules, now)
            asked_at[value].append(now)
        elif before.pending is None or now < before.pending.effective_at:
            continue
        else:
            after = before.confirmed(now)
        wallet = with_limit(wallet, after)
        assert limit_of(wallet, name, now) == after
        if before.value is not None and (after.value is None or after.value > before.value):
            assert act == "confirm"
            least = timedelta(hours=max(24, wait))
            most = least + timedelta(days=7)
            assert any(least <= now - each < most for each in asked_at[after.value])
        if act == "ask" and value is not None and (before.value is None or value <= before.value):
            assert (after.value, after.pending) == (value, None)
