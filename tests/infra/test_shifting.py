"""A new version of what writes the ledger is tried with a part of the requests, and taken back."""

import json

import pytest

from infra.shared.functions import WRITES_THE_LEDGER


@pytest.fixture
def aliases(prod):
    """Each function's alias, by the function's handler."""
    handlers = {logical_id: name for name, (logical_id, _) in prod.functions().items()}
    return {
        handlers[each["Properties"]["FunctionName"]["Ref"]]: (logical_id, each)
        for logical_id, each in prod.of_type("Lambda::Alias").items()
    }


def test_it_is_all_functions_that_may_write_the_ledger_and_no_others(stage):
    ledger = stage.table("WALLET_TABLE")
    writers = {
        name for name in stage.functions() if "dynamodb:PutItem" in stage.actions_on(name, ledger)
    }
    assert writers == WRITES_THE_LEDGER


def test_each_has_an_alias_that_codedeploy_moves(prod, aliases):
    assert aliases.keys() == WRITES_THE_LEDGER
    groups = prod.of_type("CodeDeploy::DeploymentGroup")
    moved_by = {
        each["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]["DeploymentGroupName"]["Ref"]
        for _, each in aliases.values()
    }
    assert moved_by == groups.keys()
    for group in groups.values():
        assert "Canary10Percent5Minutes" in json.dumps(group["Properties"]["DeploymentConfigName"])


def test_an_alarm_takes_a_new_version_back(prod, aliases):
    crashes = {
        logical_id: each["Properties"]["Dimensions"][0]["Value"]["Ref"]
        for logical_id, each in prod.of_type("CloudWatch::Alarm").items()
        if each["Properties"].get("MetricName") == "Errors"
        and each["Properties"]["Namespace"] == "AWS/Lambda"
    }
    names = {each["AlarmName"] for each in prod.properties("CloudWatch::Alarm")}
    for handler, (_, alias) in aliases.items():
        update = alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
        group = prod.resources[update["DeploymentGroupName"]["Ref"]]["Properties"]
        assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
        assert "DEPLOYMENT_FAILURE" in group["AutoRollbackConfiguration"]["Events"]
        alarms = [each["Name"] for each in group["AlarmConfiguration"]["Alarms"]]
        # Its own crashes, and what nobody foresaw at any edge.
        [own] = [each["Ref"] for each in alarms if isinstance(each, dict)]
        assert crashes[own] == prod.functions()[handler][0]
        others = {each for each in alarms if isinstance(each, str)}
        assert len(others) == 3
        assert others <= names


CALLING = {
    "AWS::ApiGatewayV2::Integration",
    "AWS::Events::Rule",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Permission",
}


def test_whoever_calls_one_calls_the_alias(prod):
    document = json.dumps(prod.rest_document)
    for handler in WRITES_THE_LEDGER:
        context, module = handler.split(".")
        [template] = [
            each
            for name, each in prod.templates.items()
            if name.endswith("-" + "".join(part.capitalize() for part in context.split("_")))
        ]
        named = "".join(part.capitalize() for part in module.split("_"))
        called = [
            json.dumps(each["Properties"])
            for name, each in template["Resources"].items()
            if each["Type"] in CALLING and name.startswith(named)
        ]
        assert all(f'"{named}Live' in each for each in called), handler
        own = f":function:Croupier-prod-{context}-{module}"
        assert f"{own}/invocations" not in document
        assert called or f"{own}:live/invocations" in document, handler


def test_a_stage_that_hurries_changes_all_at_once(aws, local):
    """It has aliases all the same, so that what is tried there is what production does."""
    assert len(aws.of_type("Lambda::Alias")) == len(WRITES_THE_LEDGER)
    assert not aws.of_type("CodeDeploy::DeploymentGroup")
    assert not local.of_type("Lambda::Alias")
