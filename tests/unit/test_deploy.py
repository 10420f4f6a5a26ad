"""How a deployment to AWS is agreed to, and how a stage is taken away again."""

import io
import subprocess
import sys

import pytest
from botocore.exceptions import ClientError, WaiterError

from scripts import deploy, deployment, preflight, undeploy
from scripts.preflight import Finding, Readiness, Report
from scripts.progress import StepFailed
from scripts.settings import ROOT, CopySettings, Port
from tests.support.stages import aws_stage

OUTPUTS = {
    "RestUrl": "https://rest.example.test/test/",
    "WebSocketUrl": "wss://socket.example.test/test",
    "UserPoolId": "pool",
    "UserPoolClientId": "client",
}
READY = Report((Finding(Readiness.READY, "Ready"),))


@pytest.fixture(autouse=True)
def _stages(monkeypatch):
    """Have operators say what the shipped files leave to them."""
    monkeypatch.setattr(deploy, "stage_config", aws_stage)


@pytest.fixture
def terminal(monkeypatch):
    """Let somebody sit at a terminal and type."""

    def typing(text):
        stdin = io.StringIO(text)
        stdin.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", stdin)

    return typing


@pytest.fixture
def _nobody(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))


@pytest.fixture
def settings(tmp_path):
    return CopySettings(*(Port("", "", number) for number in (1, 2, 3)), home=tmp_path / ".local")


@pytest.fixture
def deploying(monkeypatch, settings):
    """Return what is done by ``make deploy`` of an account about which there is a report."""
    done = []

    def note(what, answer):
        return lambda *_: done.append(what) or answer

    def deploys(*arguments, report=READY):
        monkeypatch.setattr(sys, "argv", ["deploy", *arguments])
        monkeypatch.setattr(preflight, "check", lambda *_: report)
        deploy.main()

    monkeypatch.setattr(deploy, "ROOT", settings.home.parent)
    monkeypatch.setattr(CopySettings, "from_environment", lambda: settings)
    monkeypatch.setattr(deploy.tools, "install_node_packages", note("install", None))
    monkeypatch.setattr(deploy.tools, "build_player_site", note("build", None))
    monkeypatch.setattr(deployment, "bootstrap_aws", note("bootstrap", None))
    monkeypatch.setattr(deployment, "differences", note("compare", "[+] AWS::DynamoDB::Table"))
    monkeypatch.setattr(deployment, "deploy_to_aws", note("deploy", OUTPUTS))
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    deploys.done = done
    return deploys


@pytest.mark.parametrize("agreement", ["y\n", "yes\n", "YES\n"])
def test_what_would_change_is_shown_and_deployed_when_it_is_agreed_to(
    deploying, terminal, capsys, agreement
):
    terminal(agreement)
    deploying("test")
    assert deploying.done == ["install", "build", "compare", "deploy"]
    said = capsys.readouterr().out
    assert said.index("[+] AWS::DynamoDB::Table") < said.index("Deploy this to stage test?")


@pytest.mark.parametrize("refusal", ["n\n", "\n", "", "yep\n"])
def test_nothing_is_deployed_that_is_not_agreed_to(deploying, terminal, refusal):
    terminal(refusal)
    with pytest.raises(StepFailed, match="Nothing was changed"):
        deploying("test")
    assert deploying.done[-1] == "compare"


@pytest.mark.usefixtures("_nobody")
def test_without_a_terminal_nothing_is_deployed_and_it_is_said_how_it_is(deploying):
    with pytest.raises(StepFailed, match="no terminal") as failure:
        deploying("test")
    assert "YES=1" in failure.value.advice
    assert deploying.done[-1] == "compare"


@pytest.mark.usefixtures("_nobody")
def test_who_says_yes_before_is_not_asked(deploying, capsys):
    deploying("test", "--yes")
    assert deploying.done == ["install", "build", "compare", "deploy"]
    assert "?" not in capsys.readouterr().out


def test_an_account_that_is_not_ready_is_told_all_of_it_and_nothing_is_built(deploying, capsys):
    findings = (
        Finding(Readiness.FAILED, "Too few functions", "Ask for [more]"),
        Finding(Readiness.WARNING, "Not known"),
        Finding(Readiness.FAILED, "Too few requests"),
    )
    with pytest.raises(StepFailed, match="not ready"):
        deploying("test", "--yes", report=Report(findings))
    said = capsys.readouterr().out
    assert all(finding.said in said for finding in findings)
    assert "Ask for [more]" in said
    assert deploying.done == []


def test_the_cdk_is_set_up_first_when_it_is_agreed_to(deploying, terminal):
    terminal("y\ny\n")
    deploying("test", report=Report(READY.findings, needs_bootstrap=("us-east-1",)))
    assert deploying.done == ["install", "build", "bootstrap", "compare", "deploy"]


def test_the_cdk_is_set_up_where_the_credentials_lead(monkeypatch, settings):
    commands = []
    monkeypatch.setattr(
        deployment.commands, "call", lambda _, command, **__: commands.append(command)
    )

    class Session:
        region_name = "eu-central-1"

        def client(self, _):
            return Sts()

    deployment.bootstrap_aws(settings, Session(), ["eu-central-1", "us-east-1"])
    [command] = commands
    assert {"aws://123456789012/eu-central-1", "aws://123456789012/us-east-1"} <= {*command}


