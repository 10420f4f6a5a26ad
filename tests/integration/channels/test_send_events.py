import json
import time
from collections import Counter

import pytest

from casino.channels.pacing import Pacer
from casino.channels.sender import Delivery
from casino.channels.use_cases.send_events import send_events
from casino.shared.clock import utc_now


class Audience:
    """Stands where the connections, the sender and the closing of connections do."""

    def __init__(self, *connection_ids):
        self.connection_ids = connection_ids
        self.fates = {}
        self.heard = {each: [] for each in connection_ids}
        self.disconnected = []
        self.closed = []

    def subscribers(self, channel, shard, now):
        return self.connection_ids

    async def send(self, connection_ids, body, *, seconds):
        for each in connection_ids:
            self.heard[each].append(json.loads(body))
        return {each: self.fates.get(each, Delivery.DELIVERED) for each in connection_ids}

    async def disconnect(self, connection_id):
        self.disconnected.append(connection_id)


@pytest.fixture
def audience():
    return Audience("ann", "ben", "cat")


async def tell(audience, *events, seconds=5.0):
    return await send_events(
        audience,
        audience,
        Pacer(),
        utc_now,
        audience.closed.append,
        channel="table:t",
        shard=0,
        events=events,
        seconds=seconds,
    )


async def test_several_events_are_one_frame(audience):
    outcomes = await tell(audience, {"seq": 1}, {"seq": 2})
    assert outcomes == Counter({Delivery.DELIVERED: 3})
    assert audience.heard["ann"] == [{"type": "events", "events": [{"seq": 1}, {"seq": 2}]}]


async def test_who_has_gone_is_forgotten_and_who_stalls_is_ended_first(audience):
    audience.fates = {"ann": Delivery.GONE, "ben": Delivery.STALLED}
    await tell(audience, {"seq": 1})
    assert audience.closed == ["ann", "ben"]
    assert audience.disconnected == ["ben"]


async def test_who_has_gone_is_sent_no_second_frame(audience):
    audience.fates = {"ann": Delivery.GONE, "ben": Delivery.UNREACHABLE}
    await tell(audience, {"seq": 1, "text": "x" * 30_000}, {"seq": 2, "text": "x" * 30_000})
    assert {who: len(frames) for who, frames in audience.heard.items()} == {
        "ann": 1,
        "ben": 2,
        "cat": 2,
    }


async def test_nobody_is_told_nothing():
    assert await tell(Audience(), {"seq": 1}) == Counter()


async def test_a_busy_channel_is_kept_for_a_while():
    crowd = Audience(*(f"c-{number}" for number in range(30)))
    started = time.monotonic()
    await tell(crowd, {"seq": 1}, {"seq": 2})
    assert time.monotonic() - started > 0.2


async def test_what_has_no_time_left_is_left_to_the_next_frame(audience):
    audience.fates = dict.fromkeys(audience.connection_ids, Delivery.GONE)
    await tell(audience, {"seq": 1}, seconds=0)
    assert audience.closed == []
