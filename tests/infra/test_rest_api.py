import json

import pytest

from casino.lambdas.rest_admission import OpenTo, Pace
from infra.shared.handlers import rest_functions, rest_routes
from scripts.error_codes import error_codes

KNOWN = {each.code: each for each in error_codes()}
# Where a function did not answer it, which is none of the function's own ways of being unavailable.
GATEWAYS_OWN = {"unavailable"}

FUNCTIONS = rest_functions()
ROUTES = {str(route): route for route in rest_routes()}

# An access token with this scope; without a scope, an ID token would do.
A_PLAYER = {"players": ["croupier/play", "croupier/staff"]}
ANYBODY = {}


@pytest.fixture
def key(stage):
    """What everybody needs beside that: nothing, or what CloudFront adds."""
    schemes = stage.rest_document["components"]["securitySchemes"]
    return {name: [] for name in schemes.keys() - A_PLAYER.keys()}


def callers(routes):
    """Return what each operation asks for at once."""
    return {
        route: operation["security"][0] if operation["security"] else ANYBODY
        for route, operation in routes.items()
    }


def uri(operation):
    return json.dumps(operation["x-amazon-apigateway-integration"]["uri"])


def gateway_responses(stage):
    return stage.rest_document["x-amazon-apigateway-gateway-responses"]


def site_of(stage):
    """Return the origin of the site that is not where the API is."""
    _, wallet = stage.functions()["wallet.api"]
    return wallet["Environment"]["Variables"].get("ALLOWED_ORIGINS", "")


def called_by(function):
    """Return the names that a function may be called by: its own, or its alias's."""
    return {function["FunctionName"], f"{function['FunctionName']}:live"}


def test_each_route_is_open_to_whom_its_handler_says(stage, key):
    asked = {each: op for each, op in stage.routes().items() if not each.startswith("ANY ")}
    assert callers(asked) == {
        name: (A_PLAYER if route.terms.open_to is OpenTo.PLAYERS else ANYBODY) | key
        for name, route in ROUTES.items()
    }


def test_every_path_answers_the_methods_that_it_does_not_have(stage, key):
    others = {each: op for each, op in stage.routes().items() if each.startswith("ANY ")}
    assert callers(others) == {f"ANY {route.path}": key for route in ROUTES.values()}


def test_a_player_shows_a_token_of_the_house_with_every_request(stage):
    [name] = A_PLAYER
    scheme = stage.rest_document["components"]["securitySchemes"][name]
    assert (scheme["in"], scheme["name"]) == ("header", "Authorization")
    assert scheme["x-amazon-apigateway-authtype"] == "cognito_user_pools"
    [pool] = stage.of_type("Cognito::UserPool")
    assert scheme["x-amazon-apigateway-authorizer"] == {
        "type": "cognito_user_pools",
        "providerARNs": [{"Fn::GetAtt": [pool, "Arn"]}],
        "authorizerResultTtlInSeconds": 0,
    }


def test_each_path_is_one_functions_which_therefore_knows_its_methods(stage):
    functions = {}
    for route, operation in stage.routes().items():
        functions.setdefault(route.split()[1], set()).add(uri(operation))
    assert all(len(uris) == 1 for uris in functions.values())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_routes_reach_the_function_that_answers_them(stage, name):
    _, function = stage.functions()[name]
    reaching = {
        route
        for route, operation in stage.routes().items()
        if any(f":function:{each}/invocations" in uri(operation) for each in called_by(function))
    }
    assert reaching - {route for route in reaching if route.startswith("ANY ")} == {
        str(route) for route in ROUTES.values() if route.function == name
    }


