import json

import pytest

from casino.lambdas.rest_api import (
    MAX_BODY_BYTES,
    OpenTo,
    Routes,
    required_key,
    rest_api,
    rest_handler,
)
from casino.shared import errors
from casino.shared.allowance import Allowance
from casino.shared.messages import Amount, Message
from tests.support.api_events import call, rest_event

KINDS = {
    errors.Malformed: 400,
    errors.NotAuthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Invalid: 422,
    errors.TooManyRequests: 429,
    errors.Contention: 429,
    errors.Unavailable: 503,
}


class Order(Message):
    amount: Amount


class Open:
    """Admits everybody."""

    def admit(self, bearer, kind, *, even_suspended=False):
        return Allowance(kind, 10, 60, 9, 6)


@pytest.fixture
def handler(monkeypatch):
    monkeypatch.setenv("ALLOWED_ORIGINS", "https://play.example.test,https://two.example.test")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "tests")
    routes, players = Routes(OpenTo.ANYONE), Routes(OpenTo.PLAYERS)

    @routes.get("/v1/fail/<kind>")
    def fail(kind: str) -> dict[str, str]:
        raise getattr(errors, kind)

    @routes.get("/v1/bug")
    def bug() -> dict[str, str]:
        raise RuntimeError("secret detail")

    @routes.get("/v1/promise")
    def promise() -> Order:
        return {"amount": "much"}

    @players.get("/v1/who")
    def who() -> dict[str, str]:
        return {"player": players.player_id}

    @players.get("/v1/anything")
    def anything() -> dict[str, str]:
        return {}

    @routes.post("/v1/orders")
    def order(body: Order) -> dict[str, int]:
        return {"amount": body.amount}

    return rest_handler(rest_api(routes, players, admission=Open))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_error_has_its_status(handler, kind):
    answer = call(handler, rest_event("GET", f"/v1/fail/{kind.__name__}"))
    assert answer.status == KINDS[kind]
    assert answer.body["code"] == kind.code
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_who_may_try_again_is_told_when(handler):
    answer = call(handler, rest_event("GET", "/v1/fail/TooManyRequests"))
    assert answer.headers["Retry-After"] == "1"


def test_a_bug_is_not_shown_to_the_world(handler):
    answer = call(handler, rest_event("GET", "/v1/bug"))
    assert answer.status == 500
    assert "secret" not in str(answer.body)
    assert answer.body["request_id"] == answer.headers["X-Request-Id"]


def test_an_answer_that_breaks_its_promise_is_our_fault_and_not_the_callers(handler):
    answer = call(handler, rest_event("GET", "/v1/promise"))
    assert (answer.status, answer.body["code"]) == (500, "internal_error")


def test_a_path_that_leads_nowhere_is_not_found(handler):
    assert call(handler, rest_event("GET", "/v1/nowhere")).body["code"] == "not_found"


def test_who_is_asking_comes_from_the_authorizer_alone(handler):
    assert call(handler, rest_event("GET", "/v1/who", player_id="ann")).body == {"player": "ann"}
    assert call(handler, rest_event("GET", "/v1/who")).status == 401


def test_a_route_for_players_is_for_nobody_else_even_if_it_does_not_ask_who_they_are(handler):
    assert call(handler, rest_event("GET", "/v1/anything", player_id="ann")).status == 200
    answer = call(handler, rest_event("GET", "/v1/anything", query={"made": "up"}))
    assert (answer.status, answer.body["code"]) == (401, "not_authenticated")


def test_nobody_is_let_in_where_nobody_was_told_how(monkeypatch):
    routes = Routes(OpenTo.PLAYERS)

    @routes.get("/v1/secret")
    def secret() -> dict[str, str]:
        return {"who": routes.player_id}

    handler = rest_handler(rest_api(routes))
    assert call(handler, rest_event("GET", "/v1/secret", player_id="ann")).status == 500


@pytest.mark.parametrize("amount", [0, -1, 1.5, "10", True, None, 10**13, [1]])
def test_an_amount_is_a_whole_number_of_minor_units(handler, amount):
    answer = call(handler, rest_event("POST", "/v1/orders", body={"amount": amount}))
    assert answer.status == 422
    assert answer.body["errors"][0]["pointer"] == "/amount"


def test_a_field_that_nobody_knows_is_refused_by_name(handler):
    answer = call(handler, rest_event("POST", "/v1/orders", body={"amount": 1, "tip": 2}))
    assert [each["pointer"] for each in answer.body["errors"]] == ["/tip"]


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{",
        '{"amount": 1, "amount": 2}',
        '{"amount": NaN}',
        pytest.param("[" * 15_000 + "]" * 15_000, id="an array of 15,000 levels"),
        pytest.param('{"amount":' * 4_000 + "1" + "}" * 4_000, id="an object of 4,000 levels"),
        pytest.param("[" * 60_000, id="an array that has no end"),
    ],
)
def test_a_body_that_is_no_json_is_malformed(handler, raw):
    answer = call(handler, rest_event("POST", "/v1/orders", raw_body=raw))
    assert (answer.status, answer.body["code"]) == (400, "malformed_request")


@pytest.mark.parametrize("body", [[], [{"amount": 1}], [{"amount": 1}, {"amount": 2}], "1", 1])
def test_a_body_that_is_no_object_is_refused_as_a_whole(handler, body):
    answer = call(handler, rest_event("POST", "/v1/orders", raw_body=json.dumps(body)))
    assert answer.status == 422
    assert answer.body["errors"] == [{"pointer": "", "detail": "This must be an object"}]


def test_a_body_that_is_too_large_is_not_even_read(handler):
    raw = '{"amount": ' + " " * MAX_BODY_BYTES + "1}"
    answer = call(handler, rest_event("POST", "/v1/orders", raw_body=raw))
    assert (answer.status, answer.body["code"]) == (400, "body_too_large")


def test_a_query_that_nobody_asked_for_is_refused(handler):
    answer = call(handler, rest_event("GET", "/v1/who", player_id="ann", query={"as": "ben"}))
    assert (answer.status, answer.body["errors"][0]["pointer"]) == (422, "/as")


@pytest.mark.parametrize("origin", ["https://play.example.test", "https://two.example.test"])
def test_our_own_sites_may_read_the_answer(handler, origin):
    answer = call(handler, rest_event("GET", "/v1/who", headers={"Origin": origin}))
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert answer.headers["Vary"] == "Origin"


def test_another_site_may_not_read_the_answer(handler):
    answer = call(handler, rest_event("GET", "/v1/who", headers={"Origin": "https://evil.test"}))
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/who", "/v1/fail/NotFound", "/v1/bug", "/v1/nowhere"])
def test_no_answer_is_kept_by_a_cache_or_taken_for_what_it_is_not(handler, path):
    headers = call(handler, rest_event("GET", path, player_id="ann")).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize("key", ["k", "x" * 255, "a b!~"])
def test_a_printable_key_is_accepted(key):
    assert required_key(key) == key


@pytest.mark.parametrize("key", [None, "", "x" * 256, "a\nb", "schlüssel"])
def test_an_unusable_key_is_refused(key):
    with pytest.raises(errors.Malformed) as refusal:
        required_key(key)
    assert refusal.value.code == "idempotency_key_required"
