"""Every REST route at the edge: who may call it, and what it makes of bad input."""

import base64
import json

import pytest

from tests.support.documented import rest_client
from tests.support.players import payment_method, player, registration
from tests.support.routes import METHODS, filled, methods_of_paths, routes

PLAYER_ROUTES = [(route.method, route.url) for route in routes() if not route.is_open]
BODY_ROUTES = [route for route in routes() if route.takes_json]

OPEN_ROUTES = ["/v1/games", "/v1/games/roulette-european", "/v1/tables", "/v1/tables/roulette-eu-1"]


@pytest.fixture
async def anybody(stack):
    async with rest_client(stack.endpoints["rest_url"]) as client:
        yield client


def is_problem(answer, status, code=None):
    body = answer.json()
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert {"type", "title", "status", "detail", "code", "request_id"} <= body.keys()
    assert body["status"] == status
    assert answer.headers["x-request-id"]
    if code is not None:
        assert body["code"] == code, answer.text
    return True


@pytest.mark.parametrize(("method", "path"), PLAYER_ROUTES)
async def test_a_players_route_needs_a_token(anybody, method, path):
    answer = await anybody.request(method, path)
    assert is_problem(answer, 401)


@pytest.mark.parametrize(("method", "path"), PLAYER_ROUTES)
async def test_a_forged_token_opens_nothing(anybody, method, path):
    parts = ({"alg": "none"}, {"sub": "somebody", "token_use": "access"})
    head, claims = (base64.urlsafe_b64encode(json.dumps(p).encode()).decode() for p in parts)
    headers = {"Authorization": f"Bearer {head}.{claims}.c2lnbmVk"}
    answer = await anybody.request(method, path, headers=headers)
    assert is_problem(answer, 401)


@pytest.mark.parametrize("path", sorted(methods_of_paths()))
async def test_a_method_that_a_path_does_not_have_is_refused_with_those_that_it_has(anybody, path):
    allowed = methods_of_paths()[path]
    for method in METHODS - allowed:
        answer = await anybody.request(method, filled(path))
        assert answer.status_code == 405
        assert answer.headers["allow"].split(", ") == [*sorted(allowed), "OPTIONS"]
        if method != "HEAD":
            assert is_problem(answer, 405, "method_not_allowed")


@pytest.mark.parametrize("path", sorted(methods_of_paths()))
async def test_a_preflight_is_answered_for_our_own_sites_alone(stack, anybody, path):
    async def asked_by(site):
        headers = {"Origin": site, "Access-Control-Request-Method": "POST"}
        answer = await anybody.options(filled(path), headers=headers)
        assert answer.status_code == 204
        return answer.headers.get("access-control-allow-origin")

    ours = stack.endpoints["web_url"].rstrip("/")
    assert await asked_by(ours) == ours
    assert await asked_by("https://evil.example") is None


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=b", "text/plain"]
)
async def test_a_body_of_another_type_than_json_is_refused(stack, anybody, content_type):
    async with player(stack.endpoints) as ann:
        for route in BODY_ROUTES:
            caller = anybody if route.is_open else ann.rest
            answer = await caller.request(
                route.method,
                route.url,
                content="{}",
                headers={"Content-Type": content_type, "Idempotency-Key": "k"},
            )
            assert is_problem(answer, 415, "unsupported_media_type"), str(route)


async def test_an_identity_token_is_no_access_token(stack, anybody):
    async with player(stack.endpoints) as ann:
        headers = {"Authorization": f"Bearer {ann.tokens['id_token']}"}
        answer = await anybody.get("/v1/wallet", headers=headers)
    assert is_problem(answer, 401)


@pytest.mark.parametrize("path", OPEN_ROUTES)
async def test_what_is_public_needs_no_token_and_names_its_request(anybody, path):
    answer = await anybody.get(path)
    assert answer.status_code == 200
    assert answer.headers["x-request-id"]


