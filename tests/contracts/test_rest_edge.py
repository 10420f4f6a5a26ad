"""What every REST route makes of methods and types that it does not take, in process."""

import importlib
import os
from functools import cache
from itertools import product

import pytest

from casino.sessions import Sessions
from casino.shared.allowance import Allowance
from infra.shared.handlers import rest_functions
from tests.support.api_events import call, rest_event
from tests.support.routes import METHODS, filled, methods_of_paths, routes

BODIES = [route for route in routes() if route.takes_json]
MOMENTS = [
    (route, parameter["name"])
    for route in routes()
    for parameter in route.operation.get("parameters", ())
    if parameter["schema"].get("format") == "date-time"
]
PARAMETERS = [
    (route, parameter["name"])
    for route in routes()
    for parameter in route.operation.get("parameters", ())
    if parameter["in"] == "query"
]
IDS = [
    (route, parameter["name"], parameter["schema"]["maxLength"])
    for route in routes()
    for parameter in route.operation.get("parameters", ())
    if parameter["in"] == "path"
]
# What JSON may be said to be, and nothing else may.
JSON_TYPES = [
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    'application/json; charset="utf-8"',
    "application/json; profile=x; charset=utf-8",
    " application/json ;",
]
OTHER_TYPES = [
    "application/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "application/json; charset=",
    "application/json, text/plain",
    "application/jsonp",
    "application/merge-patch+json",
    "application/problem+json",
    "application/xml",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-8",
    "application/octet-stream",
    "multipart/form-data",
    "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=",
    "multipart/mixed; boundary=b",
    "text/json",
    "text/plain",
    "text/plain; charset=utf-8",
    "*/*",
    "json",
    ";",
    "\u00e9",
]
# In JSON, a body that no route takes; as a form, one that a reader of forms would.
TEXTS = ["[]", '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--b--\r\n', "a=1"]


@pytest.fixture(autouse=True)
def everybody_admitted(monkeypatch):
    """No cloud is asked who may ask: what comes after that is looked at here."""

    def admit(*_args, **_options):
        return Allowance("read", 1, 1, 1, 1)

    monkeypatch.setattr(Sessions, "admit", admit)


@cache
def handler_of(path):
    for function in rest_functions():
        module = importlib.import_module(f"functions.{function}")
        if module.app.methods_at(filled(path)):
            return module.handler
    raise LookupError(path)


def sent(route, content_type, text):
    event = rest_event(
        route.method,
        route.url,
        raw_body=text,
        player_id="ann",
        headers={"Content-Type": content_type, "Idempotency-Key": "k"},
    )
    if content_type is None:
        del event["headers"]["Content-Type"], event["multiValueHeaders"]["Content-Type"]
    return call(handler_of(route.path), event)