def test_the_cdk_is_not_set_up_unasked(deploying, terminal):
    terminal("n\n")
    with pytest.raises(StepFailed, match="Nothing was changed"):
        deploying("test", report=Report(READY.findings, needs_bootstrap=("us-east-1",)))
    assert deploying.done == ["install", "build"]


@pytest.mark.parametrize(
    ("said", "unasked"), [("1", True), ("yes", True), ("0", False), ("", False)]
)
@pytest.mark.parametrize("command", ["deploy", "undeploy"])
def test_make_hands_the_yes_on(tmp_path, command, said, unasked):
    printed = subprocess.run(
        ["make", "--dry-run", command, "STAGE=test", f"YES={said}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert f'scripts.{command} "test"' in printed
    assert ("--yes" in printed) is unasked


class CloudFormation:
    """Stacks, as far as their removal goes.

    As AWS does, it deletes none that is protected or that another imports from, and names none
    that is gone.
    """

    def __init__(self, *names):
        self.stacks = set(names)
        self.protected = {name for name in names if name.endswith("-State")}
        self.stuck = set()

    def get_paginator(self, operation):
        assert operation == "describe_stacks"
        return self

    def paginate(self):
        for name in sorted(self.stacks):
            yield {"Stacks": [{"StackName": name}]}

    def update_termination_protection(self, **asked):
        assert asked["EnableTerminationProtection"] is False
        self.protected.discard(asked["StackName"])

    def delete_stack(self, **asked):
        name = asked["StackName"]
        if name in self.protected:
            raise AssertionError(f"{name} is protected")
        state = f"{name.rpartition('-')[0]}-State"
        beside = {name for name in self.stacks if name.startswith(state.removesuffix("State"))}
        if name == state and beside != {state}:
            raise AssertionError(f"{beside} import from {state}")
        if name not in self.stuck:
            self.stacks.discard(name)

    def get_waiter(self, name):
        assert name == "stack_delete_complete"
        return self

    def wait(self, **asked):
        if asked["StackName"] in self.stacks:
            raise WaiterError("StackDeleteComplete", "it is DELETE_FAILED", {})


class Tagging:
    """What is left of stages, by their names."""

    def __init__(self, **left):
        self.left = left
        self.denied = False

    def get_paginator(self, operation):
        assert operation == "get_resources"
        return self

    def paginate(self, **asked):
        if self.denied:
            raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "GetResources")
        assert "dynamodb:table" in asked["ResourceTypeFilters"]
        tags = {each["Key"]: each["Values"] for each in asked["TagFilters"]}
        assert tags["application"] == ["croupier"]
        [stage] = tags["stage"]
        for arn in self.left.get(stage, ()):
            yield {"ResourceTagMappingList": [{"ResourceARN": arn}]}


class Sts:
    def get_caller_identity(self):
        return {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/ada"}


TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table"


@pytest.fixture
def cloudformation():
    """CloudFormation with two stages, one of them whole."""
    names = ("State", "Wallet", "Accounts", "Edge")
    return CloudFormation(*(f"Croupier-test-{name}" for name in names), "Croupier-test2-State")


@pytest.fixture
def elsewhere():
    """CloudFormation where CloudFront takes things from."""
    return CloudFormation("Croupier-test-Worldwide", "Croupier-test2-Worldwide")


@pytest.fixture
def tagging():
    return Tagging(test=[f"{TABLE}/Kept"], test2=[f"{TABLE}/Another"])


@pytest.fixture
def account(monkeypatch, settings, cloudformation, elsewhere, tagging):
    """An account that the commands reach, with those two stages."""
    clients = {
        ("sts", None): Sts(),
        ("sts", "eu-central-1"): Sts(),
        ("cloudformation", "eu-central-1"): cloudformation,
        ("cloudformation", "us-east-1"): elsewhere,
        ("resourcegroupstaggingapi", None): tagging,
    }

    class Session:
        region_name = "eu-central-1"

        def client(self, service, region_name=None):
            return clients[service, region_name]

    monkeypatch.setattr(undeploy, "aws_session", Session)
    monkeypatch.setattr(CopySettings, "from_environment", lambda: settings)


def undeploying(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["undeploy", *arguments])
    undeploy.main()


def test_a_stage_is_removed_from_its_ways_in_to_its_state(cloudformation):
    found = undeploy.stacks_of(cloudformation, "test")
    assert found == [f"Croupier-test-{name}" for name in ("Edge", "Accounts", "Wallet", "State")]
    undeploy.remove(cloudformation, "test", found)
    assert cloudformation.stacks == {"Croupier-test2-State"}


def test_the_state_is_protected_while_anything_else_is_there(cloudformation):
    cloudformation.stuck = {"Croupier-test-Wallet"}
    found = undeploy.stacks_of(cloudformation, "test")
    with pytest.raises(StepFailed, match="Croupier-test-Wallet was not removed") as failure:
        undeploy.remove(cloudformation, "test", found)
    assert "describe-stack-events --stack-name Croupier-test-Wallet" in failure.value.advice
    assert "Croupier-test-State" in cloudformation.protected


def test_a_removal_that_failed_goes_on_where_it_was(cloudformation):
    cloudformation.stuck = {"Croupier-test-Wallet"}
    with pytest.raises(StepFailed):
        undeploy.remove(cloudformation, "test", undeploy.stacks_of(cloudformation, "test"))
    cloudformation.stuck = set()
    undeploy.remove(cloudformation, "test", undeploy.stacks_of(cloudformation, "test"))
    assert undeploy.stacks_of(cloudformation, "test") == []


@pytest.mark.usefixtures("account", "_nobody")
def test_what_cloudfront_uses_stays_until_the_ways_in_are_gone(
    cloudformation, elsewhere, monkeypatch
):
    cloudformation.stuck = {"Croupier-test-Edge"}
    with pytest.raises(StepFailed, match="Croupier-test-Edge was not removed"):
        undeploying(monkeypatch, "test", "--yes")
    assert "Croupier-test-Worldwide" in elsewhere.stacks


@pytest.mark.parametrize("typed", ["y\n", "test2\n", "\n", ""])
@pytest.mark.usefixtures("account")
def test_nothing_is_removed_until_the_stages_name_is_typed(
    cloudformation, terminal, monkeypatch, typed
):
    terminal(typed)
    with pytest.raises(StepFailed, match="Nothing was changed"):
        undeploying(monkeypatch, "test")
    assert len(cloudformation.stacks) == 5


@pytest.mark.usefixtures("account", "_nobody")
def test_nothing_is_removed_without_a_terminal_unless_it_is_said_before(
    cloudformation, elsewhere, monkeypatch
):
    with pytest.raises(StepFailed, match="no terminal") as failure:
        undeploying(monkeypatch, "test")
    assert "STAGE=test YES=1" in failure.value.advice
    assert len(cloudformation.stacks) == 5
    undeploying(monkeypatch, "test", "--yes")
    assert cloudformation.stacks == {"Croupier-test2-State"}
    assert elsewhere.stacks == {"Croupier-test2-Worldwide"}


@pytest.mark.usefixtures("account")
def test_a_removed_stage_is_forgotten_and_what_is_left_is_named(
    settings, terminal, monkeypatch, capsys
):
    file = deployment.write_endpoints(settings, "test", "eu-central-1", OUTPUTS)
    terminal("test\n")
    undeploying(monkeypatch, "test")
    assert not file.exists()
    assert not settings.endpoints_file.exists()
    said = capsys.readouterr().out
    assert "aws dynamodb delete-table --table-name Kept" in said
    assert "Another" not in said


@pytest.mark.usefixtures("account", "_nobody")
def test_what_is_left_is_told_again_when_the_stacks_are_gone(
    monkeypatch, capsys, cloudformation, elsewhere
):
    cloudformation.stacks = elsewhere.stacks = set()
    undeploying(monkeypatch, "test")
    assert "delete-table --table-name Kept" in capsys.readouterr().out


@pytest.mark.usefixtures("account", "_nobody")
def test_who_may_not_see_what_is_left_is_told_that_there_is_something(monkeypatch, capsys, tagging):
    tagging.denied = True
    undeploying(monkeypatch, "test", "--yes")
    assert "Allow tag:GetResources" in capsys.readouterr().out


def test_a_production_stage_is_not_removed():
    prod = aws_stage("prod", {"alarm_email": "house@example.com"})
    with pytest.raises(StepFailed, match="Stage prod is production"):
        undeploy.require_expendable(prod)


@pytest.mark.parametrize("stage", ["", "local"])
def test_what_is_no_stage_on_aws_is_not_removed(monkeypatch, stage):
    with pytest.raises(StepFailed, match="needs the name of an AWS stage"):
        undeploying(monkeypatch, stage, "--yes")


def test_whatever_is_left_is_told_with_the_command_that_removes_it():
    secret = "arn:aws-cn:secretsmanager:cn-north-1:1:secret:PspSecret-a1b2"
    commands = {
        "arn:aws-cn:dynamodb:cn-north-1:1:table/Ledger": (
            "aws dynamodb update-table --table-name Ledger --no-deletion-protection-enabled && "
            "aws dynamodb delete-table --table-name Ledger"
        ),
        "arn:aws-cn:cognito-idp:cn-north-1:1:userpool/cn-north-1_x": (
            "aws cognito-idp update-user-pool --user-pool-id cn-north-1_x --deletion-protection "
            "INACTIVE && aws cognito-idp delete-user-pool --user-pool-id cn-north-1_x"
        ),
        "arn:aws-cn:s3:::files": "aws s3 rb s3://files --force",
        secret: f"aws secretsmanager delete-secret --secret-id {secret}",
        "arn:aws-cn:logs:cn-north-1:1:log-group:/a/b:*": (
            "aws logs delete-log-group --log-group-name /a/b"
        ),
    }
    assert {arn: undeploy.how_to_remove(arn) for arn in commands} == commands
