"""Dashboards: they show what there is, and all that rings."""

import json
import re

import pytest

from casino.lambdas.observability import Edge, Metric

# What AWS's services measure, by namespace and dimensions: of all that, what is shown.
API = frozenset({"ApiId", "Stage"})
MEASURED_BY_AWS = {
    ("AWS/Cognito", frozenset({"UserPool", "UserPoolClient"})): {
        "SignUpSuccesses",
        "SignInSuccesses",
    },
    ("AWS/ApiGateway", API): {"ConnectCount", "MessageCount", "ExecutionError"},
    ("AWS/ApiGateway", API | {"Route"}): {"IntegrationLatency"},
    ("AWS/ApiGateway", frozenset({"ApiName", "Stage"})): {
        "Count",
        "4XXError",
        "5XXError",
        "Latency",
    },
    ("AWS/Lambda", frozenset()): {"ConcurrentExecutions", "Throttles"},
    ("AWS/Lambda", frozenset({"FunctionName"})): {"Errors", "Duration", "IteratorAge"},
    ("AWS/DynamoDB", frozenset({"TableName"})): {"ConsumedWriteCapacityUnits"},
    ("AWS/DynamoDB", frozenset({"TableName", "Operation"})): {"ThrottledRequests", "SystemErrors"},
    ("AWS/SQS", frozenset({"QueueName"})): {
        "ApproximateNumberOfMessagesVisible",
        "ApproximateAgeOfOldestMessage",
    },
    ("AWS/WAFV2", frozenset({"WebACL", "Rule"})): {"BlockedRequests"},
}
SEARCH = re.compile(r"""SEARCH\('\{(.+)\} MetricName="(\w+)"(?: (\w+)=(\S+))?', '\w+', \d+\)""")


def widgets_of(stage):
    """Return every widget's properties, by its dashboard and title."""
    found = {}
    for dashboard in stage.properties("CloudWatch::Dashboard"):
        parts = dashboard["DashboardBody"]["Fn::Join"][1]
        text = "".join(
            part if isinstance(part, str) else next(iter(part.values())) for part in parts
        )
        for widget in json.loads(text)["widgets"]:
            title = widget["properties"].get("title")
            found[dashboard["DashboardName"], title] = widget["properties"]
    return found


def shown_in(stage):
    """Yield namespace, name and dimensions of each metric that is shown.

    Of what is searched for, the dimensions have no values.
    """
    for properties in widgets_of(stage).values():
        for line in properties.get("metrics", []):
            if isinstance(line[0], dict):
                schema, name, *_ = SEARCH.fullmatch(line[0]["expression"]).groups()
                space, *dimensions = schema.replace('"', "").split(",")
                yield space, name, dict.fromkeys(dimensions)
            else:
                space, name, *pairs = [each for each in line if isinstance(each, str)]
                yield space, name, dict(zip(pairs[::2], pairs[1::2], strict=True))


@pytest.fixture(params=["local", "prod"])
def whole(request):
    """The least stage and the largest."""
    return request.getfixturevalue(request.param)


def test_a_dashboard_is_for_the_house_and_one_for_the_machine(prod):
    named = {each["DashboardName"] for each in prod.properties("CloudWatch::Dashboard")}
    assert named == {"croupier-prod-business", "croupier-prod-machine"}


def test_only_what_is_measured_is_shown(whole):
    stage = whole.rest_stage["StageName"]
    shown = list(shown_in(whole))
    assert len(shown) > 30
    for space, name, dimensions in shown:
        if space == f"Croupier/{stage}":
            metric = Metric(name)
            by_currency = metric.service == "books"
            assert set(dimensions) == ({"service", "currency"} if by_currency else {"service"})
            service = dimensions["service"]
            assert service in ([metric.service, None] if metric.service else list(Edge))
        else:
            assert name in MEASURED_BY_AWS[space, frozenset(dimensions)]


def test_all_money_that_the_books_measure_is_shown(prod):
    shown = {name for space, name, _ in shown_in(prod) if space == "Croupier/prod"}
    assert shown >= {each for each in Metric if each.service == "books"}


def test_what_is_searched_for_begins_with_the_stacks_name(prod):
    searches = [
        found.groups()
        for properties in widgets_of(prod).values()
        for line in properties.get("metrics", [])
        if isinstance(line[0], dict)
        for found in [SEARCH.fullmatch(line[0]["expression"])]
    ]
    prefixes = {prefix for *_, prefix in searches if prefix}
    assert prefixes == {"Croupier-prod"}
    named = {properties["FunctionName"] for _, properties in prod.functions().values()}
    assert all(each.startswith("Croupier-prod-") for each in (*prod.templates, *named))


def test_the_state_of_every_alarm_is_shown(prod):
    shown = widgets_of(prod)["croupier-prod-machine", "Alarms"]["alarms"]
    named = {each.rpartition(":alarm:")[2] for each in shown}
    # A list of alarms is one region's; what the firewall blocks is a graph of its own.
    assert named == {
        each["AlarmName"]
        for each in prod.properties("CloudWatch::Alarm")
        if not each["AlarmName"].endswith("FirewallBlocking")
    }


def test_the_firewalls_blocks_are_shown_where_there_is_one(prod, local):
    title = "What the firewall blocks"
    assert ("croupier-prod-machine", title) in widgets_of(prod)
    assert ("croupier-local-machine", title) not in widgets_of(local)
