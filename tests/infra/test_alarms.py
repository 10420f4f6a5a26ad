"""Alarms: what is watched, and whom they reach."""

import json

import pytest

from casino.lambdas.observability import Edge, Metric
from infra.config import STAGES
from tests.support.stages import aws_stage

ADDRESS = "house@example.com"
ON_AWS = [
    file.stem
    for file in sorted(STAGES.glob("*.toml"))
    if not aws_stage(file.stem, {"alarm_email": ADDRESS}).local_cloud
]


@pytest.fixture(scope="module", params=ON_AWS)
def told(request, synthesise):
    """Each stage on AWS, with somebody who hears of its alarms."""
    return synthesise(request.param, alarm_email=ADDRESS)


def alarms_on(stage, metric):
    return [
        each for each in stage.properties("CloudWatch::Alarm") if each.get("MetricName") == metric
    ]


def watched_functions(stage, metric):
    """Return the logical ids of the functions that have an alarm on a metric of Lambda's."""
    return {
        dimension["Value"]["Ref"]
        for alarm in alarms_on(stage, metric)
        for dimension in alarm.get("Dimensions", [])
    }


def allows(statement, action, principal):
    principals = statement["Principal"]
    named = "*" if principals == "*" else principals.get("AWS") or principals.get("Service")
    return statement["Action"] in (action, "*") and named == principal


def test_every_alarm_reaches_somebody(told):
    """Walk from each alarm by its topic and the topic's policy to who subscribed it."""
    policies = told.properties("SNS::TopicPolicy")
    subscriptions = told.properties("SNS::Subscription")
    alarms = told.properties("CloudWatch::Alarm")
    assert alarms
    for alarm in alarms:
        assert alarm.get("ActionsEnabled", True)
        [action] = alarm["AlarmActions"]
        assert told.resources[action["Ref"]]["Type"] == "AWS::SNS::Topic"
        statements = [
            statement
            for policy in policies
            if action in policy["Topics"]
            for statement in policy["PolicyDocument"]["Statement"]
        ]
        [let_in] = [
            each
            for each in statements
            if each["Effect"] == "Allow"
            and allows(each, "sns:Publish", "cloudwatch.amazonaws.com")
            and each["Resource"] == action
        ]
        # Alarms of this account and nobody else's.
        source = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
        assert let_in["Condition"] == source
        # What is denied is what comes without TLS, which CloudWatch never does.
        denials = [each for each in statements if each["Effect"] == "Deny"]
        assert [each["Condition"] for each in denials] == [
            {"Bool": {"aws:SecureTransport": "false"}}
        ]
        [subscription] = [each for each in subscriptions if each["TopicArn"] == action]
        assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", ADDRESS)


def test_stages_of_one_account_have_alarms_of_their_own(prod, aws):
    names = [each["AlarmName"] for each in prod.properties("CloudWatch::Alarm")]
    assert len(names) == len(set(names))
    assert all(name.startswith("croupier-prod-") for name in names)
    assert {each["AlarmName"].split("-")[1] for each in aws.properties("CloudWatch::Alarm")} == {
        "test"
    }


def test_somebody_hears_when_any_function_is_throttled(stage):
    [alarm] = alarms_on(stage, "Throttles")
    # The account's number has no dimension. It speaks for all, as none has a share of its own.
    assert "Dimensions" not in alarm
    assert not any(
        "ReservedConcurrentExecutions" in each for each in stage.properties("Lambda::Function")
    )


def test_somebody_hears_when_a_function_behind_the_websocket_crashes(stage):
    uris = json.dumps(
        [
            *(each["IntegrationUri"] for each in stage.properties("ApiGatewayV2::Integration")),
            *(each["AuthorizerUri"] for each in stage.properties("ApiGatewayV2::Authorizer")),
        ]
    )
    behind = {logical_id for logical_id, _ in stage.functions().values() if logical_id in uris}
    assert len(behind) == 8
    assert behind <= watched_functions(stage, "Errors")


def test_somebody_hears_when_a_function_behind_rest_crashes(stage):
    [alarm] = alarms_on(stage, "5XXError")
    assert alarm["Dimensions"] == [{"Name": "ApiName", "Value": "croupier-" + name_of(stage)}]


