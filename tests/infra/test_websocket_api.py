import json

CONSOLE = {
    "dealer.approve",
    "dealer.card",
    "dealer.close",
    "dealer.correct",
    "dealer.join",
    "dealer.open",
    "dealer.outcome",
    "dealer.refuse",
    "dealer.void",
}
REPLYING = {"$default", "bet.cash_out", "bet.place", "blackjack.decide", *CONSOLE}


def test_frames_are_routed_by_their_action(stage):
    [api] = [
        each
        for each in stage.properties("ApiGatewayV2::Api")
        if each["ProtocolType"] == "WEBSOCKET"
    ]
    assert api["RouteSelectionExpression"] == "$request.body.action"
    routes = {each["RouteKey"] for each in stage.properties("ApiGatewayV2::Route")}
    assert routes == {"$connect", "$disconnect", *REPLYING}


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
    [account] = stage.of_type("ApiGateway::Account")
    assert account in resource["DependsOn"]


def test_only_those_who_send_and_close_reach_into_connections(stage):
    senders = {
        function
        for function in stage.functions()
        for statement in stage.statements(function)
        if "execute-api:ManageConnections" in statement["Action"]
    }
    assert senders == {
        "realtime.close_connections",
        "realtime.send_events",
        "realtime.sweep_connections",
    }
