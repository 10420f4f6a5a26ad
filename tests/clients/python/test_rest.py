"""Signing in, every request, tickets."""

import asyncio
import inspect
import json
import subprocess
import sys
from contextlib import suppress

import httpx
import pytest
from jsonschema import Draft202012Validator

from croupier_client import (
    RestClient,
    RestError,
    SecondFactorNeeded,
    TicketDelayed,
    TicketRefused,
    problems,
    stakes,
)
from croupier_client.generated.rest_api import RestApi
from scripts.settings import ROOT
from tests.clients.python.virtual_time import in_virtual_time

TOKENS = {"access_token": "fresh", "refresh_token": "r-2", "id_token": "i", "expires_in": 3600}


def platform(*answers):
    """A platform that gives these answers in turn, and the requests that it has seen."""
    waiting, seen = list(answers), []

    def answer(request):
        seen.append(request)
        return waiting.pop(0)

    rest = RestClient("https://api.example/local", transport=httpx.MockTransport(answer))
    rest.sign_in("stale", "r-1")
    return rest, seen


def granted():
    return httpx.Response(201, json={"ticket": "a/b", "websocket_url": "wss://play.example"})


@in_virtual_time
async def test_a_ticket_becomes_the_address_to_open():
    rest, seen = platform(granted())
    async with rest:
        assert (await rest.fetch_ticket()).url == "wss://play.example?ticket=a%2Fb"
    assert str(seen[0].url) == "https://api.example/local/v1/realtime/tickets"
    assert seen[0].headers["Authorization"] == "Bearer stale"


@in_virtual_time
async def test_an_access_token_that_was_refused_is_renewed_once():
    rest, seen = platform(httpx.Response(401), httpx.Response(200, json=TOKENS), granted())
    async with rest:
        await rest.fetch_ticket()
    assert [request.url.path.rpartition("/")[2] for request in seen] == [
        "tickets",
        "refresh",
        "tickets",
    ]
    assert seen[-1].headers["Authorization"] == "Bearer fresh"


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ((httpx.Response(401), httpx.Response(401)), "signed_out"),
        (
            (httpx.Response(401), httpx.Response(200, json=TOKENS), httpx.Response(401)),
            "signed_out",
        ),
        ((httpx.Response(403),), "excluded"),
    ],
)
@in_virtual_time
async def test_who_gets_no_ticket_learns_why(answers, reason):
    rest, _ = platform(*answers)
    async with rest:
        with pytest.raises(TicketRefused) as refused:
            await rest.fetch_ticket()
    assert refused.value.reason == reason


@in_virtual_time
async def test_a_busy_platform_says_how_long_it_wants_to_be_left_alone():
    rest, _ = platform(httpx.Response(429, headers={"Retry-After": "7"}), httpx.Response(503))
    async with rest:
        for seconds in (7, 0):
            with pytest.raises(TicketDelayed) as delayed:
                await rest.fetch_ticket()
            assert delayed.value.at_least == seconds


@in_virtual_time
async def test_signing_in_makes_requests_the_players():
    rest, seen = platform(httpx.Response(200, json=TOKENS), httpx.Response(200, json={"cash": 1}))
    async with rest:
        await rest.login("ada@example.com", "secret")
        assert await rest.get_wallet() == {"cash": 1}
    assert "Authorization" not in seen[0].headers
    assert seen[1].headers["Authorization"] == "Bearer fresh"


@in_virtual_time
async def test_a_second_factor_is_asked_for_and_answered():
    challenge = {"challenge": "SOFTWARE_TOKEN_MFA", "session": "s"}
    rest, seen = platform(
        httpx.Response(200, json=challenge), httpx.Response(200, json=TOKENS), granted()
    )
    async with rest:
        with pytest.raises(SecondFactorNeeded) as needed:
            await rest.login("ada@example.com", "secret")
        await rest.answer_second_factor(needed.value.session, "123456")
        await rest.fetch_ticket()
    assert json.loads(seen[1].content) == {"session": "s", "code": "123456"}
    assert seen[2].headers["Authorization"] == "Bearer fresh"


def paths(seen):
    return [request.url.path.removeprefix("/local/v1/") for request in seen]


OPERATIONS = {
    name: method
    for name, method in inspect.getmembers(RestApi, inspect.isfunction)
    if not name.startswith(("_", "iterate_"))
}


def arguments_of(method):
    parameters = list(inspect.signature(method).parameters.values())[1:]
    return [
        {} if parameter.name == "body" else "a/b"
        for parameter in parameters
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    ]


@pytest.mark.parametrize("name", OPERATIONS)
@in_virtual_time
async def test_every_request_renews_a_token_that_was_refused_unless_it_needs_none(name):
    method = OPERATIONS[name]
    rest, seen = platform(
        httpx.Response(401, json={"code": "not_authenticated"}),
        httpx.Response(200, json=TOKENS),
        httpx.Response(200, json={"done": True}),
    )
    async with rest:
        call = method(rest, *arguments_of(method))
        if "Authorization" in (await first_request_of(call, seen)).headers:
            assert paths(seen)[1] == "auth/refresh"
            assert seen[2].headers["Authorization"] == "Bearer fresh"
            assert seen[2].url == seen[0].url
            assert seen[2].content == seen[0].content
        else:
            assert len(seen) == 1
    assert "a/b" not in seen[0].url.raw_path.decode()


