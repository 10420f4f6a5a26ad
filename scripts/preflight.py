"""Whether an account is ready for a stage, asked before anything is built or changed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from infra.config import WORLDWIDE_REGION

if TYPE_CHECKING:
    from collections.abc import Mapping

    import boto3

    from infra.config import Domain, Mail, StageConfig

BOOTSTRAP_STACK: Final = "CDKToolkit"

# The first with all roles that the CDK's command line takes on, the one that reads among them.
_BOOTSTRAP_VERSION: Final = 8

# API Gateway's throttle for all kinds of APIs of an account in a region, and Lambda's concurrency.
_REQUESTS: Final = ("apigateway", "L-8A5B8E43")
_CONCURRENCY: Final = ("lambda", "L-B99A9384")

# What a request holds a function for, streams and timers included, rather more than less.
_SECONDS_PER_REQUEST: Final = 0.1


class Readiness(Enum):
    """How ready an account is, as one check found it."""

    READY = "[green]✓[/green]"
    # It can go on, and somebody should know.
    WARNING = "[yellow]![/yellow]"
    FAILED = "[red]✗[/red]"


@dataclass(frozen=True)
class Finding:
    """What one check found, and what to do about it."""

    readiness: Readiness
    said: str
    advice: str = ""


@dataclass(frozen=True)
class Report:
    """What all checks found.

    Attributes
    ----------
    needs_bootstrap : tuple of str
        The regions of this account in which the CDK has to be set up, or brought up to date.
    """

    findings: tuple[Finding, ...]
    needs_bootstrap: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything stands in the way."""
        return any(finding.readiness is Readiness.FAILED for finding in self.findings)


def check(session: boto3.Session, config: StageConfig) -> Report:
    """Ask everything that can be asked, whatever the answers before."""
    where_to = destination(session)
    if Report(where_to).failed:
        return Report(where_to)
    # Not typed: each check takes a client for what it answers.
    client: Any = session.client
    regions = sorted({str(session.region_name), WORLDWIDE_REGION})
    toolkits = {each: bootstrap(client("cloudformation", region_name=each)) for each in regions}
    return Report(
        (
            *where_to,
            *(toolkit for toolkit, _ in toolkits.values()),
            concurrency(client("lambda"), config),
            requests(client("service-quotas"), config),
            *(_sender(client, config.mail, session.region_name) if config.mail else ()),
            *((zone(client("route53"), config.domain),) if config.domain else ()),
        ),
        needs_bootstrap=tuple(each for each, (_, needed) in toolkits.items() if needed),
    )


def destination(session: boto3.Session) -> tuple[Finding, ...]:
    """Check the credentials and the region, without which nothing else can be asked."""
    client: Any = session.client
    # Who one is does not depend on the region, but there is no client without one.
    sts = client("sts", region_name=session.region_name or "us-east-1")
    return credentials(sts), region(session.region_name)


def region(name: str | None) -> Finding:
    """Check that it is said where to."""
    if name is None:
        return Finding(
            Readiness.FAILED,
            "No region was found.",
            "Set AWS_REGION, or region in the profile in ~/.aws/config.",
        )
    return Finding(Readiness.READY, f"Region {name}")


def credentials(sts: Any) -> Finding:
    """Check that there are credentials and that AWS takes them."""
    advice = (
        "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; sign in again "
        "(aws sso login) where they expire. Then: aws sts get-caller-identity"
    )
    try:
        identity = sts.get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        return Finding(
            Readiness.FAILED, f"No credentials that AWS takes were found: {error}", advice
        )
    return Finding(Readiness.READY, f"Account {identity['Account']}, as {identity['Arn']}")


def bootstrap(cloudformation: Any) -> tuple[Finding, bool]:
    """Check that the CDK is set up in a client's region, and return whether that is to be done."""
    region = cloudformation.meta.region_name
    look = f"aws cloudformation describe-stacks --stack-name {BOOTSTRAP_STACK} --region {region}"
    try:
        [stack] = cloudformation.describe_stacks(StackName=BOOTSTRAP_STACK)["Stacks"]
    except ClientError as error:
        # There is no other code for a stack that is not there.
        if error.response["Error"]["Code"] == "ValidationError":
            said = f"The CDK is not set up in {region} yet."
            return Finding(Readiness.WARNING, said, "That comes first: cdk bootstrap."), True
        return _unknown("whether the CDK is set up", error, "cloudformation:DescribeStacks"), False
    except BotoCoreError as error:
        return _unknown("whether the CDK is set up", error, "cloudformation:DescribeStacks"), False
    status: str = stack["StackStatus"]
    if status.endswith(("_FAILED", "_IN_PROGRESS")) or status == "ROLLBACK_COMPLETE":
        said = f"The CDK's own stack {BOOTSTRAP_STACK} in {region} can't be used: it is {status}."
        return Finding(Readiness.FAILED, said, f"Wait for it, or repair it: {look}"), False
    version = _bootstrap_version(stack)
    if version < _BOOTSTRAP_VERSION:
        said = f"The CDK in {region} has version {version}; {_BOOTSTRAP_VERSION} is needed."
        return Finding(Readiness.WARNING, said, "That comes first: cdk bootstrap."), True
    return Finding(Readiness.READY, f"The CDK is set up in {region}, version {version}"), False


def _bootstrap_version(stack: Mapping[str, Any]) -> int:
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", ())}
    return int(outputs.get("BootstrapVersion", 0))


