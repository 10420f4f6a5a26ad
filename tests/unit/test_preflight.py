"""What is asked of an AWS account before a stage is deployed to it."""

import boto3
import pytest
from botocore.stub import Stubber

from infra.config import Domain, Mail
from scripts import preflight
from scripts.preflight import Readiness
from tests.support.stages import aws_stage

REGION = "eu-central-1"


@pytest.fixture
def config():
    """A stage with 400 requests a second let in, which counts on 10,000."""
    return aws_stage("test")


@pytest.fixture
def aws():
    """Return a client that gives one answer, or refuses with an error's code."""
    stubbers = []

    def client(service, operation, answer=None, *, refusal=None):
        made = boto3.client(
            service, region_name=REGION, aws_access_key_id="none", aws_secret_access_key="none"
        )
        stubber = Stubber(made)
        if refusal:
            stubber.add_client_error(operation, refusal, f"{refusal}, it said")
        else:
            stubber.add_response(operation, answer)
        stubber.activate()
        stubbers.append(stubber)
        made.stubber = stubber
        return made

    yield client
    for stubber in stubbers:
        stubber.assert_no_pending_responses()


def test_who_deploys_and_where_to_is_told(aws):
    identity = {
        "Account": "123456789012",
        "Arn": "arn:aws:iam::123456789012:user/ada",
        "UserId": "a",
    }
    finding = preflight.credentials(aws("sts", "get_caller_identity", identity))
    assert finding.readiness is Readiness.READY
    assert "123456789012" in finding.said
    assert "user/ada" in finding.said
    assert preflight.region(REGION).said == f"Region {REGION}"


@pytest.mark.parametrize("code", ["ExpiredToken", "InvalidClientTokenId", "AccessDenied"])
def test_credentials_that_aws_does_not_take_stop_it(aws, code):
    finding = preflight.credentials(aws("sts", "get_caller_identity", refusal=code))
    assert finding.readiness is Readiness.FAILED
    assert code in finding.said
    assert "AWS_PROFILE" in finding.advice


def test_no_region_stops_it():
    finding = preflight.region(None)
    assert finding.readiness is Readiness.FAILED
    assert "AWS_REGION" in finding.advice


def test_lacking_both_credentials_and_a_region_is_told_at_once(monkeypatch, tmp_path, config):
    for variable in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_REGION"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    report = preflight.check(boto3.Session(), config)
    assert [finding.readiness for finding in report.findings] == [
        Readiness.FAILED,
        Readiness.FAILED,
    ]
    assert report.failed


def toolkit(status="UPDATE_COMPLETE", version="30"):
    outputs = [{"OutputKey": "BootstrapVersion", "OutputValue": version}] if version else []
    stack = {
        "StackName": "CDKToolkit",
        "CreationTime": 0,
        "StackStatus": status,
        "Outputs": outputs,
    }
    return {"Stacks": [stack]}


@pytest.mark.parametrize("version", ["8", "30"])
def test_an_account_that_the_cdk_is_set_up_in_is_ready(aws, version):
    cloudformation = aws("cloudformation", "describe_stacks", toolkit(version=version))
    finding, needed = preflight.bootstrap(cloudformation)
    assert finding.readiness is Readiness.READY
    assert not needed


@pytest.mark.parametrize("version", ["7", None])
def test_an_account_that_the_cdk_was_set_up_in_long_ago_is_set_up_again(aws, version):
    cloudformation = aws("cloudformation", "describe_stacks", toolkit(version=version))
    finding, needed = preflight.bootstrap(cloudformation)
    assert finding.readiness is Readiness.WARNING
    assert "8 is needed" in finding.said
    assert needed


def test_an_account_that_the_cdk_is_not_set_up_in_will_be(aws):
    cloudformation = aws("cloudformation", "describe_stacks", refusal="ValidationError")
    finding, needed = preflight.bootstrap(cloudformation)
    assert finding.readiness is Readiness.WARNING
    assert "cdk bootstrap" in finding.advice
    assert needed


