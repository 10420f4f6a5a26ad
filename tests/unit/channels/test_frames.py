import json

from casino.channels.frames import MAX_FRAME_BYTES, pack


def unpack(frame):
    message = json.loads(frame)
    return message["events"] if message.get("type") == "events" else [message]


def test_a_lone_event_is_its_own_message():
    assert list(pack([{"type": "event", "seq": 1}])) == [b'{"type":"event","seq":1}']


def test_no_events_are_no_message():
    assert list(pack([])) == []


def test_events_share_frames_that_api_gateway_counts_once():
    events = [{"seq": seq, "text": "x" * 4_000} for seq in range(40)]
    frames = list(pack(events))
    assert [event for frame in frames for event in unpack(frame)] == events
    assert max(map(len, frames)) <= MAX_FRAME_BYTES
    assert len(frames) == 5


def test_an_event_larger_than_a_frame_travels_alone():
    events = [{"seq": 1}, {"seq": 2, "text": "x" * MAX_FRAME_BYTES}, {"seq": 3}]
    assert [unpack(frame) for frame in pack(events)] == [[event] for event in events]


def test_a_frame_may_be_exactly_full():
    one = {"text": "x" * 10_000}
    rest = MAX_FRAME_BYTES - len(next(pack([one, {"text": ""}])))
    assert [len(frame) for frame in pack([one, {"text": "x" * rest}])] == [MAX_FRAME_BYTES]
    assert len(list(pack([one, {"text": "x" * (rest + 1)}]))) == 2
