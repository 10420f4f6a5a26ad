"""Opening a connection, keeping it, bringing it back."""

import asyncio

import pytest

from croupier_client import ConnectionState, ConnectionStopped, TicketDelayed, TicketRefused
from tests.clients.python.fake_server import SILENT, event
from tests.clients.python.virtual_time import in_virtual_time

pass_time = asyncio.sleep


def closing(**members):
    """Said to one connection alone, in an epoch of its own."""
    return event("player:p1", 1, "session.closing", "closing-conn-1", **members)


@in_virtual_time
async def test_it_says_hello_and_joins_its_tables_before_it_calls_itself_online(line):
    async with line() as ours:
        heard = ours.sit_down()
        async with ours.client:
            assert [seen["action"] for seen in ours.server.seen] == ["session.hello", "table.join"]
            assert [state.kind for state in ours.states] == ["connecting", "online"]
            assert (ours.player.resets, heard.snapshots) == (1, 1)


@in_virtual_time
async def test_it_comes_back_with_a_fresh_ticket_after_the_connection_was_lost(line):
    async with line() as ours, ours.client:
        ours.server.connection.drop(1006)
        await pass_time(0)
        await pass_time(0.1)
        assert ours.states[-1] == ConnectionState("reconnecting", attempt=0)
        await ours.client.online()
        assert ours.tickets() == 2


@in_virtual_time
async def test_it_waits_longer_at_random_while_handshakes_keep_failing(line):
    async with line() as ours:
        ours.server.refuse_handshakes = 4
        ours.client.start()
        await ours.client.online()
        attempts = [state.attempt for state in ours.states if state.kind == "reconnecting"]
        assert attempts == [0, 1, 2, 3]
        # Half of 0.4, 0.8, 1.6 and 3.2 seconds.
        assert asyncio.get_running_loop().time() == pytest.approx(3.0)


@pytest.mark.parametrize(("code", "reason"), [(4001, "session_ended"), (4003, "excluded")])
@in_virtual_time
async def test_it_does_not_come_back_where_that_would_be_in_vain(line, code, reason):
    async with line() as ours, ours.client:
        ours.server.connection.drop(code)
        assert await ours.client.stopped() == reason
        await pass_time(60)
        assert len(ours.server.connections) == 1


@pytest.mark.parametrize("code", [1008, 4002])
@in_virtual_time
async def test_it_lets_seconds_pass_after_it_was_told_off(line, code):
    async with line() as ours, ours.client:
        ours.server.connection.drop(code)
        await pass_time(5)
        assert len(ours.server.connections) == 1
        await ours.client.online()
        assert len(ours.server.connections) == 2


@in_virtual_time
async def test_it_comes_back_soon_after_a_planned_close(line):
    async with line() as ours, ours.client:
        ours.server.connection.drop(1001)
        await pass_time(1)
        assert ours.state == "online"


@in_virtual_time
async def test_it_leaves_within_seconds_of_an_announced_close(line):
    async with line() as ours, ours.client:
        ours.server.connection.push(closing(reason="deployment", reconnect=True))
        await pass_time(2.49)  # a little less than half of 5
        assert ours.state == "online"
        await pass_time(0.02)
        assert ours.state == "reconnecting"
        await ours.client.online()
        assert len(ours.server.connections) == 2


@in_virtual_time
async def test_it_leaves_when_it_is_told_to_and_takes_nothing_for_missed(line):
    notice = {"reason": "max_lifetime", "code": 1001, "reconnect": True, "in_seconds": 20}
    async with line() as ours, ours.client:
        ours.server.connection.push(closing(**notice))
        await pass_time(19.9)
        assert ours.state == "online"
        await pass_time(1)
        assert len(ours.server.connections) == 2
        assert [told["data"] for told in ours.player.events] == [notice]
        assert ours.player.resets == 1
        assert ours.server.requests("channel.history") == []


