import json
import re

import pytest

from infra.config import ROOT

PLAYERS, ANYONE = "COGNITO_USER_POOLS", "NONE"

# Every route there is, and what stands before it. Whoever adds one says here who may call it.
ROUTES = {
    "POST /v1/auth/register": ANYONE,
    "POST /v1/auth/confirm": ANYONE,
    "POST /v1/auth/login": ANYONE,
    "POST /v1/auth/mfa": ANYONE,
    "POST /v1/auth/refresh": ANYONE,
    "POST /v1/auth/logout": PLAYERS,
    "POST /v1/auth/password/forgot": ANYONE,
    "POST /v1/auth/password/reset": ANYONE,
    "GET /v1/me": PLAYERS,
    "PATCH /v1/me": PLAYERS,
    "GET /v1/wallet": PLAYERS,
    "GET /v1/wallet/totals": PLAYERS,
    "GET /v1/wallet/transactions": PLAYERS,
    "POST /v1/payments/deposits": PLAYERS,
    "GET /v1/payments/deposits/{deposit_id}": PLAYERS,
    "POST /v1/payments/withdrawals": PLAYERS,
    "GET /v1/payments/withdrawals/{withdrawal_id}": PLAYERS,
    "POST /v1/payments/webhooks/{psp}": ANYONE,
    "GET /v1/games": ANYONE,
    "GET /v1/games/{game_id}": ANYONE,
    "GET /v1/tables": ANYONE,
    "GET /v1/tables/{table_id}": ANYONE,
    "POST /v1/games/{game_id}/rounds": PLAYERS,
    "GET /v1/me/seeds": PLAYERS,
    "POST /v1/me/seeds/rotate": PLAYERS,
    "GET /v1/rounds/{round_id}": PLAYERS,
    "GET /v1/bets": PLAYERS,
    "GET /v1/bets/{bet_id}": PLAYERS,
    "POST /v1/realtime/tickets": PLAYERS,
}


def test_every_route_states_who_may_call_it(stage):
    routes = stage.routes()
    asked = {route: who for route, who in routes.items() if not route.startswith("OPTIONS ")}
    assert asked == ROUTES


def test_every_path_answers_preflights(stage):
    preflights = {route for route in stage.routes() if route.startswith("OPTIONS ")}
    assert preflights == {f"OPTIONS {route.split()[1]}" for route in ROUTES}


def test_players_show_access_tokens_and_not_id_tokens(stage):
    for method in stage.properties("ApiGateway::Method"):
        if method["AuthorizationType"] == PLAYERS:
            assert method["AuthorizationScopes"] == ["aws.cognito.signin.user.admin"]


@pytest.mark.parametrize(
    "context", sorted(each.parent.name for each in ROOT.glob("functions/*/api.py"))
)
def test_routes_reach_the_function_that_answers_them(stage, context):
    code = "\n".join(file.read_text() for file in (ROOT / "functions" / context).glob("*.py"))
    answered = {
        f"{method.upper()} {path.replace('<', '{').replace('>', '}')}"
        for method, path in re.findall(r'@router\.(\w+)\(\s*"([^"]+)"', code)
    }
    function, _ = stage.functions()[f"{context}.api"]
    resources = stage.of_type("ApiGateway::Method").values()
    integrated = sum(
        function in json.dumps(each["Properties"]["Integration"]) for each in resources
    )
    assert answered <= set(ROUTES)
    assert integrated == len(answered)


def test_preflight_of_a_stage_with_one_origin_names_it(aws):
    for method in aws.properties("ApiGateway::Method"):
        if method["HttpMethod"] == "OPTIONS":
            [response] = method["Integration"]["IntegrationResponses"]
            origin = response["ResponseParameters"][
                "method.response.header.Access-Control-Allow-Origin"
            ]
            assert "DomainName" in json.dumps(origin)


def test_preflight_allows_what_the_contract_sends_and_reads(stage):
    for method in stage.properties("ApiGateway::Method"):
        if method["HttpMethod"] == "OPTIONS":
            [response] = method["Integration"]["IntegrationResponses"]
            headers = response["ResponseParameters"]
            allowed = headers["method.response.header.Access-Control-Allow-Headers"]
            exposed = headers["method.response.header.Access-Control-Expose-Headers"]
            assert allowed == "'Authorization,Content-Type,Idempotency-Key,If-None-Match'"
            assert exposed == "'X-Request-Id,Idempotent-Replay,ETag,Retry-After'"


def test_api_gateways_own_errors_are_problem_details(stage):
    responses = stage.properties("ApiGateway::GatewayResponse")
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= {each["ResponseType"] for each in responses}
    for response in responses:
        headers = response["ResponseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        assert headers["gatewayresponse.header.X-Request-Id"] == "context.requestId"
        assert "gatewayresponse.header.Access-Control-Allow-Origin" in headers
        problem = json.loads(response["ResponseTemplates"]["application/json"])
        assert set(problem) == {"type", "title", "status", "detail", "code", "request_id"}
        assert problem["type"] == f"urn:croupier:problem:{problem['code']}"
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
    assert json.loads(response["ResponseTemplates"]["application/json"])["code"] == code


def test_whoever_is_throttled_is_told_when_to_come_back(stage):
    for response in stage.properties("ApiGateway::GatewayResponse"):
        throttled = response.get("StatusCode") == "429"
        assert ("gatewayresponse.header.Retry-After" in response["ResponseParameters"]) == throttled


def test_signing_in_is_throttled_apart(prod):
    [stage] = prod.properties("ApiGateway::Stage")
    everything, *auth = stage["MethodSettings"]
    assert everything["ResourcePath"] == "/*"
    assert len(auth) == sum("/v1/auth/" in route for route in ROUTES)
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