def name_of(stage):
    return stage.rest_stage["StageName"]


def test_somebody_hears_when_a_relay_lags(stage):
    relays = {
        logical_id for name, (logical_id, _) in stage.functions().items() if name[:8] == "streams."
    }
    assert watched_functions(stage, "IteratorAge") == relays


def test_somebody_hears_when_players_wait_for_their_bets(stage):
    slow = {
        alarm["AlarmName"].split("-", 2)[2]: {
            each["Name"]: each["Value"] for each in alarm["Dimensions"]
        }
        for alarm in stage.properties("CloudWatch::Alarm")
        if alarm.get("ExtendedStatistic") == "p99" and alarm["Namespace"] == "AWS/ApiGateway"
    }
    assert set(slow) == {"PlaceBetSlow", "PostBetSlow", "PlayRoundSlow"}
    routes = {each["RouteKey"] for each in stage.properties("ApiGatewayV2::Route")}
    assert slow["PlaceBetSlow"]["Route"] in routes
    for name in ("PostBetSlow", "PlayRoundSlow"):
        assert f"{slow[name]['Method']} {slow[name]['Resource']}" in stage.routes()
    [api] = stage.properties("ApiGatewayV2::Stage")
    # Without it, neither API counts by route.
    assert api["DefaultRouteSettings"]["DetailedMetricsEnabled"] is True
    assert all(each["MetricsEnabled"] for each in stage.rest_stage["MethodSettings"])


@pytest.mark.parametrize("metric", ["ThrottledRequests", "SystemErrors"])
def test_somebody_hears_when_dynamodb_refuses_or_fails_at_any_table(prod, metric):
    [query] = [
        "".join(part if isinstance(part, str) else part["Ref"] for part in parts)
        for alarm in prod.properties("CloudWatch::Alarm")
        if "Metrics" in alarm
        for parts in [alarm["Metrics"][0]["Expression"]["Fn::Join"][1]]
        if metric in parts[0]
    ]
    select, _, where = query.partition(" WHERE ")
    assert select == (f'SELECT SUM({metric}) FROM SCHEMA("AWS/DynamoDB", Operation, TableName)')
    tables = prod.of_type("DynamoDB::GlobalTable")
    assert set(where.split(" OR ")) == {f"TableName = '{name}'" for name in tables}
    # CloudFormation puts the stack's name before a table's, and thirteen characters behind it.
    state = next(iter(prod.templates))
    assert len(query) + len(tables) * len(f"{state}--ABCDEFGHIJKL") < 2048


def test_somebody_hears_when_winners_wait_for_longer_than_the_result_is_shown(prod):
    [alarm] = alarms_on(prod, "SettlementTime")
    assert alarm["ExtendedStatistic"] == "p99"
    assert alarm["Threshold"] == 7_000


def test_alarms_are_on_metrics_that_functions_measure(prod):
    ours = [
        each
        for each in prod.properties("CloudWatch::Alarm")
        if each.get("Namespace") == "Croupier/prod"
    ]
    assert len(ours) > 10
    for alarm in ours:
        metric = Metric(alarm["MetricName"])
        [service] = alarm["Dimensions"]
        assert service["Name"] == "service"
        assert service["Value"] in ([metric.service] if metric.service else list(Edge))


def test_the_firewall_counts_under_the_name_that_its_alarm_knows(prod, local):
    [acl] = prod.properties("WAFv2::WebACL")
    [alarm] = alarms_on(prod, "BlockedRequests")
    assert {each["Name"]: each["Value"] for each in alarm["Dimensions"]} == {
        "WebACL": acl["VisibilityConfig"]["MetricName"],
        "Rule": "ALL",
    }
    assert not alarms_on(local, "BlockedRequests")


def test_messages_that_wait_for_their_phase_are_not_late(synthesise):
    patient = synthesise("test", timings={"betting": 900})
    [alarm] = [
        each
        for each in patient.properties("CloudWatch::Alarm")
        if each["AlarmName"] == "croupier-test-TablesRoundClockWaiting"
    ]
    assert alarm["Threshold"] > 900


def test_the_local_cloud_is_spared_alarms_on_queries(local):
    assert not any("Metrics" in each for each in local.properties("CloudWatch::Alarm"))
