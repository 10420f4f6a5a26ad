"""A bet is sent until it is answered, and taken once."""

import asyncio

import pytest

from croupier_client import ConnectionLost, ConnectionStopped, RequestRefused, RequestTimeout
from tests.clients.python.fake_server import SILENT, data, error
from tests.clients.python.virtual_time import in_virtual_time

ACCEPTED = data(bet_id="b-1", status="accepted")
RED = [{"type": "red", "amount": 100}]
pass_time = asyncio.sleep


def place(client, **options):
    return asyncio.create_task(client.place_bet("r1", "r1.7", RED, **options))


@in_virtual_time
async def test_it_is_sent_again_with_the_same_id_after_the_connection_was_lost(line):
    async with line() as ours, ours.client:
        ours.server.on("bet.place", SILENT)
        placed = place(ours.client)
        await pass_time(0.01)
        ours.server.on("bet.place", ACCEPTED)
        ours.server.connection.drop(1006)
        assert (await placed)["status"] == "accepted"
        first, second = ours.server.requests("bet.place")
        assert first == second
        assert len(first["bet_id"]) == 32


@in_virtual_time
async def test_it_goes_over_a_new_connection_when_the_old_one_stays_silent(line):
    async with line() as ours, ours.client:
        first = ours.server.connection
        ours.server.on("bet.place", lambda _request, by: SILENT if by is first else ACCEPTED)
        assert (await place(ours.client))["status"] == "accepted"
        assert len(ours.server.connections) == 2


@in_virtual_time
async def test_placed_while_offline_it_goes_out_on_the_next_connection(line):
    async with line() as ours:
        ours.server.refuse_handshakes = 1
        ours.client.start()
        await place(ours.client)
        assert len(ours.server.requests("bet.place")) == 1


@in_virtual_time
async def test_it_is_tried_again_after_a_retryable_refusal_and_not_after_a_final_one(line):
    async with line() as ours, ours.client:
        answers = [error("contention", retryable=True), error("betting_closed")]
        ours.server.on("bet.place", lambda _request, _by: answers.pop(0))
        with pytest.raises(RequestRefused) as refused:
            await place(ours.client, bet_id="b-1")
        assert refused.value.code == "betting_closed"
        assert [sent["bet_id"] for sent in ours.server.requests("bet.place")] == ["b-1", "b-1"]


@in_virtual_time
async def test_it_is_refused_in_the_end_however_often_that_is_called_retryable(line):
    async with line() as ours, ours.client:
        ours.server.on("bet.place", error("contention", retryable=True))
        with pytest.raises(RequestRefused):
            await place(ours.client)
        assert len(ours.server.requests("bet.place")) == 6


@in_virtual_time
async def test_it_takes_the_first_of_two_answers(line):
    async with line() as ours, ours.client:

        def twice(request, connection):
            connection.push({"type": "reply", "request_id": request["request_id"], **ACCEPTED})
            return error("internal_error")

        ours.server.on("bet.place", twice)
        assert (await place(ours.client))["status"] == "accepted"


@in_virtual_time
async def test_it_fails_at_once_when_the_session_was_ended_elsewhere(line):
    async with line() as ours, ours.client:
        ours.server.on("bet.place", SILENT)
        placed = place(ours.client)
        await pass_time(0.01)
        ours.server.connection.drop(4001)
        with pytest.raises(ConnectionStopped, match="session_ended"):
            await placed


@in_virtual_time
async def test_whoever_gives_up_waiting_is_not_bet_for_later(line):
    async with line() as ours, ours.client:
        ours.server.on("bet.place", SILENT)
        placed = place(ours.client)
        await pass_time(0.01)
        placed.cancel()
        ours.server.connection.drop(1006)
        await pass_time(5)
        assert len(ours.server.requests("bet.place")) == 1


@in_virtual_time
async def test_a_plain_request_is_made_once_and_leaves_no_doubt_unspoken(line):
    async with line() as ours:
        with pytest.raises(ConnectionLost):
            await ours.client.request("ping", {})
        async with ours.client:
            ours.server.on("bet.get", SILENT)
            with pytest.raises(RequestTimeout):
                await ours.client.request("bet.get", {"bet_id": "b-1"})
            asking = asyncio.create_task(ours.client.request("bet.get", {"bet_id": "b-1"}))
            await pass_time(0.01)
            ours.server.connection.drop(1006)
            with pytest.raises(ConnectionLost):
                await asking
        with pytest.raises(ConnectionStopped):
            await ours.client.request_until_answered("bet.get", {"bet_id": "b-1"})
