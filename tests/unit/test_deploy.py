"""What `make deploy` hands to the CDK."""

import boto3
import pytest
from botocore.stub import Stubber

from scripts import build_layers, deployment
from scripts.settings import CopySettings


@pytest.fixture
def deploy(monkeypatch):
    """Deploy without the CDK; return the context that it would have been given."""
    cloudformation = boto3.client("cloudformation", region_name="us-east-1")

    def deployed(before, **given):
        contexts = []
        with Stubber(cloudformation) as stub:
            if before is None:
                stub.add_client_error("describe_stacks", "ValidationError")
            else:
                outputs = [
                    {"OutputKey": key, "OutputValue": value} for key, value in before.items()
                ]
                stack = {"StackName": "Croupier-dev", "StackStatus": "CREATE_COMPLETE"}
                stack |= {"CreationTime": 0, "Outputs": outputs}
                stub.add_response(
                    "describe_stacks", {"Stacks": [stack]}, {"StackName": "Croupier-dev"}
                )
            monkeypatch.setattr(boto3, "client", lambda _service: cloudformation)
            monkeypatch.setattr(build_layers, "build", lambda *_: None)
            monkeypatch.setattr(deployment, "_cdk", lambda *_, **__: None)
            monkeypatch.setattr(
                deployment, "_deploy", lambda _s, context, _e: contexts.append(context)
            )
            deployment.deploy_to_aws(CopySettings.from_environment(), "dev", **given)
        return contexts[0]

    return deployed


@pytest.mark.parametrize("before", [None, {}, {"AlarmEmail": "before@example.com"}])
def test_who_hears_of_alarms_is_set(deploy, before):
    context = deploy(before, alarm_email="house@example.com")
    assert context["alarm_email"] == "house@example.com"


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, ""), ({}, ""), ({"AlarmEmail": "before@example.com"}, "before@example.com")],
)
def test_who_heard_of_alarms_goes_on_to_until_somebody_else_is_named(deploy, before, after):
    assert deploy(before)["alarm_email"] == after
