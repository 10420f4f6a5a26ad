"""Order without gaps and duplicates, whatever arrives how."""

import asyncio

import pytest

from croupier_client import ConnectionStopped, RequestRefused
from tests.clients.python.conftest import Heard
from tests.clients.python.fake_server import SILENT, data, error, event, hello, joined
from tests.clients.python.virtual_time import in_virtual_time

TABLE = "table:r1"
pass_time = asyncio.sleep


@in_virtual_time
async def test_it_drops_what_it_has_seen_and_unpacks_several_events_in_one_frame(line):
    async with line() as ours:
        heard = ours.sit_down()
        async with ours.client:
            ours.server.connection.push(
                event(TABLE, 11),
                {"type": "events", "events": [event(TABLE, 11), event(TABLE, 12)]},
                event(TABLE, 13),
                event(TABLE, 12),
            )
            await pass_time(1)
            assert heard.seqs == [11, 12, 13]


@in_virtual_time
async def test_it_puts_overtaking_events_in_order_without_asking(line):
    async with line() as ours:
        heard = ours.sit_down()
        async with ours.client:
            ours.server.connection.push(event(TABLE, 13), event(TABLE, 12), event(TABLE, 11))
            await pass_time(1)
            assert heard.seqs == [11, 12, 13]
            assert len(ours.server.requests("table.join")) == 1


@in_virtual_time
async def test_it_asks_for_a_gap_that_stays_open(line):
    async with line() as ours:
        heard = ours.sit_down()
        async with ours.client:
            ours.server.on("table.join", joined(13, *(event(TABLE, n) for n in (11, 12, 13))))
            ours.server.connection.push(event(TABLE, 13))
            await pass_time(1)
            asked = ours.server.requests("table.join")[-1]
            assert asked == {"table_id": "r1", "since": {"epoch": "e1", "seq": 10}}
            assert heard.seqs == [11, 12, 13]
            assert heard.snapshots == 1


@in_virtual_time
async def test_it_takes_a_new_snapshot_when_the_channel_started_a_new_epoch(line):
    async with line() as ours:
        heard = ours.sit_down()
        async with ours.client:
            ours.server.on("table.join", joined(1, epoch="e2"))
            ours.server.connection.push(event(TABLE, 2, epoch="e2"))
            await pass_time(1)
            assert heard.snapshots == 2
            assert heard.seqs == [2]


@in_virtual_time
async def test_it_rejoins_where_it_left_off(line):
    async with line() as ours:
        heard = ours.sit_down()
        async with ours.client:
            ours.server.connection.push(event(TABLE, 11))
            await pass_time(0.01)
            ours.server.on("table.join", joined(12, event(TABLE, 12)))
            ours.server.connection.drop(1006)
            await pass_time(1)
            assert ours.server.requests("table.join")[-1]["since"] == {"epoch": "e1", "seq": 11}
            assert heard.seqs == [11, 12]


@in_virtual_time
async def test_a_gap_that_is_not_answered_costs_the_connection_not_the_events(line):
    async with line() as ours:
        heard = ours.sit_down()
        async with ours.client:
            first = ours.server.connection
            missed = joined(12, event(TABLE, 11), event(TABLE, 12))
            ours.server.on("table.join", lambda _request, by: SILENT if by is first else missed)
            first.push(event(TABLE, 12))
            await pass_time(15)
            assert heard.seqs == [11, 12]
            assert len(ours.server.connections) == 2


@in_virtual_time
async def test_it_catches_up_on_the_players_own_channel_from_its_history(line):
    async with line() as ours, ours.client:
        ours.server.on("session.hello", hello(head=2))
        missed = [event("player:p1", 1, "wallet.updated"), event("player:p1", 2, "bet.settled")]
        ours.server.on("channel.history", data(recovered=True, events=missed))
        ours.server.connection.drop(1006)
        await pass_time(1)
        [asked] = ours.server.requests("channel.history")
        assert asked["since"] == {"epoch": "e1", "seq": 0}
        assert [heard["event"] for heard in ours.player.events] == ["wallet.updated", "bet.settled"]
        assert ours.player.resets == 1


@in_virtual_time
async def test_it_starts_over_when_the_history_no_longer_reaches_back(line):
    async with line() as ours, ours.client:
        ours.server.on("channel.history", data(recovered=False, events=[]))
        ours.server.connection.push(event("player:p1", 7))
        await pass_time(1)
        assert ours.player.resets == 2
        ours.server.connection.push(event("player:p1", 8))
        await pass_time(1)
        assert ours.player.seqs == [7, 8]


