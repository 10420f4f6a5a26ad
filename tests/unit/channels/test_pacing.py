import pytest

from casino.channels.pacing import Pace

GROUP = "0/table:t"


NOW = 1_000.0


def new_pace():
    return Pace(lambda: NOW)


def rest(pace, *, ago=0.0, events=1, audience=100):
    return pace.rest(GROUP, sent_at=NOW - ago, events=events, audience=audience)


def test_a_quiet_channel_never_waits():
    pace = new_pace()
    assert rest(pace, ago=10) == 0
    assert rest(pace) == 0


def test_a_frame_close_behind_another_keeps_the_channel_for_the_rest_of_the_interval():
    pace = new_pace()
    rest(pace, ago=0.2)
    assert rest(pace, ago=0.1) == pytest.approx(0.15, abs=1e-9)


def test_several_events_at_once_are_a_busy_channel_whoever_sent_the_last_frame():
    assert rest(new_pace(), events=2) > 0.2


def test_a_full_delivery_has_more_behind_it_and_waits_for_nothing():
    assert rest(new_pace(), events=10) == 0


def test_a_small_audience_is_cheaper_to_tell_at_once():
    assert rest(new_pace(), events=2, audience=1) == 0


def test_a_slow_delivery_has_waited_already():
    assert rest(new_pace(), events=2, ago=1) == 0


def test_only_recent_groups_are_remembered():
    pace = new_pace()
    for number in range(5_000):
        pace.rest(f"{number}", sent_at=0, events=1, audience=1)
    assert len(pace._last) == 4096
