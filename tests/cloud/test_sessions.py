"""Sessions that end, devices that are one too many, and floods, over real sockets."""

import asyncio
import json
import time
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
import websockets
from jsonschema import Draft202012Validator

from casino.conduct.repository import Alerts
from casino.conduct.use_cases.list_alerts import list_alerts
from casino.sessions import Connections
from casino.shared.clock import utc_now
from scripts.deployment import function_environment
from scripts.settings import ROOT
from tests.support.documented import rest_client
from tests.support.patience import PATIENCE, PROMPT_SECONDS
from tests.support.players import PASSWORD, Refused, player


async def closing(session):
    """Return what a connection was told before it ended, and wait for its end."""
    told = await session.event("session.closing", timeout=30)
    await asyncio.wait_for(session.socket.wait_closed(), 20 * PATIENCE)
    return told["data"]


async def test_logging_out_closes_every_socket_within_two_seconds(stack):
    async with (
        player(stack.endpoints) as ann,
        ann.connected() as phone,
        ann.connected() as laptop,
    ):
        began = time.monotonic()
        await ann.post("/v1/auth/logout")
        with pytest.raises((Refused, websockets.ConnectionClosed)) as refusal:
            await phone.ask("ping", timeout=5)
        if isinstance(refusal.value, Refused):
            assert refusal.value.code == "session_ended"
        for session in (phone, laptop):
            told = await closing(session)
            assert told == {"reason": "logged_out", "code": 4001, "reconnect": False}
        assert time.monotonic() - began < PROMPT_SECONDS


async def test_a_token_that_outlived_its_session_opens_nothing_and_a_new_one_does(stack):
    async with player(stack.endpoints) as ann:
        await ann.post("/v1/auth/logout")
        refused = await ann.rest.post("/v1/realtime/tickets")
        assert (refused.status_code, refused.json()["code"]) == (401, "session_ended")
        credentials = {"email": ann.email, "password": PASSWORD}
        async with rest_client(stack.endpoints["rest_url"]) as rest:
            tokens = (await rest.post("/v1/auth/login", json=credentials)).json()
        ann.rest.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        async with ann.connected() as hears:
            assert "server_time" in await hears.ask("ping")


async def test_the_sixth_device_closes_the_first(stack):
    async with AsyncExitStack() as devices:
        ann = await devices.enter_async_context(player(stack.endpoints))
        oldest, newer, *_ = [await devices.enter_async_context(ann.connected()) for _ in range(6)]
        told = await closing(oldest)
        assert "server_time" in await newer.ask("ping")
    assert told == {"reason": "replaced", "code": 4001, "reconnect": False}


async def test_of_forty_sockets_that_claim_to_have_gone_as_many_live_as_devices_are_allowed(stack):
    async with AsyncExitStack() as devices:
        ann = await devices.enter_async_context(player(stack.endpoints))
        sessions = [await devices.enter_async_context(ann.connected()) for _ in range(4)]
        while len(sessions) < 40:
            for name in ("$disconnect", "$connect"):
                with pytest.raises(Refused) as refusal:
                    await sessions[-1].ask(name)
                assert refusal.value.code == "unknown_action"
            sessions.append(await devices.enter_async_context(ann.connected()))
        for session in sessions[:-5]:
            await closing(session)
        for session in sessions[-5:]:
            assert "server_time" in await session.ask("ping")
        await ann.post("/v1/auth/logout")
        for session in sessions[-5:]:
            await closing(session)


async def test_a_socket_of_which_the_record_is_lost_is_closed_by_its_next_frame(stack):
    table = function_environment(stack.settings)["CONNECTIONS_TABLE"]
    connections = Connections(stack.client("dynamodb"), table)
    async with player(stack.endpoints) as ann:
        for action in ("ping", "no.such.action", "$disconnect"):
            async with ann.connected() as hears:
                for each in connections.of_player(ann.player_id, utc_now()):
                    connections.forget(connections.remove(each.connection_id))
                with pytest.raises((Refused, websockets.ConnectionClosed)):
                    await hears.ask(action)
                told = await closing(hears)
            assert told == {"reason": "unknown", "code": 1001, "reconnect": True}, action


def grow_old(stack, player_id, age):
    """Let a player's connections, which have joined nothing yet, have been opened so long ago."""
    table = function_environment(stack.settings)["CONNECTIONS_TABLE"]
    connections, now = Connections(stack.client("dynamodb"), table), utc_now()
    for each in connections.of_player(player_id, now):
        connections.forget(connections.remove(each.connection_id))
        connections.add(each.connection_id, player_id, now - age, each.opened_at)


