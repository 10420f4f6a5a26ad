"""Handshakes, frames and reconnecting, over real sockets."""

import json

import pytest
import websockets
from websockets.asyncio.client import connect

from tests.support.players import Refused, bet, player

CHANNEL = "table:roulette-eu-1"
JOIN = {"table_id": "roulette-eu-1"}


async def refused_handshake(url, **options):
    with pytest.raises(websockets.InvalidStatus) as refusal:
        async with connect(url, **options):
            pass
    return refusal.value.response.status_code


async def test_a_handshake_without_a_ticket_is_refused(stack):
    assert await refused_handshake(stack.endpoints["websocket_url"]) in (401, 403)


async def test_a_handshake_with_an_unknown_ticket_is_refused(stack):
    url = f"{stack.endpoints['websocket_url']}?ticket=made-up"
    assert await refused_handshake(url) in (401, 403)


async def test_a_ticket_opens_one_connection(stack):
    async with player(stack.endpoints) as ann:
        url = f"{stack.endpoints['websocket_url']}?ticket={await ann.ticket()}"
        async with connect(url):
            assert await refused_handshake(url) in (401, 403)


async def test_a_page_of_another_site_is_refused_although_it_has_a_ticket(stack):
    async with player(stack.endpoints) as ann:
        url = f"{stack.endpoints['websocket_url']}?ticket={await ann.ticket()}"
        assert await refused_handshake(url, origin="https://evil.example") in (401, 403)


async def test_our_own_page_is_let_in(stack):
    origin = stack.endpoints["web_url"]
    async with player(stack.endpoints) as ann, ann.connected(origin=origin) as hears:
        hello = await hears.ask("session.hello")
    assert hello["player_id"] == ann.player_id
    assert hello["channels"][0]["channel"] == f"player:{ann.player_id}"
    assert hello["heartbeat_interval"] < 600 <= hello["max_lifetime"]


BAD_FRAMES = {
    "not JSON": "certainly {not json",
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "nothing to do": '{"request_id": "x"}',
    "no such action": '{"action": "table.flip", "request_id": "x", "data": {}}',
    "an action that is no text": '{"action": 5, "request_id": "x", "data": {}}',
    "no request id": '{"action": "ping", "data": {}}',
    "a numeric request id": '{"action": "ping", "request_id": 5, "data": {}}',
    "an endless request id": json.dumps({"action": "ping", "request_id": "x" * 200}),
    "an unknown member": '{"action": "ping", "request_id": "x", "data": {}, "player_id": "me"}',
    "data that is no object": '{"action": "ping", "request_id": "x", "data": 7}',
    "an unknown field": '{"action": "ping", "request_id": "x", "data": {"a": 1}}',
    "the same name twice": '{"action": "ping", "request_id": "x", "request_id": "y"}',
    "not a number": '{"action": "ping", "request_id": "x", "data": {"a": NaN}}',
    "deep nesting": '{"action":"ping","request_id":"x","data":' + '{"a":' * 500 + "1" + "}" * 501,
    "an array of 15,000 levels": "[" * 15_000 + "]" * 15_000,
    "an action of 5,000 levels": '{"action":' + "[" * 5_000 + "]" * 5_000 + "}",
    "bytes that are no text": b"\xff\xfe\x00",
    "nothing": " ",
    "a huge number": '{"action":"ping","request_id":"x","data":{"a":1' + "0" * 5_000 + "}}",
    "more than 32 KB": json.dumps({"action": "ping", "request_id": "x", "data": "y" * 33_000}),
}


async def test_bad_frames_get_an_error_each_and_the_connection_lives(stack):
    async with player(stack.endpoints) as ann, ann.connected() as hears:
        for what, frame in BAD_FRAMES.items():
            reply = await hears.refusal(frame)
            assert reply["type"] == "reply", what
            assert reply["ok"] is False, what
            assert reply["error"]["code"] != "internal_error", what
            assert {"code", "message", "retryable"} <= reply["error"].keys(), what
        assert "server_time" in await hears.ask("ping")