def is_problem(answer, status, code):
    assert (answer.status, answer.body["code"], answer.body["status"]) == (status, code, status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["X-Request-Id"] == answer.body["request_id"]
    return True


@pytest.mark.parametrize("route", BODIES, ids=str)
def test_a_body_of_another_type_is_refused_before_it_is_read(route):
    for content_type, text in product(OTHER_TYPES, TEXTS):
        answer = sent(route, content_type, text)
        assert is_problem(answer, 415, "unsupported_media_type"), content_type
        assert answer.headers["Accept"] == "application/json"


@pytest.mark.parametrize("route", BODIES, ids=str)
def test_a_body_of_json_is_read_however_that_is_said(route):
    for content_type in [*JSON_TYPES, "", None]:
        answer = sent(route, content_type, "[]")
        assert is_problem(answer, 422, "validation_failed"), content_type


@pytest.mark.parametrize("route", [each for each in routes() if not each.is_open], ids=str)
def test_whoever_has_no_token_is_refused_here_too_should_the_gateway_let_them_in(route):
    for text in ("{}", "certainly {not json"):
        event = rest_event(route.method, route.url, raw_body=text, headers={"Content-Type": "x"})
        answer = call(handler_of(route.path), event)
        assert is_problem(answer, 401, "not_authenticated")


@pytest.mark.parametrize("written", ["0.5", "1767225600", "2026-01-31", "2026-01-31T12:00", "x"])
@pytest.mark.parametrize(("route", "name"), MOMENTS, ids=str)
def test_a_moment_that_is_not_written_as_rfc_3339_says_is_refused(route, name, written):
    event = rest_event(route.method, route.url, player_id="ann", query={name: written})
    answer = call(handler_of(route.path), event)
    assert is_problem(answer, 422, "validation_failed")
    assert answer.body["errors"][0]["pointer"] == f"/{name}"


@pytest.mark.parametrize(("route", "name"), PARAMETERS, ids=str)
def test_a_parameter_that_is_given_twice_is_refused(route, name):
    player_id = None if route.is_open else "ann"
    event = rest_event(route.method, route.url, player_id=player_id, query={name: "x"})
    event["multiValueQueryStringParameters"] = {name: ["x", "y"]}
    answer = call(handler_of(route.path), event)
    assert is_problem(answer, 422, "validation_failed")
    assert {each["pointer"] for each in answer.body["errors"]} == {f"/{name}"}


@pytest.mark.parametrize(("route", "name", "longest"), IDS, ids=str)
def test_what_can_be_no_id_is_refused_at_the_edge(route, name, longest):
    player_id = None if route.is_open else "ann"
    for written in ("a b", "a'b", "a&b", "\u00e9", "x" * (longest + 1)):
        path = route.path.replace(f"{{{name}}}", written)
        headers = {"Idempotency-Key": "k"}
        event = rest_event(route.method, path, body={}, player_id=player_id, headers=headers)
        answer = call(handler_of(route.path), event)
        assert is_problem(answer, 422, "validation_failed"), written
        assert f"/{name}" in {each["pointer"] for each in answer.body["errors"]}


@pytest.mark.parametrize("path", sorted(methods_of_paths()))
def test_a_method_that_a_path_does_not_have_is_named_with_those_that_it_has(path):
    allowed = methods_of_paths()[path]
    for method, query in product(METHODS - allowed, [{}, {"made": "up"}]):
        answer = call(handler_of(path), rest_event(method, filled(path), query=query))
        assert is_problem(answer, 405, "method_not_allowed")
        assert answer.headers["Allow"].split(", ") == [*sorted(allowed), "OPTIONS"]


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("path", ["/v1/nowhere", "/v1/games/dice/rounds/1", "/"])
def test_a_path_that_is_not_there_is_not_found_by_any_method(path, method):
    answer = call(handler_of("/v1/games"), rest_event(method, path, query={"made": "up"}))
    assert is_problem(answer, 404, "not_found")


@pytest.mark.parametrize("path", sorted(methods_of_paths()))
def test_a_preflight_of_our_own_site_is_told_what_it_may_send(path):
    site = {
        "Origin": os.environ["ALLOWED_ORIGINS"].split(",")[0],
        "Access-Control-Request-Method": "POST",
    }
    answer = call(handler_of(path), rest_event("OPTIONS", filled(path), headers=site))
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == site["Origin"]
    allowed = set(answer.headers["Access-Control-Allow-Methods"].split(","))
    assert methods_of_paths()[path] <= allowed
    sent = set(answer.headers["Access-Control-Allow-Headers"].split(","))
    assert {"Authorization", "Content-Type", "Idempotency-Key", "If-None-Match"} <= sent
    assert answer.headers["Access-Control-Max-Age"] == "7200"


@pytest.mark.parametrize("path", sorted(methods_of_paths()))
def test_a_preflight_of_another_site_is_told_nothing(path):
    site = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = call(handler_of(path), rest_event("OPTIONS", filled(path), headers=site))
    assert "Access-Control-Allow-Origin" not in answer.headers
