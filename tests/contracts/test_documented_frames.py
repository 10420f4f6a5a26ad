"""The check that the deployed tests make of every frame."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import serve

from tests.support.documented import Undocumented
from tests.support.documented_frames import Conversation
from tests.support.players import Player

TAKEN = {
    "type": "event",
    "channel": "table:blackjack-1",
    "epoch": "e",
    "seq": 4,
    "event": "presence.changed",
    "at": "2026-01-31T12:00:00.000Z",
    "data": {"players": 3},
}
PONG = {
    "type": "reply",
    "request_id": "c-1",
    "ok": True,
    "data": {"server_time": "2026-01-31T12:00:00.000Z"},
}
REFUSED = {
    "type": "reply",
    "request_id": "c-1",
    "ok": False,
    "error": {"code": "unknown_action", "message": "There is no such action", "retryable": False},
}
JOINED = PONG | {
    "data": {"channel": "lobby", "epoch": "e", "seq": 4, "recovered": True, "events": [TAKEN]}
}
BATCH = {"type": "events", "events": [TAKEN, TAKEN | {"seq": 5}]}
FAILED = {"message": "Internal server error", "connectionId": "c", "requestId": "r"}


def without(frame, name):
    return {key: value for key, value in frame.items() if key != name}


def hears(frame, *, asked="ping", data=None):
    said = Conversation()
    said.sent(json.dumps({"action": asked, "request_id": "c-1", "data": data or {}}))
    return said.received(json.dumps(frame))


@pytest.mark.parametrize("frame", [TAKEN, PONG, REFUSED, BATCH, FAILED])
def test_a_frame_as_described_is_believed(frame):
    assert hears(frame) == frame


@pytest.mark.parametrize(
    ("frame", "fault"),
    [
        (without(TAKEN, "seq"), "seq"),
        (TAKEN | {"player_id": "me"}, "player_id"),
        (TAKEN | {"at": "yesterday"}, "date-time"),
        (TAKEN | {"event": "presence.lost"}, "presence.lost"),
        (TAKEN | {"data": {}}, "players"),
        (TAKEN | {"data": {"players": 3, "names": []}}, "names"),
        (BATCH | {"events": [TAKEN, TAKEN | {"event": "presence.lost"}]}, "presence.lost"),
        (BATCH | {"more": True}, "more"),
        (PONG | {"data": {}}, "server_time"),
        (PONG | {"request_id": "c-2"}, "nobody asked"),
        (REFUSED | {"error": REFUSED["error"] | {"code": "made_up"}}, "made_up"),
        (REFUSED | {"error": without(REFUSED["error"], "retryable")}, "retryable"),
        ({"type": "news"}, "message"),
    ],
)
def test_a_frame_of_another_kind_is_not(frame, fault):
    with pytest.raises(Undocumented, match=fault):
        hears(frame)


def test_a_frame_that_is_no_json_is_not_believed():
    with pytest.raises(Undocumented, match="not JSON"):
        Conversation().received("certainly {not json")


def test_an_answer_is_that_of_what_was_asked_for():
    with pytest.raises(Undocumented, match=r"session\.hello\.reply"):
        hears(PONG, asked="session.hello")


def test_a_request_that_the_reference_does_not_have_is_not_to_be_answered():
    with pytest.raises(Undocumented, match="loudly"):
        hears(PONG, data={"loudly": True})


def test_what_a_reply_repeats_of_a_channel_is_held_to_the_same():
    assert hears(JOINED, asked="channel.join", data={"channel": "lobby"}) == JOINED
    lost = JOINED | {"data": JOINED["data"] | {"events": [without(TAKEN, "data")]}}
    with pytest.raises(Undocumented, match="data"):
        hears(lost, asked="channel.join", data={"channel": "lobby"})


def test_a_snapshot_is_what_its_channel_is_about():
    shown = JOINED | {"data": JOINED["data"] | {"snapshot": {"items": [], "next_cursor": None}}}
    assert hears(shown, asked="channel.join", data={"channel": "lobby"}) == shown
    shown["data"]["snapshot"]["tables"] = []
    with pytest.raises(Undocumented, match="tables"):
        hears(shown, asked="channel.join", data={"channel": "lobby"})


def test_what_is_announced_is_shown_as_it_was_told():
    shown = JOINED | {"data": JOINED["data"] | {"channel": "announcements"}}
    shown["data"]["snapshot"] = {"items": [{"text": "We close at two."}]}
    with pytest.raises(Undocumented, match="announcement_id"):
        hears(shown, asked="channel.join", data={"channel": "announcements"})


class Guest(Player):
    async def ticket(self):
        return "t-1"


HELLO = {
    "connection_id": "c",
    "player_id": "p",
    "server_time": "2026-01-31T12:00:00.000Z",
    "heartbeat_interval": 300,
    "idle_limit": 600,
    "max_lifetime": 7200,
    "channels": [],
}
LOST = TAKEN | {"event": "presence.lost"}


@asynccontextmanager
async def connected_to_a_house_that_says(frame):
    """Greet as the reference says, and then say something."""

    async def greet(socket):
        asked = json.loads(await socket.recv())
        reply = PONG | {"request_id": asked["request_id"], "data": HELLO}
        await socket.send(json.dumps(reply))
        await socket.send(json.dumps(frame))
        await socket.wait_closed()

    async with serve(greet, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        guest = Guest({"websocket_url": f"ws://127.0.0.1:{port}"}, None, "p", "p@example.com", {})
        async with guest.connected() as session:
            yield session


async def test_whoever_waits_for_an_event_hears_of_the_frame_that_is_not_in_the_reference():
    with pytest.raises(Undocumented, match=r"presence\.lost"):
        async with connected_to_a_house_that_says(LOST) as hears:
            await hears.event("presence.changed")


async def test_whoever_waits_for_an_answer_hears_of_it_too():
    with pytest.raises(Undocumented, match=r"presence\.lost"):
        async with connected_to_a_house_that_says(LOST) as hears:
            await hears.ask("ping")


async def test_whoever_waits_for_nothing_hears_of_it_at_the_end():
    async def idle():
        async with connected_to_a_house_that_says(LOST):
            await asyncio.sleep(0.2)

    with pytest.raises(Undocumented, match=r"presence\.lost"):
        await idle()


async def test_what_went_wrong_meanwhile_does_not_hide_it():
    async def fail():
        async with connected_to_a_house_that_says(LOST):
            await asyncio.sleep(0.2)
            raise TimeoutError

    with pytest.raises(Undocumented, match=r"presence\.lost") as told:
        await fail()
    assert isinstance(told.value.__context__, TimeoutError)