async def first_request_of(call, seen):
    with suppress(RestError):
        await call
    return seen[0]


@in_virtual_time
async def test_requests_that_are_refused_together_share_one_renewal():
    seen = []

    def answer(request):
        seen.append(request)
        if request.url.path.endswith("/refresh"):
            return httpx.Response(200, json=TOKENS)
        is_fresh = request.headers["Authorization"] == "Bearer fresh"
        return httpx.Response(200 if is_fresh else 401, json={})

    async with RestClient("https://api.example", transport=httpx.MockTransport(answer)) as rest:
        rest.sign_in("stale", "r-1")
        await asyncio.gather(rest.get_wallet(), rest.get_profile(), rest.list_bets())
    assert [request.url.path for request in seen].count("/v1/auth/refresh") == 1


DEPOSIT = {"amount": 100, "currency": "EUR", "payment_method": "pm"}


@in_virtual_time
async def test_what_moves_money_is_repeated_under_the_same_key_until_it_is_answered():
    rest, seen = platform(
        httpx.Response(503),
        httpx.Response(429, headers={"Retry-After": "7"}),
        httpx.Response(201, json={"deposit_id": "d"}),
        httpx.Response(201, json={"deposit_id": "e"}),
    )
    async with rest:
        started = asyncio.get_running_loop().time()
        assert await rest.make_deposit(DEPOSIT) == {"deposit_id": "d"}
        assert asyncio.get_running_loop().time() - started >= 7
        await rest.make_deposit(DEPOSIT, idempotency_key="mine")
    first, second, third, fourth = (request.headers["Idempotency-Key"] for request in seen)
    assert first == second == third
    assert len(first) == 32
    assert fourth == "mine"


@in_virtual_time
async def test_a_lost_answer_is_asked_for_again_where_that_is_safe():
    lost = []

    def answer(request):
        lost.append(request)
        if len(lost) == 1:
            raise httpx.ReadError("lost", request=request)
        return httpx.Response(201, json={"deposit_id": "d"})

    async with RestClient("https://api.example", transport=httpx.MockTransport(answer)) as rest:
        assert await rest.make_deposit(DEPOSIT) == {"deposit_id": "d"}
        lost.clear()
        with pytest.raises(httpx.ReadError):
            await rest.rotate_seeds({})


@in_virtual_time
async def test_nobody_is_kept_waiting_for_minutes():
    rest, seen = platform(httpx.Response(429, headers={"Retry-After": "600"}, json={"code": "x"}))
    async with rest:
        with pytest.raises(RestError):
            await rest.get_wallet()
    assert len(seen) == 1


@in_virtual_time
async def test_all_pages_of_a_list_are_gone_through():
    rest, seen = platform(
        httpx.Response(200, json={"items": [{"bet_id": "1"}], "next_cursor": "c"}),
        httpx.Response(200, json={"items": [{"bet_id": "2"}], "next_cursor": None}),
    )
    async with rest:
        found = [bet["bet_id"] async for bet in rest.iterate_bets(table_id="t", from_="2026")]
    assert found == ["1", "2"]
    assert seen[0].url.params == httpx.QueryParams({"table_id": "t", "from": "2026"})
    assert seen[1].url.params == httpx.QueryParams({"table_id": "t", "from": "2026", "cursor": "c"})


@in_virtual_time
async def test_a_problem_keeps_its_code():
    problem = {"code": "not_found", "detail": "No such bet.", "request_id": "r"}
    rest, _ = platform(httpx.Response(404, json=problem), httpx.Response(500, text="<html>"))
    async with rest:
        with pytest.raises(RestError, match="404 not_found: No such bet") as refused:
            await rest.get_bet("x")
        assert (refused.value.status, refused.value.request_id) == (404, "r")
        with pytest.raises(RestError, match="500 unknown: <html>"):
            await rest.get_bet("x")


@pytest.mark.parametrize("code", problems.BY_CODE)
@in_virtual_time
async def test_each_code_is_an_error_of_its_own(code):
    rest, _ = platform(httpx.Response(409, json={"code": code}))
    async with rest:
        with pytest.raises(problems.BY_CODE[code]) as refused:
            await rest.get_wallet()
    assert refused.value.code == code


def test_every_kind_of_stake_is_one_that_its_games_take():
    for game_id, schemas in json.loads((ROOT / "docs/api/stakes.json").read_text()).items():
        for schema in schemas:
            made = made_stake(game_id, schema)
            Draft202012Validator(schema).validate(made)


def made_stake(game_id, schema):
    parts = schema["properties"]
    if "stake" in parts:
        chosen = {
            name: kind["examples"][0] if "examples" in kind else kind["enum"][0]
            for name, kind in parts.get("choice", {}).get("properties", {}).items()
        }
        return getattr(stakes, game_id.replace("-", "_"))(parts["stake"]["examples"][0], **chosen)
    make = getattr(stakes, parts["type"]["const"])
    if "selection" not in parts:
        return make(100)
    selection = parts["selection"]["examples"][0]
    if "selection" in schema["required"]:
        return make(reversed(selection), 100)
    return make(100, selection=selection)


def test_the_example_is_right_in_every_type():
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "clients/python/examples"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
