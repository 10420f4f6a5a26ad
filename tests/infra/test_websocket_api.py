import json

import pytest

from infra.shared.handlers import actions, socket_functions

# What has a function of its own; the one of `$default` answers everything else.
OWN = {
    action: function
    for function in socket_functions()
    if function != "realtime.receive_message"
    for action in actions(function)
}
REPLYING = {"$default", *OWN}


def test_frames_are_routed_by_their_action(stage):
    [api] = [
        each
        for each in stage.properties("ApiGatewayV2::Api")
        if each["ProtocolType"] == "WEBSOCKET"
    ]
    assert api["RouteSelectionExpression"] == "$request.body.action"
    routes = {each["RouteKey"] for each in stage.properties("ApiGatewayV2::Route")}
    assert routes == {"$connect", "$disconnect", *REPLYING}


def test_a_frame_reaches_the_function_that_knows_its_action(stage):
    integrations = stage.of_type("ApiGatewayV2::Integration")
    routes = {each["RouteKey"]: each for each in stage.properties("ApiGatewayV2::Route")}
    for action, function in {**OWN, "$default": "realtime.receive_message"}.items():
        target = json.dumps(routes[action]["Target"])
        [uri] = [
            json.dumps(each["Properties"]["IntegrationUri"])
            for name, each in integrations.items()
            if f'"{name}"' in target
        ]
        assert f'"{stage.functions()[function][0]}"' in uri, action


def test_only_a_ticket_lets_in(stage):
    [authorizer] = stage.properties("ApiGatewayV2::Authorizer")
    assert authorizer["AuthorizerType"] == "REQUEST"
    assert authorizer["IdentitySource"] == ["route.request.querystring.ticket"]
    assert "AuthorizeConnection" in json.dumps(authorizer["AuthorizerUri"])
    [connect] = [
        each for each in stage.properties("ApiGatewayV2::Route") if each["RouteKey"] == "$connect"
    ]
    assert connect["AuthorizationType"] == "CUSTOM"


def test_requests_get_replies(aws):
    routes = aws.of_type("ApiGatewayV2::Route")
    replying = {
        routes[each["RouteId"]["Ref"]]["Properties"]["RouteKey"]
        for each in aws.properties("ApiGatewayV2::RouteResponse")
    }
    assert replying == REPLYING
    for route in aws.properties("ApiGatewayV2::Route"):
        assert ("RouteResponseSelectionExpression" in route) == (route["RouteKey"] in REPLYING)


def test_the_stage_is_throttled_and_logged_and_waits_for_the_log_role(stage):
    [resource] = stage.of_type("ApiGatewayV2::Stage").values()
    settings = resource["Properties"]["DefaultRouteSettings"]
    assert settings["ThrottlingRateLimit"] > 0
    assert "DestinationArn" in resource["Properties"]["AccessLogSettings"]
    # Where the role is that API Gateway writes logs by.
    state, *_, edge = stage.templates
    account = {each["Type"] for each in stage.templates[state]["Resources"].values()}
    assert "AWS::ApiGateway::Account" in account
    assert state in stage.deployed_before(edge)


@pytest.mark.parametrize(
    ("method", "functions"),
    [
        (
            "POST",
            {
                "realtime.close_connections",
                "realtime.connect",
                "realtime.disconnect",
                "channels.send_events",
                "realtime.sweep_connections",
            },
        ),
        (
            "DELETE",
            {"realtime.close_connections", "channels.send_events", "realtime.sweep_connections"},
        ),
    ],
)
def test_only_those_who_send_and_close_reach_into_connections(stage, method, functions):
    able = {
        function
        for function in stage.functions()
        for statement in stage.statements(function)
        if "execute-api:ManageConnections" in statement["Action"]
        and f"/{method}/@connections/" in json.dumps(statement["Resource"])
    }
    assert able == functions