@pytest.mark.parametrize("name", FUNCTIONS)
def test_this_stage_of_this_api_and_no_other_may_call_a_function(stage, name):
    _, function = stage.functions()[name]
    [api] = stage.of_type("ApiGateway::RestApi")
    [(permission, resource)] = [
        (permission, resource)
        for permission, resource in stage.of_type("Lambda::Permission").items()
        if str(resource["Properties"]["FunctionName"]) in called_by(function)
        and resource["Properties"]["Principal"] == "apigateway.amazonaws.com"
    ]
    [_, parts] = resource["Properties"]["SourceArn"]["Fn::Join"]
    assert parts[-2:] == [{"Ref": api}, f"/{stage.rest_stage['StageName']}/*/*"]
    # Nobody is led to a function that may not be called yet.
    [deployed] = stage.of_type("ApiGateway::Deployment").values()
    assert permission in deployed["DependsOn"]


def test_answers_that_no_function_makes_are_for_the_same_site(stage):
    site = site_of(stage)
    assert site != "*"
    for each in gateway_responses(stage).values():
        header = "gatewayresponse.header.Access-Control-Allow-Origin"
        # Pages of the front need no leave: they are where the answer comes from.
        assert each["responseParameters"].get(header) == (f"'{site}'" if site else None)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Strict-Transport-Security", "'max-age=31536000; includeSubDomains'"),
        ("X-Content-Type-Options", "'nosniff'"),
    ],
)
def test_answers_that_no_function_makes_are_as_strict_as_those_that_one_does(stage, header, value):
    for each in gateway_responses(stage).values():
        assert each["responseParameters"][f"gatewayresponse.header.{header}"] == value


@pytest.mark.parametrize("name", FUNCTIONS)
def test_whoever_answers_the_signed_in_may_ask_whether_they_still_are(stage, name):
    _, properties = stage.functions()[name]
    asked = any(
        route.function == name and route.terms.open_to is OpenTo.PLAYERS
        for route in ROUTES.values()
    )
    assert ("CONNECTIONS_TABLE" in properties["Environment"]["Variables"]) == asked


def test_api_gateways_own_errors_are_problem_details(stage):
    responses = gateway_responses(stage)
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= responses.keys()
    for response in responses.values():
        headers = response["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        assert headers["gatewayresponse.header.X-Request-Id"] == "context.requestId"
        assert headers["gatewayresponse.header.Vary"] == "'Origin'"
        problem = json.loads(response["responseTemplates"]["application/json"])
        assert set(problem) == {"type", "title", "status", "detail", "code", "request_id"}
        assert problem["type"] == f"{site_of(stage)}/errors.html#{problem['code']}"
        if problem["code"] not in GATEWAYS_OWN:
            [status] = KNOWN[problem["code"]].statuses
            assert "statusCode" not in response or status == problem["status"]
        if "statusCode" in response:
            assert problem["status"] == int(response["statusCode"])


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
    response = gateway_responses(stage)[response_type]
    assert response["statusCode"] == status
    assert json.loads(response["responseTemplates"]["application/json"])["code"] == code


def test_whoever_is_throttled_is_told_when_to_come_back(stage):
    for response in gateway_responses(stage).values():
        throttled = response.get("statusCode") == "429"
        assert ("gatewayresponse.header.Retry-After" in response["responseParameters"]) == throttled


def test_signing_in_is_throttled_apart(prod):
    everything, *auth = prod.rest_stage["MethodSettings"]
    assert everything["ResourcePath"] == "/*"
    apart = [route for route in ROUTES.values() if route.terms.pace is Pace.SIGNING_IN]
    assert len(auth) == len(apart) == sum("/v1/auth/" in route for route in ROUTES)
    for settings in auth:
        assert settings["ResourcePath"].startswith("/~1v1~1auth~1")
        assert settings["ThrottlingRateLimit"] < everything["ThrottlingRateLimit"]
        assert settings["LoggingLevel"] == everything["LoggingLevel"]


def test_access_logs_hold_neither_addresses_nor_tokens(stage):
    rest = stage.rest_stage
    [websocket] = stage.properties("ApiGatewayV2::Stage")
    for log_format in (
        rest["AccessLogSetting"]["Format"],
        websocket["AccessLogSettings"]["Format"],
    ):
        for secret in ("identity", "requestOverride", "querystring", "path", "email"):
            assert secret not in log_format.replace("resourcePath", "")
    assert rest["MethodSettings"][0]["DataTraceEnabled"] is False