@pytest.mark.parametrize("status", ["ROLLBACK_COMPLETE", "DELETE_FAILED", "UPDATE_IN_PROGRESS"])
def test_a_set_up_that_failed_or_is_not_finished_stops_it(aws, status):
    cloudformation = aws("cloudformation", "describe_stacks", toolkit(status=status))
    finding, needed = preflight.bootstrap(cloudformation)
    assert finding.readiness is Readiness.FAILED
    assert status in finding.said
    assert "describe-stacks --stack-name CDKToolkit" in finding.advice
    assert not needed


def account(unreserved, total=None):
    return {
        "AccountLimit": {
            "ConcurrentExecutions": total or unreserved,
            "UnreservedConcurrentExecutions": unreserved,
        }
    }


def test_an_account_where_enough_functions_may_run_at_once_is_ready(aws, config):
    lambda_ = aws("lambda", "get_account_settings", account(40))
    assert preflight.concurrency(lambda_, config).readiness is Readiness.READY


def test_a_new_accounts_few_functions_at_once_stop_it(aws, config):
    finding = preflight.concurrency(aws("lambda", "get_account_settings", account(10)), config)
    assert finding.readiness is Readiness.FAILED
    assert "stages/test.toml" in finding.advice
    assert "--quota-code L-B99A9384 --desired-value 40" in finding.advice


def test_what_others_reserved_is_asked_for_on_top(aws, config):
    lambda_ = aws("lambda", "get_account_settings", account(10, total=1000))
    assert "--desired-value 1030" in preflight.concurrency(lambda_, config).advice


def quota(value):
    return {"Quota": {"Value": value}}


def test_an_account_with_as_many_requests_as_the_stage_counts_on_is_ready(aws, config):
    quotas = aws("service-quotas", "get_service_quota", quota(10_000.0))
    assert preflight.requests(quotas, config).readiness is Readiness.READY


def test_a_region_with_fewer_requests_than_the_stage_counts_on_stops_it(aws, config):
    quotas = aws("service-quotas", "get_service_quota", quota(2_500.0))
    finding = preflight.requests(quotas, config)
    assert finding.readiness is Readiness.FAILED
    assert "requests_per_second = 2500 in stages/test.toml" in finding.advice
    assert "--quota-code L-8A5B8E43 --desired-value 10000" in finding.advice


@pytest.mark.parametrize(
    ("value", "readiness"), [(10_000.0, Readiness.READY), (2_500.0, Readiness.FAILED)]
)
def test_a_quota_that_was_never_changed_is_everybodys(aws, config, value, readiness):
    quotas = aws("service-quotas", "get_service_quota", refusal="NoSuchResourceException")
    quotas.stubber.add_response("get_aws_default_service_quota", quota(value))
    assert preflight.requests(quotas, config).readiness is readiness


MAIL = Mail(sender="no-reply@play.example.com")


def sender(aws, *, mail=MAIL, verified=True, production=True):
    ses = aws("sesv2", "get_email_identity", {"VerifiedForSendingStatus": verified})
    if verified:
        ses.stubber.add_response("get_account", {"ProductionAccessEnabled": production})
    return preflight.sender(ses, mail, REGION)


def test_a_sender_that_is_verified_is_ready(aws):
    [finding] = sender(aws)
    assert finding.readiness is Readiness.READY
    assert "no-reply@play.example.com" in finding.said


def test_a_sender_that_is_not_verified_stops_it(aws):
    [finding] = sender(aws, verified=False)
    assert finding.readiness is Readiness.FAILED
    assert "--email-identity play.example.com" in finding.advice


def test_a_sender_that_nobody_made_known_stops_it(aws):
    ses = aws("sesv2", "get_email_identity", refusal="NotFoundException")
    alone = Mail(sender="no-reply@play.example.com", verified="address")
    [finding] = preflight.sender(ses, alone, REGION)
    assert finding.readiness is Readiness.FAILED
    assert finding.advice == (
        "aws sesv2 create-email-identity --region eu-central-1 "
        "--email-identity no-reply@play.example.com"
    )


def test_an_account_whose_mail_reaches_the_verified_alone_is_told_of(aws):
    _, finding = sender(aws, production=False)
    assert finding.readiness is Readiness.WARNING
    assert "nobody else gets a code" in finding.said