STRANGE_DATA = {
    "no table": ("table.join", {}),
    "a table that is no text": ("table.join", {"table_id": 7}),
    "a table with a strange name": ("table.join", {"table_id": "../player:x"}),
    "a position without an epoch": ("table.join", JOIN | {"since": {"seq": 1}}),
    "a negative position": ("table.join", JOIN | {"since": {"epoch": "e", "seq": -1}}),
    "a position beyond counting": ("table.join", JOIN | {"since": {"epoch": "e", "seq": 2**80}}),
    "too long a history": (
        "channel.history",
        {"channel": CHANNEL, "since": {"epoch": "e", "seq": 0}, "limit": 10**6},
    ),
    "a channel of no kind": (
        "channel.history",
        {"channel": "CONNECTION#x", "since": {"epoch": "e", "seq": 0}},
    ),
}


# The gateway's own routes, what it may read as an expression, and what looks like either.
SPECIAL_NAMES = (
    "$connect",
    "$disconnect",
    "$default",
    "$request.body.action",
    "${request.body.action}",
    "$context.routeKey",
    "$",
    "*",
    "",
    " $disconnect",
    "$Disconnect",
    "$disconnect\x00",
    "disconnect",
    "ANY",
    "routeKey",
)


async def test_an_action_named_as_the_gateway_names_its_own_is_unknown_like_any_other(stack):
    async with player(stack.endpoints) as ann, ann.seated() as hears:
        for name in SPECIAL_NAMES:
            with pytest.raises(Refused) as refusal:
                await hears.ask(name)
            assert refusal.value.code == "unknown_action", name
        # Still known, heard and in its place: nothing was forgotten, and nothing answered twice.
        await hears.ask("chat.send", JOIN | {"text": "still here"})
        await hears.event("chat.message", where=lambda d: d["text"] == "still here")
    assert hears.stray == []


async def test_strange_data_is_refused_by_name_and_the_connection_lives(stack):
    async with player(stack.endpoints) as ann, ann.connected() as hears:
        for what, (action, data) in STRANGE_DATA.items():
            with pytest.raises(Refused) as refusal:
                await hears.ask(action, data)
            assert refusal.value.code in ("validation_failed", "not_found"), what
        assert "server_time" in await hears.ask("ping")


async def test_one_request_id_twice_gets_two_replies(stack):
    async with player(stack.endpoints) as ann, ann.connected() as hears:
        for _ in range(2):
            reply = await hears.refusal('{"action": "ping", "request_id": "same", "data": {}}')
            assert (reply["request_id"], reply["ok"]) == ("same", True)


GOOD_BET = {"type": "red", "amount": 100}
BAD_BETS = {
    "a negative amount": [{"type": "red", "amount": -1}],
    "an amount of nothing": [{"type": "red", "amount": 0}],
    "a fraction": [{"type": "red", "amount": 1.5}],
    "a text": [{"type": "red", "amount": "10"}],
    "yes": [{"type": "red", "amount": True}],
    "more than fits": [{"type": "red", "amount": 2**63}],
    "more digits than money has": [{"type": "red", "amount": 10**30}],
    "more than the table takes": [{"type": "red", "amount": 100_001}],
    "no amount": [{"type": "red"}],
    "no stakes": [],
    "too many stakes": [GOOD_BET] * 65,
    "a stake that is no object": ["red"],
    "no such kind": [{"type": "neighbours", "amount": 100}],
    "numbers that form no split": [{"type": "split", "selection": [1, 36], "amount": 100}],
    "a number off the wheel": [{"type": "straight", "selection": [37], "amount": 100}],
    "a selection where none goes": [{"type": "red", "selection": [1], "amount": 100}],
    "a good stake beside a bad one": [GOOD_BET, {"type": "street", "amount": 100}],
    "an unknown field": [GOOD_BET | {"payout": 1_000_000}],
}


async def test_bad_bets_are_refused_and_take_nothing(stack):
    async with player(stack.endpoints, deposit=1_000_000) as ann, ann.seated() as hears:
        opened = await hears.event("round.opened")
        round_id = opened["data"]["round_id"]
        for what, stakes in BAD_BETS.items():
            with pytest.raises(Refused) as refusal:
                await hears.ask("bet.place", bet(round_id, *stakes))
            assert refusal.value.code in (
                "validation_failed",
                "unknown_selection",
                "stake_out_of_range",
                "malformed_request",
                "betting_closed",
            ), what
        for change in ({"round_id": "roulette-eu-1.999999"}, {"table_id": "nowhere"}):
            with pytest.raises(Refused) as refusal:
                await hears.ask("bet.place", bet(round_id, GOOD_BET) | change)
            assert refusal.value.code == "not_found"
        wallet = await ann.wallet()
    assert (wallet["available"], wallet["version"]) == (1_000_000, 1)


