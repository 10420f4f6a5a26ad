"""Bars are judged at the moment that is asked about; nobody has to take them down."""

from datetime import UTC, datetime, timedelta

import pytest

from casino.wallet import (
    Activity,
    Bar,
    BarReason,
    SelfExcluded,
    TimedOut,
    Wallet,
    WalletRestricted,
)
from tests.support.bars import bar_on

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = "2026-11-24T12:00:00.000000Z"
WALLET = Wallet("ann", "EUR")
A_TIME_OUT = Bar(BarReason.TIME_OUT, frozenset({"play", "deposit"}), until=LATER)
AN_EXCLUSION = Bar(BarReason.SELF_EXCLUSION, frozenset({"play"}), until=LATER, lapses=False)


def test_a_bar_holds_to_the_microsecond_of_its_end():
    wallet = WALLET.barring(A_TIME_OUT)
    end = NOON + timedelta(days=1)
    with pytest.raises(TimedOut) as refused:
        wallet.must_allow(Activity.PLAY, end - timedelta(microseconds=1))
    assert (refused.value.code, refused.value.details) == ("timed_out", {"until": LATER})
    wallet.must_allow(Activity.PLAY, end)
    wallet.must_allow(Activity.WITHDRAW, NOON)


def test_one_that_does_not_lapse_holds_after_its_end():
    wallet = WALLET.barring(AN_EXCLUSION)
    with pytest.raises(SelfExcluded) as refused:
        wallet.must_allow(Activity.PLAY, NOON + timedelta(days=36_500))
    assert refused.value.details == {"until": LATER}


def test_of_several_the_one_that_stands_longest_is_told():
    forever = bar_on("play")
    for first, second in ((A_TIME_OUT, AN_EXCLUSION), (AN_EXCLUSION, A_TIME_OUT)):
        wallet = WALLET.barring(first).barring(second)
        assert wallet.bar_on(Activity.PLAY, NOON) == AN_EXCLUSION
        assert wallet.bar_on(Activity.DEPOSIT, NOON) == A_TIME_OUT
    with pytest.raises(WalletRestricted) as refused:
        WALLET.barring(A_TIME_OUT).barring(forever).must_allow(Activity.PLAY, NOON)
    assert (refused.value.code, refused.value.details) == ("account_restricted", {})


def test_a_reason_has_one_bar_and_each_change_is_another_standing():
    longer = Bar(BarReason.TIME_OUT, frozenset({"play"}), until="2026-12-01T00:00:00.000000Z")
    wallet = WALLET.barring(A_TIME_OUT).barring(longer)
    assert (wallet.bars, wallet.standing) == ((longer,), 2)
    without = wallet.unbarring(BarReason.TIME_OUT)
    assert (without.bars, without.standing) == ((), 3)


def test_a_reason_and_an_activity_of_a_later_version_are_refused_by_all_the_same():
    wallet = WALLET.barring(Bar("of_tomorrow", frozenset({"play", "levitate"})))
    with pytest.raises(WalletRestricted):
        wallet.must_allow(Activity.PLAY, NOON)
