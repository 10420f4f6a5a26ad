import json

import pytest

from casino.lambdas.rest_admission import OpenTo, Pace
from infra.shared.handlers import rest_app, rest_functions
from scripts.error_codes import error_codes

KNOWN = {each.code: each for each in error_codes()}
# Where a function did not answer it, which is none of the function's own ways of being unavailable.
GATEWAYS_OWN = {"unavailable"}

PLAYERS, ANYONE = "COGNITO_USER_POOLS", "NONE"


def declared(function):
    """Return what stands before each route of a function, as its handler would have it."""
    app = rest_app(function)
    return {
        f"{route.method} {route.openapi_path}": (
            PLAYERS if app.terms_of(route.func).open_to is OpenTo.PLAYERS else ANYONE
        )
        for route in app.routes
    }


FUNCTIONS = rest_functions()
ROUTES = {route: who for function in FUNCTIONS for route, who in declared(function).items()}


def test_each_route_is_open_to_whom_its_handler_says(stage):
    routes = stage.routes()
    asked = {route: who for route, who in routes.items() if not route.startswith("ANY ")}
    assert asked == ROUTES


def test_every_path_answers_the_methods_that_it_does_not_have(stage):
    others = {route: who for route, who in stage.routes().items() if route.startswith("ANY ")}
    assert others == {f"ANY {route.split()[1]}": ANYONE for route in ROUTES}


def test_each_path_is_one_functions_which_therefore_knows_its_methods(stage):
    functions = {}
    for method in stage.properties("ApiGateway::Method"):
        path = json.dumps(method["ResourceId"])
        functions.setdefault(path, set()).add(json.dumps(method["Integration"]["Uri"]))
    assert all(len(uris) == 1 for uris in functions.values())


def test_players_show_access_tokens_and_not_id_tokens(stage):
    for method in stage.properties("ApiGateway::Method"):
        if method["AuthorizationType"] == PLAYERS:
            assert method["AuthorizationScopes"] == ["aws.cognito.signin.user.admin"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_routes_reach_the_function_that_answers_them(stage, name):
    function, _ = stage.functions()[name]
    resources = stage.of_type("ApiGateway::Method").values()
    integrated = sum(
        function in json.dumps(each["Properties"]["Integration"])
        for each in resources
        if each["Properties"]["HttpMethod"] != "ANY"
    )
    assert integrated == len(declared(name))


def test_answers_that_no_function_makes_are_for_the_same_site(stage):
    _, wallet = stage.functions()["wallet.api"]
    site = json.dumps(wallet["Environment"]["Variables"]["ALLOWED_ORIGINS"])
    for each in stage.properties("ApiGateway::GatewayResponse"):
        origin = each["ResponseParameters"]["gatewayresponse.header.Access-Control-Allow-Origin"]
        # A quoted text that CloudFormation joins has an end of its own.
        assert json.dumps(origin).replace("'", "").replace(', ""]', "]") == site
        assert "*" not in site


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Strict-Transport-Security", "'max-age=31536000; includeSubDomains'"),
        ("X-Content-Type-Options", "'nosniff'"),
    ],
)
def test_answers_that_no_function_makes_are_as_strict_as_those_that_one_does(stage, header, value):
    for each in stage.properties("ApiGateway::GatewayResponse"):
        assert each["ResponseParameters"][f"gatewayresponse.header.{header}"] == value


@pytest.mark.parametrize("name", FUNCTIONS)
def test_whoever_answers_the_signed_in_may_ask_whether_they_still_are(stage, name):
    _, properties = stage.functions()[name]
    asked = PLAYERS in declared(name).values()
    assert ("CONNECTIONS_TABLE" in properties["Environment"]["Variables"]) == asked


def said(text):
    """Return a text of a template, whatever names in it CloudFormation fills in."""
    if isinstance(text, str):
        return text
    [glue, parts] = text["Fn::Join"]
    return glue.join(part if isinstance(part, str) else "NAME" for part in parts)


