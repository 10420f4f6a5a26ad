"""The lobby, announcements, and what operators do about players, on the deployed platform."""

import asyncio
import subprocess
import sys
import time
from datetime import datetime, timedelta

import pytest

from casino.sessions import ClosingQueue, Sessions
from casino.sessions.use_cases.end_sessions import suspend_access
from casino.shared.clock import utc_now
from scripts.deployment import function_environment
from scripts.settings import ROOT
from tests.support.patience import PATIENCE, PROMPT_SECONDS
from tests.support.players import Refused, player


async def croupier(stack, *arguments):
    """Run an operator's command; return its exit code and what it said."""
    command = [sys.executable, "-m", "croupier", *arguments]
    command += ["--endpoints", str(stack.settings.endpoints_file)]
    done = await asyncio.to_thread(
        subprocess.run, command, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.shares("the-list-of-tables")
async def test_the_lobby_shows_every_table_and_hears_of_their_rounds_at_most_once_a_second(stack):
    async with player(stack.endpoints) as ann, ann.connected() as hears:
        joined = await hears.ask("channel.join", {"channel": "lobby"})
        listed = {each["table_id"] for each in joined["snapshot"]["items"]}
        told = {}
        # At least once: what comes again, or is counted in the join's answer, is dropped as any
        # client drops it; and none may stay away.
        while len(told) < 6 or max(told) - joined["seq"] > len(told):
            await hears.event("lobby.changed", after=len(hears.events))
            told = {each["seq"]: each for each in hears.on("lobby", joined["seq"])}
        public = {each["table_id"] for each in (await ann.get("/v1/tables"))["items"]}
    assert listed == public
    assert {
        table["table_id"] for each in told.values() for table in each["data"]["tables"]
    } <= public
    assert any(table["last_result"] for each in told.values() for table in each["data"]["tables"])
    at = sorted(datetime.fromisoformat(each["at"]).timestamp() for each in told.values())
    # The local cloud's records tell the second in which they came, hence twice in a second at most.
    assert len(told) <= 2 + (at[-1] - at[0])


async def test_an_announcement_is_heard_at_once_and_shown_to_whoever_comes_later(stack):
    async with player(stack.endpoints) as ann, ann.connected() as hears:
        await hears.ask("channel.join", {"channel": "announcements"})
        code, said = await croupier(stack, "announce", "Free coffee.", "--level", "warning")
        assert code == 0, said
        heard = await hears.event("announcement", where=lambda d: d["text"] == "Free coffee.")
        async with ann.connected() as later:
            shown = (await later.ask("channel.join", {"channel": "announcements"}))["snapshot"]
    assert heard["data"]["level"] == "warning"
    assert heard["data"] in shown["items"]


@pytest.mark.parametrize("action", ["channel.join", "channel.leave"])
async def test_other_players_and_unknown_channels_are_refused_by_name(stack, action):
    async with (
        player(stack.endpoints) as ann,
        player(stack.endpoints) as ben,
        ann.connected() as hears,
    ):
        for channel in (f"player:{ben.player_id}", "table:roulette-eu-1", "lobby#0", "nowhere"):
            with pytest.raises(Refused) as refusal:
                await hears.ask(action, {"channel": channel})
            assert refusal.value.code == "not_found", channel
        assert "server_time" in await hears.ask("ping")


async def test_suspending_closes_every_socket_and_refuses_tickets_until_it_is_lifted(stack):
    names = function_environment(stack.settings)
    sessions = Sessions(stack.client("dynamodb"), names["CONNECTIONS_TABLE"])
    closings = ClosingQueue(lambda: stack.client("sqs"), names["CLOSING_QUEUE_URL"])
    async with (
        player(stack.endpoints) as ann,
        ann.connected() as phone,
        ann.connected() as laptop,
    ):
        began = time.monotonic()
        until = utc_now() + timedelta(days=365)
        suspend_access(sessions, closings, utc_now, ann.player_id, until)
        for session in (phone, laptop):
            told = await session.event("session.closing", timeout=15)
            assert told["data"] == {"reason": "suspended", "code": 4003, "reconnect": False}
            await asyncio.wait_for(session.socket.wait_closed(), 5 * PATIENCE)
        assert time.monotonic() - began < PROMPT_SECONDS
        refused = await ann.rest.post("/v1/realtime/tickets")
        assert (refused.status_code, refused.json()["code"]) == (403, "access_suspended")
        code, said = await croupier(stack, "alerts", "lift", ann.player_id)
        assert code == 0, said
        async with ann.connected() as hears:
            assert "server_time" in await hears.ask("ping")


async def test_an_operators_own_suspension_is_carried_out_and_alerts_can_be_looked_at(stack):
    async with player(stack.endpoints) as ann, ann.connected() as hears:
        code, said = await croupier(stack, "alerts", "suspend", ann.player_id, "--minutes", "5")
        assert code == 0, said
        told = await hears.event("session.closing")
        assert told["data"]["code"] == 4003
        code, said = await croupier(stack, "alerts", "list", "--player", ann.player_id)
        assert (code, "Nothing abnormal was noticed" in said) == (0, True), said