async def test_a_connection_that_was_lost_resumes_without_losing_an_event(stack):
    async with player(stack.endpoints) as ann:
        async with ann.connected() as hears:
            joined = await hears.ask("table.join", JOIN)
            first = await hears.event("round.opened")
        async with player(stack.endpoints) as ben, ben.seated() as ben_hears:
            await ben_hears.event("round.settled")
            async with ann.connected() as hears:
                since = {"epoch": first["epoch"], "seq": first["seq"]}
                resumed = await hears.ask("table.join", JOIN | {"since": since})
                missed = resumed["events"]
                await hears.event("round.opened", where=lambda d: d != first["data"])
                await hears.hears_all(CHANNEL, since=resumed["seq"])
    assert joined["recovered"] is False
    assert joined["snapshot"]["table_id"] == "roulette-eu-1"
    assert resumed["recovered"] is True
    numbers = [event["seq"] for event in missed]
    assert numbers == list(range(first["seq"] + 1, resumed["seq"] + 1))


@pytest.mark.parametrize(
    "since",
    [{"epoch": "another", "seq": 0}, {"epoch": None, "seq": 10**9}],
    ids=["another epoch", "the future"],
)
async def test_a_position_that_cannot_be_resumed_from_gets_a_snapshot(stack, since):
    async with player(stack.endpoints) as ann, ann.connected() as hears:
        epoch = (await hears.ask("table.join", JOIN))["epoch"]
        since = {"epoch": since["epoch"] or epoch, "seq": since["seq"]}
        answer = await hears.ask("table.join", JOIN | {"since": since})
    assert answer["recovered"] is False
    assert "snapshot" in answer


async def test_history_replays_a_gap_and_keeps_other_players_channels_closed(stack):
    async with (
        player(stack.endpoints, deposit=1_000) as ann,
        player(stack.endpoints) as ben,
        ann.connected() as hears,
        ben.connected() as ben_hears,
    ):
        hello = await hears.ask("session.hello")
        own = hello["channels"][0]
        wanted = {"channel": own["channel"], "since": {"epoch": own["epoch"], "seq": 0}}
        history = await hears.ask("channel.history", wanted)
        with pytest.raises(Refused) as refusal:
            await ben_hears.ask("channel.history", wanted)
    assert refusal.value.code == "not_found"
    assert [event["event"] for event in history["events"]] == ["wallet.updated"]


async def test_joining_an_unknown_table_is_refused(stack):
    async with player(stack.endpoints) as ann, ann.connected() as hears:
        with pytest.raises(Refused) as refusal:
            await hears.ask("table.join", {"table_id": "nowhere"})
    assert refusal.value.code == "not_found"


@pytest.mark.shares("roulette-eu-2")
async def test_the_table_is_told_who_comes_and_goes(stack):
    async with (
        player(stack.endpoints) as ann,
        player(stack.endpoints) as ben,
        ann.connected() as hears,
    ):
        await hears.ask("table.join", {"table_id": "roulette-eu-2"})
        alone = (await hears.event("presence.changed"))["data"]["players"]
        async with ben.seated("roulette-eu-2"):
            await hears.event("presence.changed", where=lambda d: d["players"] == alone + 1)
            seen = len(hears.events)
        await hears.event("presence.changed", after=seen, where=lambda d: d["players"] == alone)


async def test_who_left_a_table_hears_no_more_of_it(stack):
    async with player(stack.endpoints) as ann, ann.seated() as hears:
        await hears.event("round.opened")
        await hears.ask("table.leave", JOIN)
        async with player(stack.endpoints) as ben, ben.seated() as ben_hears:
            result = await ben_hears.event("round.result")
            await ben_hears.event("round.settled")
    assert all(event["seq"] < result["seq"] for event in hears.on(CHANNEL))
