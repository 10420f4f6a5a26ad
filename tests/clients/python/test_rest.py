"""Signing in, tickets, and plain calls."""

import httpx
import pytest

from croupier_client import RestClient, RestError, TicketDelayed, TicketRefused
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
async def test_signing_in_makes_calls_the_players():
    rest, seen = platform(httpx.Response(200, json=TOKENS), httpx.Response(200, json={"cash": 1}))
    async with rest:
        await rest.login("ada@example.com", "secret")
        assert await rest.get("/v1/wallet", limit=3) == {"cash": 1}
    assert seen[1].headers["Authorization"] == "Bearer fresh"
    assert seen[1].url.query == b"limit=3"


@in_virtual_time
async def test_a_second_factor_is_asked_for_by_its_name():
    challenge = {"challenge": "SOFTWARE_TOKEN_MFA", "session": "s"}
    rest, _ = platform(httpx.Response(200, json=challenge))
    async with rest:
        with pytest.raises(RestError) as refused:
            await rest.login("ada@example.com", "secret")
    assert refused.value.code == "mfa_required"
    assert refused.value.problem["session"] == "s"


@in_virtual_time
async def test_what_moves_money_carries_an_idempotency_key():
    rest, seen = platform(*(httpx.Response(201, json={}) for _ in range(3)))
    async with rest:
        await rest.post("/v1/payments/deposits", {}, money=True)
        await rest.post("/v1/payments/deposits", {}, idempotency_key="mine")
        await rest.post("/v1/other")
    first, second, third = (request.headers.get("Idempotency-Key") for request in seen)
    assert len(first) == 32
    assert (second, third) == ("mine", None)


@in_virtual_time
async def test_a_problem_keeps_its_code():
    problem = {"code": "not_found", "detail": "No such bet."}
    rest, _ = platform(httpx.Response(404, json=problem), httpx.Response(502, text="<html>"))
    async with rest:
        with pytest.raises(RestError, match="404 not_found: No such bet") as refused:
            await rest.get("/v1/bets/x")
        assert refused.value.status == 404
        with pytest.raises(RestError, match="502 unknown: <html>"):
            await rest.get("/v1/bets/x")
