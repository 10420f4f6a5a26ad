"""Time-outs, self-exclusions and reinstatements over years, against an oracle that counts days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casino.policies import ExclusionRules
from casino.safer_gambling import NotExcluded, StillExcluded
from casino.safer_gambling.model import end_of, excluding, reinstating
from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.wallet import Activity, BarReason, Wallet

EXCLUSIONS = ("P6M", "P1Y", "P5Y", "P100Y")
RULES = ExclusionRules(1, 42, EXCLUSIONS, reinstatement_wait_hours=24)
DAY = timedelta(days=1)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=9 * 366)).map(
    lambda passed: datetime(2024, 1, 1, tzinfo=UTC) + passed
)


def days_later(moment, months):
    """Go forward a day at a time: to the same day of a later month, or the last that it has."""
    month = moment.year * 12 + moment.month - 1 + months
    at = moment
    while at.year * 12 + at.month - 1 < month:
        at += DAY
    while at.day < moment.day and (at + DAY).month == at.month:
        at += DAY
    return at


@given(MOMENTS, st.sampled_from([("P6M", 6), ("P1M", 1), ("P1Y", 12), ("P5Y", 60)]))
@example(datetime(2028, 2, 29, 12, tzinfo=UTC), ("P1Y", 12))
@example(datetime(2027, 8, 31, tzinfo=UTC), ("P6M", 6))
@example(datetime(2026, 8, 31, 23, 59, 59, 999999, tzinfo=UTC), ("P6M", 6))
def test_months_and_years_end_on_the_same_day_or_the_last_one(since, duration):
    text, months = duration
    assert end_of(text, since) == days_later(since, months)


@pytest.mark.parametrize(
    ("since", "duration", "end"),
    [
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2028-02-29", "P100Y", "2128-02-29"),
        ("2000-02-29", "P100Y", "2100-02-28"),
        ("2026-08-31", "P6M", "2027-02-28"),
        ("2027-08-31", "P6M", "2028-02-29"),
        ("2026-12-31", "P42D", "2027-02-11"),
        ("2028-02-15", "P2W", "2028-02-29"),
    ],
)
def test_ends_that_everybody_can_count(since, duration, end):
    moment = datetime.combine(date.fromisoformat(since), datetime.min.time(), UTC)
    assert end_of(duration, moment).date().isoformat() == end


@pytest.mark.parametrize("duration", ["", "P", "PD", "P0D", "P01D", "1D", "P1", "PT1H", "P1.5D"])
def test_what_is_no_duration_is_refused(duration):
    with pytest.raises(ValueError, match="no duration"):
        end_of(duration, datetime(2026, 1, 1, tzinfo=UTC))


class Oracle:
    """What ought to be so: everything that was ever asked for, gone through anew each time."""

    def __init__(self):
        self.asked = []

    def time_out_until(self):
        return max((end for _, what, end in self.asked if what == "time out"), default=None)

    def exclusion(self, moment):
        """Return when the exclusion ends that stands at a moment, and when it opens, if it will."""
        end = opens = None
        for at, what, until in self.asked:
            if opens and opens <= at:
                end = opens = None
            if what == "exclude":
                # Whoever excludes themselves while they wait to be let in, is not let in.
                end, opens = max(end or until, until), None
            if what == "reinstate":
                opens = opens or until
        return None if end is None or (opens and opens <= moment) else (end, opens)

    def may_play(self, moment):
        until = self.time_out_until()
        return (until is None or moment >= until) and self.exclusion(moment) is None


STEPS = st.lists(
    st.tuples(
        # How long until the next request: minutes, hours, days, years.
        st.one_of(
            st.integers(11, 60).map(lambda n: timedelta(minutes=n)),
            st.integers(1, 48).map(lambda n: timedelta(hours=n)),
            st.integers(1, 300).map(lambda n: timedelta(days=n)),
            st.integers(1, 6).map(lambda n: timedelta(days=n * 366)),
        ),
        st.one_of(
            st.integers(1, 42).map(lambda n: ("time out", f"P{n}D")),
            st.sampled_from([("exclude", each) for each in EXCLUSIONS[:3]]),
            st.just(("reinstate", "")),
        ),
    ),
    max_size=12,
)


@given(MOMENTS, STEPS)
def test_whatever_is_asked_for_in_whatever_order_nothing_becomes_shorter(start, steps):
    wallet, now, oracle = Wallet("ann", "EUR"), start, Oracle()
    for pause, (what, duration) in steps:
        now += pause
        before = wallet
        if what == "time out":
            wallet = excluding(wallet, RULES, now, reason=BarReason.TIME_OUT, duration=duration)
            oracle.asked.append((now, what, end_of(duration, now)))
            until = wallet.bar_by(BarReason.TIME_OUT).until
            assert from_rfc3339(until) == oracle.time_out_until()
        elif what == "exclude":
            reason = BarReason.SELF_EXCLUSION
            wallet = excluding(wallet, RULES, now, reason=reason, duration=duration)
            oracle.asked.append((now, what, end_of(duration, now)))
            end, _ = oracle.exclusion(now)
            assert from_rfc3339(wallet.bar_by(reason).until) == end
        else:
            expected = oracle.exclusion(now)
            if expected is None:
                with pytest.raises(NotExcluded):
                    reinstating(wallet, RULES, now)
            elif now < expected[0]:
                with pytest.raises(StillExcluded) as refused:
                    reinstating(wallet, RULES, now)
                assert refused.value.details == {"until": to_rfc3339(expected[0])}
            else:
                wallet = reinstating(wallet, RULES, now)
                oracle.asked.append((now, what, now + DAY))
                opens = oracle.exclusion(now)[1]
                assert from_rfc3339(wallet.bar_by(BarReason.SELF_EXCLUSION).until) == opens
        # Whoever decided by what was so before decides again, if anything is otherwise.
        assert (wallet == before) is (wallet.standing == before.standing)
        for moment in (now, now + timedelta(hours=23), now + 3 * DAY, now + timedelta(days=4000)):
            allowed = wallet.bar_on(Activity.PLAY, moment) is None
            assert allowed is oracle.may_play(moment)
            assert wallet.bar_on(Activity.WITHDRAW, moment) is None
            # Of offers, nobody hears who has excluded themselves.
            offers = wallet.bar_on(Activity.MARKETING, moment) is None
            assert offers is (oracle.exclusion(moment) is None)