@pytest.mark.parametrize(
    ("code", "reason"), [(4001, "session_ended"), (4002, "flooded"), (4003, "excluded")]
)
@in_virtual_time
async def test_it_does_not_come_back_when_the_server_says_so_before_it_closes(line, code, reason):
    async with line() as ours, ours.client:
        ours.server.connection.push(closing(reason="", code=code, reconnect=False))
        ours.server.connection.drop(1001)
        assert await ours.client.stopped() == reason


@in_virtual_time
async def test_it_stops_when_no_ticket_is_to_be_had_any_more(line):
    async def refuse():
        raise TicketRefused("signed_out")

    async with line(fetch_ticket=refuse) as ours:
        with pytest.raises(ConnectionStopped, match="signed_out"):
            await ours.client.__aenter__()
        assert ours.states[-1] == ConnectionState("stopped", reason="signed_out")


@in_virtual_time
async def test_it_waits_as_long_as_it_is_told_to_before_it_asks_again(line):
    asked = []

    async def delay():
        asked.append(asyncio.get_running_loop().time())
        raise TicketDelayed(20)

    async with line(fetch_ticket=delay, random=lambda: 0.0) as ours:
        ours.client.start()
        await pass_time(41)
    assert asked == pytest.approx([0, 20, 40])


@in_virtual_time
async def test_it_tries_again_whatever_else_goes_wrong_with_the_ticket(line):
    asked = []

    async def break_down():
        asked.append(1)
        raise OSError("no route to host")

    async with line(fetch_ticket=break_down) as ours:
        ours.client.start()
        await pass_time(1)
        assert len(asked) > 1
        assert ours.state == "reconnecting"


@in_virtual_time
async def test_it_replaces_a_connection_that_has_gone_silent(line):
    async with line() as ours, ours.client:
        ours.server.on("ping", SILENT)
        await pass_time(60 + 7.9)
        assert ours.state == "online"
        await pass_time(0.2)
        assert ours.state == "reconnecting"
        await ours.client.online()
        assert len(ours.server.connections) == 2


@in_virtual_time
async def test_it_replaces_a_connection_that_never_greets(line):
    async with line() as ours:
        ours.server.on(
            "session.hello",
            lambda _request, connection: (
                SILENT
                if connection is ours.server.connections[0]
                else {"ok": True, "data": HELLO_AGAIN}
            ),
        )
        ours.client.start()
        await ours.client.online()
        assert len(ours.server.connections) == 2


HELLO_AGAIN = {
    "connection_id": "conn-2",
    "player_id": "p1",
    "server_time": "2026-01-01T00:00:00Z",
    "heartbeat_interval": 60,
    "idle_limit": 600,
    "max_lifetime": 7_200,
    "channels": [],
}


@in_virtual_time
async def test_it_leaves_by_itself_before_the_gateways_lifetime_limit(line):
    async with line() as ours, ours.client:
        await pass_time(7_200 * 0.95)
        assert len(ours.server.connections) == 2
        assert ours.state == "online"


@in_virtual_time
async def test_it_drops_the_connection_at_once_when_the_device_loses_its_network(line):
    async with line() as ours, ours.client:
        ours.server.refuse_handshakes = 3
        ours.client.network_changed(is_up=False)
        await pass_time(1.5)
        assert ours.state == "reconnecting"
        ours.client.network_changed(is_up=True)
        await pass_time(0.01)
        assert ours.state == "online"


@in_virtual_time
async def test_the_servers_clock_is_learned_from_every_exchange(line):
    async with line() as ours, ours.client:
        before = ours.client.clock.time()
        assert before == pytest.approx(1_767_225_600, abs=5)  # 2026-01-01


@in_virtual_time
async def test_it_stops_while_it_is_still_opening(line):
    async def never(_url):
        await asyncio.sleep(3_600)

    async with line() as ours:
        ours.client._open_transport = never
        ours.client.start()
        await pass_time(1)
        await ours.client.aclose()
        assert ours.state == "stopped"