async def test_a_connection_near_the_end_of_its_two_hours_is_told_once_and_lives_on(stack):
    async with player(stack.endpoints) as ann, ann.connected() as hears, ann.connected() as late:
        hello = await hears.ask("session.hello")
        age = timedelta(seconds=hello["max_lifetime"] - 240)
        grow_old(stack, ann.player_id, age)
        for session in (hears, late):
            stack.set_off("realtime.sweep_connections")
            told = (await session.event("session.closing"))["data"]
            assert 0 < told.pop("in_seconds") <= 180
            assert told == {"reason": "max_lifetime", "code": 1001, "reconnect": True}
        for session in (hears, late):
            await session.ask("table.join", {"table_id": "roulette-eu-1"})
            await session.event("round.opened")
            assert [e["event"] for e in session.events].count("session.closing") == 1


async def test_a_pages_ticket_opens_nothing_for_programs(stack):
    async with player(stack.endpoints) as ann:
        headers = {"Origin": stack.endpoints["web_url"]}
        answer = await ann.rest.post("/v1/realtime/tickets", headers=headers)
        url = f"{stack.endpoints['websocket_url']}?ticket={answer.json()['ticket']}"
        with pytest.raises(websockets.InvalidStatus):
            async with websockets.connect(url):
                pass


async def alerts_about(stack, player_id, *, timeout=240):
    """Return the alerts that the watch has kept of a player, whichever day they are kept under."""
    table = function_environment(stack.settings)["CONNECTIONS_TABLE"]
    alerts = Alerts(stack.client("dynamodb"), table)
    for _ in range(timeout):
        if found := list_alerts(alerts, utc_now, subject=player_id):
            return found
        await asyncio.sleep(1)
    raise AssertionError("no alert")


async def test_unreadable_frames_are_borne_for_a_while_and_then_end_that_connection_alone(stack):
    async with (
        player(stack.endpoints) as ann,
        ann.connected() as hears,
        ann.connected() as other,
    ):
        for _ in range(150):
            await hears.send("{")
        told = await closing(hears)
        answers = [each["error"]["code"] for each in hears.stray]
        assert "server_time" in await other.ask("ping")
    assert told == {"reason": "flood", "code": 4002, "reconnect": False}
    assert set(answers) == {"malformed_request"}
    assert len(answers) >= 60
    alerts = await alerts_about(stack, ann.player_id)
    assert [alert.pattern for alert in alerts] == ["message_flood"]


def events_on_the_bus(stack, kind, *, timeout=120):
    """Hear the bus through a rule and a queue, as an operator's own consumer would."""
    sqs, events = stack.client("sqs"), stack.client("events")
    name = f"hears-{kind.replace('.', '-')}"
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    pattern = json.dumps({"source": ["croupier"], "detail-type": [kind]})
    events.put_rule(Name=name, EventBusName="croupier-local", EventPattern=pattern)
    events.put_targets(
        Rule=name,
        EventBusName="croupier-local",
        Targets=[{"Id": "queue", "Arn": attributes["Attributes"]["QueueArn"]}],
    )

    async def heard():
        for _ in range(timeout):
            answer = await asyncio.to_thread(
                sqs.receive_message, QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=1
            )
            if messages := answer.get("Messages"):
                return [json.loads(each["Body"])["detail"] for each in messages]
        raise AssertionError(f"no {kind} on the bus")

    return heard


async def test_what_happens_reaches_the_bus_in_the_shape_that_was_promised(stack):
    schemas = ROOT / "docs" / "events"
    heard = {kind: events_on_the_bus(stack, kind) for kind in ("round.opened", "connection.opened")}
    async with player(stack.endpoints) as ann, ann.seated() as hears:
        opened = await hears.event("round.opened")
        for kind, listen in heard.items():
            validator = Draft202012Validator(json.loads((schemas / f"{kind}.v1.json").read_text()))
            for detail in await listen():
                validator.validate(detail)
    assert opened["seq"] > 0


async def test_the_bus_tells_of_accounts_and_payments(stack):
    kinds = {
        "account.opened": {"status": "active", "country": "MT"},
        "account.signed_in": {},
        "deposit.changed": {"status": "succeeded", "amount": 50_00},
        "withdrawal.changed": {"status": "paid", "amount": 20_00, "paid_amount": 20_00},
        "account.signed_out": {"cause": "logout"},
    }
    heard = {kind: events_on_the_bus(stack, kind) for kind in kinds}
    async with player(stack.endpoints, deposit=50_00) as ann:
        await ann.post(
            "/v1/payments/withdrawals", {"amount": 20_00, "currency": "EUR"}, key="ann-withdraws"
        )
        await ann.rest.post("/v1/auth/logout")
    for kind, told in kinds.items():
        expected = told | {"player_id": ann.player_id}
        while not any(expected.items() <= detail["data"].items() for detail in await heard[kind]()):
            pass