def test_api_gateways_own_errors_are_problem_details(stage):
    responses = stage.properties("ApiGateway::GatewayResponse")
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= {each["ResponseType"] for each in responses}
    for response in responses:
        headers = response["ResponseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        assert headers["gatewayresponse.header.X-Request-Id"] == "context.requestId"
        assert headers["gatewayresponse.header.Vary"] == "'Origin'"
        problem = json.loads(said(response["ResponseTemplates"]["application/json"]))
        assert set(problem) == {"type", "title", "status", "detail", "code", "request_id"}
        assert problem["type"].endswith(f"/errors.html#{problem['code']}")
        if problem["code"] not in GATEWAYS_OWN:
            [status] = KNOWN[problem["code"]].statuses
            assert "StatusCode" not in response or status == problem["status"]
        if "StatusCode" in response:
            assert problem["status"] == int(response["StatusCode"])


@pytest.mark.parametrize(
    ("response_type", "status", "code"),
    [
        ("UNAUTHORIZED", "401", "not_authenticated"),
        ("ACCESS_DENIED", "403", "forbidden"),
        ("MISSING_AUTHENTICATION_TOKEN", "404", "not_found"),
        ("REQUEST_TOO_LARGE", "413", "request_too_large"),
        ("THROTTLED", "429", "too_many_requests"),
        ("INTEGRATION_TIMEOUT", "504", "unavailable"),
    ],
)
def test_a_refusal_has_its_status_and_code(stage, response_type, status, code):
    [response] = [
        each
        for each in stage.properties("ApiGateway::GatewayResponse")
        if each["ResponseType"] == response_type
    ]
    assert response["StatusCode"] == status
    assert json.loads(said(response["ResponseTemplates"]["application/json"]))["code"] == code


def test_whoever_is_throttled_is_told_when_to_come_back(stage):
    for response in stage.properties("ApiGateway::GatewayResponse"):
        throttled = response.get("StatusCode") == "429"
        assert ("gatewayresponse.header.Retry-After" in response["ResponseParameters"]) == throttled


def test_signing_in_is_throttled_apart(prod):
    [stage] = prod.properties("ApiGateway::Stage")
    everything, *auth = stage["MethodSettings"]
    assert everything["ResourcePath"] == "/*"
    apart = [
        route
        for app in map(rest_app, FUNCTIONS)
        for route in app.routes
        if app.terms_of(route.func).pace is Pace.SIGNING_IN
    ]
    assert len(auth) == len(apart) == sum("/v1/auth/" in route for route in ROUTES)
    for settings in auth:
        assert settings["ResourcePath"].startswith("/~1v1~1auth~1")
        assert settings["ThrottlingRateLimit"] < everything["ThrottlingRateLimit"]
        assert settings["LoggingLevel"] == everything["LoggingLevel"]


def test_access_logs_hold_neither_addresses_nor_tokens(stage):
    [rest] = stage.properties("ApiGateway::Stage")
    [websocket] = stage.properties("ApiGatewayV2::Stage")
    for log_format in (
        rest["AccessLogSetting"]["Format"],
        websocket["AccessLogSettings"]["Format"],
    ):
        for secret in ("identity", "requestOverride", "querystring", "path", "email"):
            assert secret not in log_format.replace("resourcePath", "")
    assert rest["MethodSettings"][0]["DataTraceEnabled"] is False


def test_a_firewall_stands_before_the_api_on_aws(aws, local):
    [acl] = aws.properties("WAFv2::WebACL")
    assert [rule["Priority"] for rule in acl["Rules"]] == list(range(len(acl["Rules"])))
    assert not acl["VisibilityConfig"]["SampledRequestsEnabled"]
    [association] = aws.properties("WAFv2::WebACLAssociation")
    assert "/stages/" in json.dumps(association["ResourceArn"])
    assert not local.of_type("WAFv2::WebACL")
