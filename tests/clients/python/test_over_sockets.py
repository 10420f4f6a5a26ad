"""The client as it is used: httpx, websockets, and the README's example."""

import asyncio
import importlib.util

import pytest

from croupier_client import ConnectionLost, RealtimeClient, RestClient, RestError, open_web_socket
from scripts.settings import ROOT
from tests.clients.python.fake_server import FakeServer, data, event, joined
from tests.clients.python.socket_server import PASSWORD, listening

CLIENT = ROOT / "clients/python"
EXAMPLE = CLIENT / "examples/bet_on_red.py"
TABLE = "table:roulette-eu-1"


def example():
    """Import the example as a reader would run it."""
    spec = importlib.util.spec_from_file_location("bet_on_red", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_shows_the_example_that_is_tested_here():
    assert EXAMPLE.read_text() in (CLIENT / "README.md").read_text()


async def test_the_example_bets_on_red_and_says_where_the_ball_fell():
    server = FakeServer()
    of_round = {"round_id": "r1.7"}
    outcome = {"pocket": 32, "colour": "red"}

    def join(_request, connection):
        connection.push(event(TABLE, 11, "round.opened", **of_round))
        return joined(10, table_id="roulette-eu-1")

    def place(_request, connection):
        connection.push(event(TABLE, 12, "round.result", **of_round, outcome=outcome))
        return data(status="accepted")

    server.on("table.join", join)
    server.on("bet.place", place)
    said = []
    async with listening(server) as rest_url:
        await example().bet_on_red(rest_url, "ada@example.com", PASSWORD, said.append)
    assert said == ["bet accepted; the ball fell on 32 red", "400 EUR cents are left"]
    [bet] = server.requests("bet.place")
    assert bet["round_id"] == "r1.7"


async def test_it_comes_back_over_real_sockets_and_stops_where_it_is_told_to():
    server = FakeServer()
    async with listening(server) as rest_url, RestClient(rest_url) as rest:
        await rest.login("ada@example.com", PASSWORD)
        async with RealtimeClient(rest.fetch_ticket, random=lambda: 0.01) as client:
            server.refuse_handshakes = 2
            server.connection.drop(1001)
            await asyncio.wait_for(client.request_until_answered("bet.get", {"bet_id": "b"}), 20)
            assert len(server.connections) == 2
            server.connection.drop(4001)
            assert await asyncio.wait_for(client.stopped(), 20) == "session_ended"


async def test_a_refused_handshake_and_a_dead_address_are_lost_connections():
    server = FakeServer()
    server.refuse_handshakes = 1
    async with listening(server) as rest_url:
        address = rest_url.replace("http", "ws") + "/socket?ticket=t-1"
        with pytest.raises(ConnectionLost):
            await open_web_socket(address)
    with pytest.raises(ConnectionLost):
        await open_web_socket(address)


async def test_a_wrong_password_says_so():
    async with listening(FakeServer()) as rest_url, RestClient(rest_url) as rest:
        with pytest.raises(RestError) as refused:
            await rest.login("ada@example.com", "wrong")
    assert refused.value.code == "invalid_credentials"
