import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from casino.channels.quota import SENDERS_SHARE, SharedQuota
from casino.shared.aws import client

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    class Clock:
        now = NOW

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def sender(aws, clock):
    """Make one sender's view of the quota they share: 1,000 requests a second."""
    return lambda: SharedQuota(client("dynamodb"), "connections", clock, 1000 / SENDERS_SHARE)


def delay(quota, count, patience=60.0):
    return quota._reserve(count, patience)


def test_senders_stand_in_one_line(sender):
    one, other = sender(), sender()
    assert delay(one, 500) == 0
    assert delay(other, 500) == pytest.approx(0.5)
    assert delay(one, 100) == pytest.approx(1.0)
    assert delay(other, 1) == pytest.approx(1.1)


def test_in_ten_seconds_no_more_than_ten_times_the_rate_is_given(sender, clock):
    senders = [sender() for _ in range(4)]
    given = 0
    while clock.now < NOW + timedelta(seconds=10):
        for each in senders:
            if delay(each, 100, patience=0.3) is not None:
                given += 100
        clock.now += timedelta(milliseconds=50)
    # The last ones may start after the time.
    assert 10_000 <= given <= 10_500


def test_time_that_nobody_used_is_not_saved_up(sender, clock):
    delay(sender(), 500)
    clock.now += timedelta(hours=1)
    assert delay(sender(), 500) == 0
    assert delay(sender(), 500) == pytest.approx(0.5)


async def test_who_can_wait_no_longer_gets_nothing_and_takes_nothing(sender):
    delay(sender(), 5_000)
    assert not await sender().take(100, 0.05)
    assert delay(sender(), 1) == pytest.approx(5.0)


async def test_a_busy_sender_asks_once_for_many_small_frames(sender, monkeypatch):
    quota, asked = sender(), []
    monkeypatch.setattr(quota, "_reserve", lambda count, _patience: asked.append(count) or 0.0)
    for _ in range(50):
        assert await quota.take(1, 1)
    assert asked == [25, 25]


async def test_what_was_taken_along_is_lost_after_a_second(sender, monkeypatch):
    quota = sender()
    await quota.take(1, 1)
    assert quota._take_left(1)
    later = time.monotonic() + 1.1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert not quota._take_left(1)


async def test_leave_is_waited_for(sender):
    delay(sender(), 100)
    started = asyncio.get_running_loop().time()
    assert await sender().take(100, 5)
    assert asyncio.get_running_loop().time() - started >= 0.09


def test_throttled_senders_slow_down_together_and_recover(sender, monkeypatch):
    quota = sender()
    start = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: start + 100)
    for _ in range(5):
        quota.throttled()  # one burst of refusals is one reason
    delay(quota, 100)
    assert delay(sender(), 1) == pytest.approx(0.2)
    assert quota._speed(start + 100) == 0.5
    assert 0.5 < quota._speed(start + 105) < 1
    assert quota._speed(start + 108) == 1