def concurrency(lambda_: Any, config: StageConfig) -> Finding:
    """Check that as many functions may run at once as the stage lets requests in for."""
    rate = config.rest_throttle.rate + config.websocket_throttle.rate
    needed = math.ceil(rate * _SECONDS_PER_REQUEST)
    try:
        limits = lambda_.get_account_settings()["AccountLimit"]
    except (BotoCoreError, ClientError) as error:
        return _unknown("how many functions may run at once", error, "lambda:GetAccountSettings")
    # No function of ours has a reservation, so all share what others' leave.
    allowed: int = limits["UnreservedConcurrentExecutions"]
    if allowed < needed:
        return Finding(
            Readiness.FAILED,
            f"{allowed} functions may run at once; {rate} requests a second take about {needed}.",
            f"Lower rest_throttle and websocket_throttle in stages/{config.name}.toml, or ask for "
            f"more: {_request(_CONCURRENCY, limits['ConcurrentExecutions'] + needed - allowed)}",
        )
    return Finding(
        Readiness.READY, f"{allowed} functions may run at once; about {needed} are needed"
    )


def requests(quotas: Any, config: StageConfig) -> Finding:
    """Check that API Gateway's quota is what the stage's senders keep to a part of."""
    needed = config.requests_per_second
    service, code = _REQUESTS
    try:
        allowed = _quota(quotas, service, code)
    except (BotoCoreError, ClientError) as error:
        return _unknown(
            "how many requests a second API Gateway takes", error, "servicequotas:GetServiceQuota"
        )
    if allowed < needed:
        return Finding(
            Readiness.FAILED,
            f"API Gateway takes {allowed:.0f} requests a second; the stage counts on {needed}.",
            f"Say requests_per_second = {allowed:.0f} in stages/{config.name}.toml, or ask for "
            f"more: {_request(_REQUESTS, needed)}",
        )
    return Finding(
        Readiness.READY, f"API Gateway takes {allowed:.0f} requests a second; {needed} are needed"
    )


def zone(route53: Any, domain: Domain) -> Finding:
    """Check that the stage's domain name can be made to lead to it, and be certified."""
    try:
        found = route53.get_hosted_zone(Id=domain.zone_id)["HostedZone"]
    except route53.exceptions.NoSuchHostedZone:
        said = f"This account has no hosted zone {domain.zone_id}."
        look = f"aws route53 list-hosted-zones-by-name --dns-name {domain.zone}"
        return Finding(Readiness.FAILED, said, f"Say zone_id as this tells it: {look}")
    except (BotoCoreError, ClientError) as error:
        return _unknown("whether the domain's hosted zone is here", error, "route53:GetHostedZone")
    name = found["Name"].rstrip(".")
    if name != domain.zone or found["Config"]["PrivateZone"]:
        kind = "private" if found["Config"]["PrivateZone"] else "public"
        said = (
            f"The hosted zone {domain.zone_id} is the {kind} one of {name}, not of {domain.zone}."
        )
        return Finding(Readiness.FAILED, said, "The public zone of the domain is needed.")
    return Finding(Readiness.READY, f"{domain.name} can be had in the hosted zone of {name}")


def _sender(client: Any, mail: Mail, stage_region: str) -> tuple[Finding, ...]:
    where = mail.region or stage_region
    return sender(client("sesv2", region_name=where), mail, where)


def sender(ses: Any, mail: Mail, region: str) -> tuple[Finding, ...]:
    """Check that players can be sent their codes: without the sender there will be no user pool."""
    identity = mail.domain or mail.sender
    look = f"--region {region} --email-identity {identity}"
    try:
        verified = ses.get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"]
    except ses.exceptions.NotFoundException:
        said = f"Amazon SES in {region} does not know {identity}, whose mail players are to get."
        return (Finding(Readiness.FAILED, said, f"aws sesv2 create-email-identity {look}"),)
    except (BotoCoreError, ClientError) as error:
        return (_unknown("whether SES sends mail", error, "ses:GetEmailIdentity"),)
    if not verified:
        said = f"Amazon SES in {region} has not verified {identity} yet."
        advice = f"What it waits for: aws sesv2 get-email-identity {look}"
        return (Finding(Readiness.FAILED, said, advice),)
    found = Finding(Readiness.READY, f"Amazon SES in {region} sends mail from {mail.sender}")
    return (found, *_sandbox(ses, region))


def _sandbox(ses: Any, region: str) -> tuple[Finding, ...]:
    try:
        if ses.get_account()["ProductionAccessEnabled"]:
            return ()
    except (BotoCoreError, ClientError) as error:
        return (_unknown("to whom SES sends mail", error, "ses:GetAccount"),)
    return (
        Finding(
            Readiness.WARNING,
            f"Amazon SES in {region} sends mail only to addresses that are verified there, too: "
            "nobody else gets a code.",
            f"Ask for more: aws sesv2 put-account-details --region {region} help",
        ),
    )


def _quota(quotas: Any, service: str, code: str) -> float:
    asked = {"ServiceCode": service, "QuotaCode": code}
    try:
        answer = quotas.get_service_quota(**asked)
    except quotas.exceptions.NoSuchResourceException:
        # The account's own is only there once it was ever another than everybody's.
        answer = quotas.get_aws_default_service_quota(**asked)
    return float(answer["Quota"]["Value"])


def _request(quota: tuple[str, str], value: int) -> str:
    service, code = quota
    return (
        f"aws service-quotas request-service-quota-increase --service-code {service} "
        f"--quota-code {code} --desired-value {value}"
    )


def _unknown(what: str, error: Exception, action: str) -> Finding:
    return Finding(
        Readiness.WARNING,
        f"It is not known {what}: {error}",
        f"To have it checked, allow {action} to whoever deploys.",
    )
