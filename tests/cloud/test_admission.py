"""Who may ask by REST, and how often, against the deployed platform."""

import asyncio
import time
from collections import Counter
from datetime import timedelta

import httpx
import pytest

from casino.sessions import Sessions
from casino.sessions.limits import LIMITS, Kind
from casino.shared.clock import utc_now
from scripts.deployment import function_environment
from tests.support.documented import rest_client
from tests.support.players import player
from tests.support.routes import routes

ROUTES = [route for route in routes() if not route.is_open]
SIGNING_OUT = "POST /v1/auth/logout"
# Nobody is kept from keeping themselves away.
KEEPING_AWAY = ("POST /v1/me/time-out", "POST /v1/me/self-exclusion")
# What a request that is let in, and then asks for nothing that there is, may be answered.
LET_IN = {200, 201, 204, 400, 404, 409, 422}


async def ask(somebody, route):
    headers = {"Idempotency-Key": "k-1"} if route.method == "POST" else {}
    body = {} if route.takes_json else None
    return await somebody.rest.request(route.method, route.url, json=body, headers=headers)


async def answers(somebody):
    """Ask on every route, signing out last."""
    ordered = sorted(ROUTES, key=lambda route: str(route) == SIGNING_OUT)
    return {str(route): await ask(somebody, route) for route in ordered}


async def test_every_route_lets_in_who_is_signed_in_and_nobody_after_they_signed_out(stack):
    async with player(stack.endpoints, deposit=1_000) as ann:
        before = await answers(ann)
        after = await answers(ann)
        wallet = "GET /v1/wallet"
        assert before[wallet].headers["cache-control"] == "no-store"
        assert before[wallet].headers["ratelimit-policy"].startswith('"read"')
    assert [name for name, each in before.items() if each.status_code not in LET_IN] == []
    ended = {name: (each.status_code, each.json()["code"]) for name, each in after.items()}
    assert ended == dict.fromkeys(ended, (401, "session_ended"))


async def test_a_suspended_player_may_sign_out_keep_themselves_away_and_do_nothing_else(stack):
    table = function_environment(stack.settings)["CONNECTIONS_TABLE"]
    async with player(stack.endpoints) as ann:
        Sessions(stack.client("dynamodb"), table).suspend(
            ann.player_id, utc_now() + timedelta(hours=1)
        )
        told = await answers(ann)
        assert told.pop(SIGNING_OUT).status_code == 204
        # Let in, and told that a duration is missing.
        assert {told.pop(route).status_code for route in KEEPING_AWAY} <= {400, 422}
    refused = {name: (each.status_code, each.json()["code"]) for name, each in told.items()}
    assert refused == dict.fromkeys(refused, (403, "access_suspended"))


async def test_one_players_robots_use_up_their_own_allowance(stack):
    table = function_environment(stack.settings)["CONNECTIONS_TABLE"]
    sessions = Sessions(stack.client("dynamodb"), table)
    limit = LIMITS[Kind.READ]
    async with player(stack.endpoints) as ann, player(stack.endpoints) as ben:
        headers = {"Authorization": ann.rest.headers["Authorization"]}
        async with rest_client(
            stack.endpoints["rest_url"],
            limits=httpx.Limits(max_connections=8),
            headers=headers,
        ) as robots:
            await robots.get("/v1/wallet")
            # As many as a stack on one machine would take too long to answer have been asked.
            sessions.charge(ann.player_id, Kind.READ, range(1, limit.burst - 9), utc_now())
            started = time.monotonic()
            told = await asyncio.gather(*(robots.get("/v1/wallet") for _ in range(100)))
            earned = (time.monotonic() - started) * 1000 / limit.interval_ms
            statuses = Counter(each.status_code for each in told)
            assert set(statuses) <= {200, 429}
            # What was earned since the first question counts too.
            assert statuses[200] <= 10 + 5 + earned
            many = range(limit.burst, 3 * limit.burst)
            sessions.charge(ann.player_id, Kind.READ, many, utc_now())
            refused = await robots.get("/v1/wallet")
        assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
        assert int(refused.headers["retry-after"]) >= 1
        assert ";r=0;" in refused.headers["ratelimit"]
        assert (await ben.wallet())["available"] == 0


@pytest.mark.parametrize("origin", ["its own site", "https://evil.example"])
async def test_what_no_function_answers_names_the_site_and_nobody_else(stack, origin):
    site = stack.endpoints["web_url"]
    headers = {"Origin": site if origin == "its own site" else origin}
    async with rest_client(stack.endpoints["rest_url"]) as anybody:
        unsigned = await anybody.get("/v1/wallet", headers=headers)
        unknown = await anybody.get("/v1/nowhere", headers=headers)
    for answer in (unsigned, unknown):
        assert answer.headers["access-control-allow-origin"] == site
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["strict-transport-security"].startswith("max-age=")
