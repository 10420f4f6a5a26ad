"""What CloudFront takes from Northern Virginia alone, wherever the rest of the stage is.

Web ACLs and certificates for CloudFront, and what AWS measures of them, are in ``us-east-1``
[1]_ [2]_. The stack there leaves their names in parameters, and the front reads those as it is
deployed. CDK's own references between regions would do as much, but nothing that one of them hands
on can be replaced while it is in use, and the region would have to be known before credentials are.

References
----------
.. [1] Amazon CloudFront Developer Guide, "Requirements for using SSL/TLS certificates with
   CloudFront".
.. [2] AWS WAF Developer Guide, "Resources that you can protect with AWS WAF".
"""

from typing import Final

from aws_cdk import ArnFormat, Stack, custom_resources
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_iam as iam
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.config import WORLDWIDE_REGION, Domain
from infra.front.firewall import Firewall
from infra.shared.acknowledgements import acknowledge
from infra.shared.platform import Platform

_FIREWALL: Final = "firewall"
_READERS: Final = "AWS679f53fac002430cb0da5b7982bd2287"


class Worldwide:
    """The firewall and the certificate, in their stack, and the way to their names."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._stack = platform.stacks.worldwide
        self.firewall = Firewall(self._stack, "Firewall", platform)
        self._leave(_FIREWALL, self.firewall.arn)
        if domain := platform.config.domain:
            self._leave(_certificate_of(domain), self._certificate(domain))

    def firewall_arn(self, scope: Construct) -> str:
        """Return the web ACL's ARN, as a construct in another region reads it."""
        return self._read(scope, _FIREWALL)

    def certificate_arn(self, scope: Construct, domain: Domain) -> str:
        """Return the ARN of a domain's certificate, as a construct in another region reads it."""
        return self._read(scope, _certificate_of(domain))

    def _certificate(self, domain: Domain) -> str:
        zone = route53.HostedZone.from_hosted_zone_attributes(
            self._stack, "Zone", hosted_zone_id=domain.zone_id, zone_name=domain.zone
        )
        certificate = acm.Certificate(
            self._stack,
            "Certificate",
            domain_name=domain.name,
            validation=acm.CertificateValidation.from_dns(zone),
        )
        return certificate.certificate_arn

    def _parameter(self, name: str) -> str:
        return f"/croupier/{self._platform.config.name}/{name}"

    def _leave(self, name: str, value: str) -> None:
        ssm.StringParameter(
            self._stack,
            f"{name.capitalize()}Name",
            parameter_name=self._parameter(name),
            string_value=value,
        )

    def _read(self, scope: Construct, name: str) -> str:
        parameter = self._parameter(name)
        region = WORLDWIDE_REGION
        arn = Stack.of(scope).format_arn(
            service="ssm",
            region=region,
            resource="parameter",
            resource_name=parameter[1:],
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        )
        call = custom_resources.AwsSdkCall(
            service="SSM",
            action="getParameter",
            parameters={"Name": parameter},
            region=region,
            # Another domain has a parameter of another name, and is read anew.
            physical_resource_id=custom_resources.PhysicalResourceId.of(parameter),
        )
        reader = custom_resources.AwsCustomResource(
            scope,
            f"{name.partition('-')[0].capitalize()}Arn",
            on_update=call,
            policy=custom_resources.AwsCustomResourcePolicy.from_statements(
                [iam.PolicyStatement(actions=["ssm:GetParameter"], resources=[arn])]
            ),
            log_group=self._platform.stacks.deployment_log,
            install_latest_aws_sdk=False,
        )
        return reader.get_response_field("Parameter.Value")


def _certificate_of(domain: Domain) -> str:
    return f"certificate-of-{domain.name}"


def explain_readers(stack: Stack) -> None:
    """Say why what CDK reads parameters with is as it is."""
    reason = "CDK's own reader, which runs at deployment only, and reads names of our resources."
    managed = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    for construct in stack.node.children:
        if construct.node.id == _READERS:
            for finding in ("L1", f"IAM4[Policy::{managed}]"):
                acknowledge(construct, finding, reason)
