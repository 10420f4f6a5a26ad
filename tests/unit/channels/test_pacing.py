import pytest

from casino.channels.pacing import Pacer

GROUP = "0/table:t"


NOW = 1_000.0


def new_pacer():
    return Pacer(lambda: NOW)


def rest(pacer, *, ago=0.0, events=1, audience=100):
    return pacer.rest(GROUP, sent_at=NOW - ago, events=events, audience=audience)


def test_a_quiet_channel_never_waits():
    pacer = new_pacer()
    assert rest(pacer, ago=10) == 0
    assert rest(pacer) == 0


def test_a_frame_close_behind_another_keeps_the_channel_for_the_rest_of_the_interval():
    pacer = new_pacer()
    rest(pacer, ago=0.2)
    assert rest(pacer, ago=0.1) == pytest.approx(0.15, abs=1e-9)


def test_several_events_at_once_are_a_busy_channel_whoever_sent_the_last_frame():
    assert rest(new_pacer(), events=2) > 0.2


def test_a_full_delivery_has_more_behind_it_and_waits_for_nothing():
    assert rest(new_pacer(), events=10) == 0


def test_a_small_audience_is_cheaper_to_tell_at_once():
    assert rest(new_pacer(), events=2, audience=1) == 0


def test_a_slow_delivery_has_waited_already():
    assert rest(new_pacer(), events=2, ago=1) == 0


def test_only_recent_groups_are_remembered():
    pacer = new_pacer()
    for number in range(5_000):
        pacer.rest(f"{number}", sent_at=0, events=1, audience=1)
    assert len(pacer._last) == 4096