def test_the_sender_is_looked_for_where_the_stage_says(aws, config, monkeypatch):
    asked = []
    monkeypatch.setattr(preflight, "sender", lambda _ses, _mail, region: (asked.append(region),))
    for region in (None, "eu-west-1"):
        mail = MAIL.model_copy(update={"region": region})
        preflight._sender(lambda *_, **__: None, mail, REGION)
    assert asked == [REGION, "eu-west-1"]


def test_what_may_not_be_asked_is_a_warning_that_names_the_permission(aws, config):
    denied = {"refusal": "AccessDeniedException"}
    toolkit_finding, needed = preflight.bootstrap(
        aws("cloudformation", "describe_stacks", refusal="AccessDenied")
    )
    findings = {
        "cloudformation:DescribeStacks": toolkit_finding,
        "lambda:GetAccountSettings": preflight.concurrency(
            aws("lambda", "get_account_settings", **denied), config
        ),
        "servicequotas:GetServiceQuota": preflight.requests(
            aws("service-quotas", "get_service_quota", **denied), config
        ),
        "ses:GetEmailIdentity": preflight.sender(
            aws("sesv2", "get_email_identity", **denied), MAIL, REGION
        )[0],
        "route53:GetHostedZone": preflight.zone(
            aws("route53", "get_hosted_zone", refusal="AccessDenied"), DOMAIN
        ),
    }
    for permission, finding in findings.items():
        assert finding.readiness is Readiness.WARNING
        assert permission in finding.advice
    assert not needed
    assert not preflight.Report(tuple(findings.values())).failed


DOMAIN = Domain(name="play.example.com", zone="example.com", zone_id="Z0123456789ABC")


def hosted_zone(name="example.com.", *, private=False):
    zone = {"Id": "/hostedzone/Z0123456789ABC", "Name": name, "CallerReference": "x"}
    return {"HostedZone": {**zone, "Config": {"PrivateZone": private}}}


def test_a_domain_in_its_public_zone_is_ready(aws):
    finding = preflight.zone(aws("route53", "get_hosted_zone", hosted_zone()), DOMAIN)
    assert finding.readiness is Readiness.READY


@pytest.mark.parametrize(
    "found", [hosted_zone("example.org."), hosted_zone(private=True)], ids=["other", "private"]
)
def test_another_zone_than_the_domains_stops_it(aws, found):
    finding = preflight.zone(aws("route53", "get_hosted_zone", found), DOMAIN)
    assert finding.readiness is Readiness.FAILED
    assert "public zone" in finding.advice


def test_a_zone_that_is_not_there_stops_it_and_it_is_said_how_to_find_it(aws):
    route53 = aws("route53", "get_hosted_zone", refusal="NoSuchHostedZone")
    finding = preflight.zone(route53, DOMAIN)
    assert finding.readiness is Readiness.FAILED
    assert "list-hosted-zones-by-name --dns-name example.com" in finding.advice


class Session:
    """A session whose clients answer as they were told to."""

    region_name = REGION

    def __init__(self, clients):
        self._clients = clients

    def client(self, service, region_name=None):
        elsewhere = f"{service} in {region_name}"
        return self._clients[elsewhere if elsewhere in self._clients else service]


def test_one_answer_does_not_keep_another_from_being_asked(aws, config):
    identity = {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:root", "UserId": "a"}
    session = Session(
        {
            "sts": aws("sts", "get_caller_identity", identity),
            "cloudformation": aws("cloudformation", "describe_stacks", refusal="ValidationError"),
            "cloudformation in us-east-1": aws("cloudformation", "describe_stacks", toolkit()),
            "lambda": aws("lambda", "get_account_settings", account(10)),
            "service-quotas": aws("service-quotas", "get_service_quota", quota(2_500.0)),
            "sesv2": aws("sesv2", "get_email_identity", {"VerifiedForSendingStatus": False}),
        }
    )
    report = preflight.check(session, config)
    assert [finding.readiness for finding in report.findings] == [
        Readiness.READY, Readiness.READY, Readiness.WARNING, Readiness.READY, Readiness.FAILED,
        Readiness.FAILED, Readiness.FAILED,
    ]  # fmt: skip
    assert report.failed
    assert report.needs_bootstrap == (REGION,)