async def test_the_catalogue_is_answered_from_a_cache_while_it_has_not_changed(anybody):
    answer = await anybody.get("/v1/games")
    assert "max-age" in answer.headers["cache-control"]
    headers = {"If-None-Match": answer.headers["etag"]}
    again = await anybody.get("/v1/games", headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    figures = {game["game_id"]: game["rtp"] for game in answer.json()["items"]}
    assert figures["roulette-european"] == "0.97297297"


@pytest.mark.parametrize(
    "path",
    [
        "/v1/tables?limit=0",
        "/v1/tables?limit=101",
        "/v1/tables?limit=ten",
        "/v1/tables?cursor=made-up",
        "/v1/tables?page=2",
        "/v1/games?category=" + "x" * 500,
        "/v1/games?unknown=1",
    ],
)
async def test_a_query_that_is_not_understood_is_refused(anybody, path):
    assert is_problem(await anybody.get(path), 422, "validation_failed")


@pytest.mark.parametrize(
    "path", ["/v1/games/poker", "/v1/tables/nowhere", "/v1/games/%00", "/v1/tables/a%2Fb"]
)
async def test_what_does_not_exist_is_not_found(anybody, path):
    answer = await anybody.get(path)
    assert answer.status_code in (404, 422)
    assert is_problem(answer, answer.status_code)


@pytest.mark.parametrize(
    "query",
    [
        {"type": "theft"},
        {"from": "yesterday"},
        {"from": "2026-01-01T00:00:00"},
        {"to": "1e309"},
        {"limit": "-1"},
        {"cursor": "bm9uc2Vuc2U"},
        {"player_id": "somebody-else"},
    ],
    ids=str,
)
async def test_a_question_about_history_that_makes_no_sense_is_refused(stack, query):
    async with player(stack.endpoints) as ann:
        answer = await ann.rest.get("/v1/wallet/transactions", params=query)
    assert is_problem(answer, 422, "validation_failed")


REGISTRATIONS = {
    "a child": ({"date_of_birth": "2015-01-01"}, 422),
    "somebody not born yet": ({"date_of_birth": "2090-01-01"}, 422),
    "no date": ({"date_of_birth": "the other day"}, 422),
    "a country where we don't play": ({"country": "US"}, 422),
    "no country at all": ({"country": "Atlantis"}, 422),
    "a currency that we don't keep": ({"currency": "XTS"}, 422),
    "a short password": ({"password": "short"}, 422),
    "a password everybody uses": ({"password": "password"}, 422),
    "no address": ({"email": "not an address"}, 422),
    "an endless name": ({"display_name": "x" * 10_000}, 422),
    "terms not accepted": ({"accept_terms": False}, 422),
    "a number for a name": ({"display_name": 7}, 422),
    "a field too many": ({"is_admin": True}, 422),
}


@pytest.mark.parametrize("what", REGISTRATIONS)
async def test_a_registration_that_cannot_be_is_refused(anybody, what):
    changes, status = REGISTRATIONS[what]
    answer = await anybody.post("/v1/auth/register", json=registration(**changes))
    assert is_problem(answer, status)


async def test_an_address_that_is_taken_gets_the_answer_of_a_new_one(stack, anybody):
    async with player(stack.endpoints) as ann:
        again = await anybody.post("/v1/auth/register", json=registration(ann.email))
        assert again.status_code == 201
        assert again.json().keys() == {"player_id", "status"}
        assert again.json()["player_id"] != ann.player_id
        assert (await ann.get("/v1/me"))["player_id"] == ann.player_id


@pytest.mark.parametrize("email", ["nobody@example.com", "known"])
async def test_wrong_credentials_look_the_same_for_known_and_unknown_addresses(
    stack, anybody, email
):
    async with player(stack.endpoints) as ann:
        body = {"email": ann.email if email == "known" else email, "password": "wrong password 1"}
        answer = await anybody.post("/v1/auth/login", json=body)
    assert is_problem(answer, 401, "invalid_credentials")


async def test_bodies_that_are_no_json_are_refused(anybody):
    for text in ("", "{", "[1", '{"email": "a", "email": "b"}', '{"email": NaN}', "\x00"):
        answer = await anybody.post("/v1/auth/login", content=text)
        assert is_problem(answer, 400), text


MONEY = {"amount": 1000, "currency": "EUR", "payment_method": "pm_card_visa"}
BAD_MONEY = {
    "less than nothing": {"amount": -1},
    "nothing": {"amount": 0},
    "a fraction": {"amount": 1.5},
    "a text": {"amount": "10"},
    "yes": {"amount": True},
    "more than fits": {"amount": 2**63},
    "another currency": {"currency": "USD"},
    "no currency": {"currency": "XXX"},
    "a card number": {"payment_method": "4242424242424242"},
    "a field too many": {"player_id": "somebody-else"},
}


@pytest.mark.parametrize("what", BAD_MONEY)
async def test_a_deposit_that_cannot_be_is_refused_and_moves_nothing(stack, what):
    async with player(stack.endpoints) as ann:
        headers = {"Idempotency-Key": "k-1"}
        body = MONEY | BAD_MONEY[what]
        answer = await ann.rest.post("/v1/payments/deposits", json=body, headers=headers)
        assert is_problem(answer, 422)
        assert (await ann.wallet())["version"] == 0


@pytest.mark.parametrize("key", [None, "", "x" * 256])
@pytest.mark.parametrize("path", ["/v1/payments/deposits", "/v1/payments/withdrawals"])
async def test_money_does_not_move_without_a_usable_key(stack, path, key):
    async with player(stack.endpoints) as ann:
        headers = {} if key is None else {"Idempotency-Key": key}
        body = MONEY if path.endswith("deposits") else {"amount": 1, "currency": "EUR"}
        answer = await ann.rest.post(path, json=body, headers=headers)
    assert is_problem(answer, 400, "idempotency_key_required")


async def test_a_repeated_deposit_gets_its_first_answer_and_another_body_is_a_conflict(stack):
    async with player(stack.endpoints) as ann:
        body = MONEY | {"payment_method": await payment_method(stack.endpoints)}
        headers = {"Idempotency-Key": "k-1"}
        first = await ann.rest.post("/v1/payments/deposits", json=body, headers=headers)
        again = await ann.rest.post("/v1/payments/deposits", json=body, headers=headers)
        other = await ann.rest.post(
            "/v1/payments/deposits", json=body | {"amount": 2000}, headers=headers
        )
        available = (await ann.wallet())["available"]
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["idempotent-replay"] == "true"
    assert "idempotent-replay" not in first.headers
    assert is_problem(other, 409, "idempotency_key_reused")
    assert available == 1000


async def test_nobody_withdraws_more_than_there_is(stack):
    async with player(stack.endpoints, deposit=1_000) as ann:
        headers = {"Idempotency-Key": "k-1"}
        body = {"amount": 1_001, "currency": "EUR"}
        answer = await ann.rest.post("/v1/payments/withdrawals", json=body, headers=headers)
        wallet = await ann.wallet()
    assert is_problem(answer, 422, "insufficient_funds")
    assert (wallet["available"], wallet["held"]) == (1_000, 0)


async def test_another_players_payments_are_not_found(stack):
    async with player(stack.endpoints) as ann, player(stack.endpoints) as ben:
        deposit = await ann.deposit(1_000)
        answer = await ben.rest.get(f"/v1/payments/deposits/{deposit['deposit_id']}")
    assert is_problem(answer, 404, "not_found")


async def test_only_some_of_a_profile_can_be_changed(stack):
    async with player(stack.endpoints) as ann:
        changed = await ann.rest.patch("/v1/me", json={"display_name": "Anna"})
        refused = await ann.rest.patch("/v1/me", json={"currency": "USD"})
        profile = await ann.get("/v1/me")
    assert changed.status_code == 200
    assert is_problem(refused, 422)
    assert (profile["display_name"], profile["currency"]) == ("Anna", "EUR")


async def test_tokens_are_renewed_until_the_player_logs_out(stack, anybody):
    async with player(stack.endpoints) as ann:
        body = {"refresh_token": ann.tokens["refresh_token"]}
        renewed = await anybody.post("/v1/auth/refresh", json=body)
        assert renewed.status_code == 200
        headers = {"Authorization": f"Bearer {renewed.json()['access_token']}"}
        assert (await anybody.get("/v1/me", headers=headers)).status_code == 200
        assert (await ann.rest.post("/v1/auth/logout", json={})).status_code == 204
        ended = await anybody.post("/v1/auth/refresh", json=body)
    assert is_problem(ended, 401)


async def test_our_own_site_may_read_answers_and_another_may_not(stack, anybody):
    own = stack.endpoints["web_url"]
    answer = await anybody.get("/v1/tables", headers={"Origin": own})
    assert answer.headers["access-control-allow-origin"] == own
    answer = await anybody.get("/v1/tables", headers={"Origin": "https://evil.example"})
    assert answer.headers.get("access-control-allow-origin") in (None, own)