@in_virtual_time
async def test_it_reports_a_table_that_cannot_be_joined_and_stays_online(line):
    async with line() as ours:
        ours.server.on("table.join", error("not_found"))
        heard = ours.sit_down()
        async with ours.client:
            assert heard.refused == "not_found"


@in_virtual_time
async def test_a_table_left_and_joined_again_is_joined_after_it_was_left(line):
    async with line() as ours, ours.client:
        leave = ours.client.join_table("r1", ours.player)
        await pass_time(0.01)
        leave()
        ours.sit_down()
        await pass_time(0.01)
        actions = [seen["action"] for seen in ours.server.seen]
        assert actions == ["session.hello", "table.join", "table.leave", "table.join"]


@in_virtual_time
async def test_it_outlives_frames_that_it_cannot_read(line):
    async with line() as ours, ours.client:
        unreadable = [None, 7, [], {}, {"type": "event"}, {"type": "events", "events": 1}]
        ours.server.connection.push(*unreadable)
        ours.server.connection._inbox.put_nowait("{certainly not json")
        await pass_time(0.01)
        assert (await ours.client.request("ping", {}))["server_time"]
        assert len(ours.server.connections) == 1


class Clumsy(Heard):
    def on_event(self, event):
        super().on_event(event)
        raise ZeroDivisionError


@in_virtual_time
async def test_a_listeners_mistake_costs_neither_the_connection_nor_an_event(line):
    reported = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: reported.append(context["exception"]))
    async with line() as ours:
        heard = Clumsy()
        ours.client.join_table("r1", heard)
        async with ours.client:
            ours.server.connection.push(event(TABLE, 11), event(TABLE, 12))
            await pass_time(0.01)
            assert heard.seqs == [11, 12]
            assert [type(each) for each in reported] == [ZeroDivisionError] * 2


@in_virtual_time
async def test_a_table_is_heard_as_a_stream_over_reconnections(line):
    async with line() as ours, ours.client, ours.client.table("r1") as table:
        assert table.snapshot == {"table_id": "r1"}
        ours.server.connection.push(event(TABLE, 11))
        ours.server.on("table.join", joined(13, event(TABLE, 12), event(TABLE, 13, "round.closed")))
        assert (await anext(table))["seq"] == 11
        ours.server.connection.drop(1006)
        assert (await table.event("round.closed"))["seq"] == 13


@in_virtual_time
async def test_a_stream_ends_when_the_client_stops(line):
    async with line() as ours, ours.client, ours.client.table("r1") as table:
        ours.server.connection.push(event(TABLE, 11))
        ours.server.connection.drop(4001)
        assert [heard["seq"] async for heard in table] == [11]
        with pytest.raises(ConnectionStopped):
            await table.event("round.opened")


@in_virtual_time
async def test_a_stream_of_a_table_that_cannot_be_joined_says_so(line):
    async with line() as ours, ours.client:
        ours.server.on("table.join", error("not_found"))
        with pytest.raises(RequestRefused, match="not_found"):
            async with ours.client.table("r1"):
                pass


@in_virtual_time
async def test_the_lobby_is_heard_as_a_stream_and_resumed_like_a_table(line):
    async with line() as ours, ours.client, ours.client.channel("lobby") as lobby:
        assert lobby.snapshot == {"items": []}
        ours.server.connection.push(event("lobby", 11, "lobby.changed"))
        missed = [event("lobby", 12, "lobby.changed")]
        ours.server.on(
            "channel.join",
            data(channel="lobby", epoch="e1", seq=12, recovered=True, events=missed),
        )
        ours.server.connection.drop(1006)
        assert (await anext(lobby))["seq"] == 11
        assert (await anext(lobby))["seq"] == 12
    assert ours.server.requests("channel.join") == [
        {"channel": "lobby"},
        {"channel": "lobby", "since": {"epoch": "e1", "seq": 11}},
    ]


@in_virtual_time
async def test_the_announcements_are_left_by_their_name(line):
    async with line() as ours, ours.client:
        heard = Heard()
        leave = ours.client.join_channel("announcements", heard)
        await pass_time(0.01)
        ours.server.connection.push(event("announcements", 11, "announcement"))
        await pass_time(0.01)
        leave()
        await pass_time(0.01)
        ours.server.connection.push(event("announcements", 12, "announcement"))
        await pass_time(0.01)
        assert heard.seqs == [11]
        assert ours.server.requests("channel.leave") == [{"channel": "announcements"}]
