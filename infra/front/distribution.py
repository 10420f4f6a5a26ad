"""One domain for everything: pages, REST below ``/v1/``, and handshakes, at CloudFront.

So pages talk to their own origin, a firewall stands before the WebSocket handshake too, and nobody
comes by the APIs' own addresses: those ask for a key that CloudFront alone adds.
"""

from pathlib import Path
from typing import Final

from aws_cdk import Duration
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from casino.lambdas.front import SOCKET_PATH
from infra.config import Builds, Domain
from infra.front.site import Site
from infra.front.site_policy import content_security_policy
from infra.front.worldwide import Worldwide, explain_readers
from infra.shared.acknowledgements import acknowledge
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.websocket_api import CasinoWebSocketApi

_HERE: Final = Path(__file__).parent
_ONE_YEAR: Final = Duration.days(365)

# API Gateway's own name for the header.
_KEY_HEADER: Final = "x-api-key"
_KEY_LENGTH: Final = 40

# The catalogue says how long its answers hold, a minute; this is the most that it could say.
_LONGEST_KEPT: Final = Duration.minutes(5)


class Front(Construct):
    """The distribution, and whom it lets through to where.

    Attributes
    ----------
    url : str
        Where players go, and where the paths of REST begin; no trailing slash.
    websocket_url : str
        Takes ``?ticket=``.
    """

    def __init__(
        self,
        platform: Platform,
        builds: Builds,
        *,
        rest: CasinoRestApi,
        websocket: CasinoWebSocketApi,
    ) -> None:
        edge = platform.stacks.edge
        super().__init__(edge, "Front")
        self._config = platform.config
        worldwide = Worldwide(platform)
        self.firewall = worldwide.firewall
        site = Site(self, "Site", platform, builds)
        key = self._door_key()
        self._lock(key, rest, websocket)
        domain = self._config.domain
        self._distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"Croupier ({self._config.name})",
            default_root_object="index.html",
            default_behavior=self._pages(site),
            additional_behaviors=self._apis(rest, websocket, key),
            web_acl_id=worldwide.firewall_arn(self),
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            domain_names=[domain.name] if domain else None,
            certificate=(
                acm.Certificate.from_certificate_arn(
                    self, "Certificate", worldwide.certificate_arn(self, domain)
                )
                if domain
                else None
            ),
        )
        if domain:
            self._name(domain)
        host = domain.name if domain else self._distribution.distribution_domain_name
        self.url = f"https://{host}"
        self.websocket_url = f"wss://{host}{SOCKET_PATH}"
        site.publish({"rest_url": self.url, "websocket_url": self.websocket_url})
        explain_readers(edge)
        self._explain()

    def _door_key(self) -> secretsmanager.Secret:
        # Another number is another secret, and so another key. The old one opens the doors until
        # CloudFront has the new one everywhere, and goes then.
        key = secretsmanager.Secret(
            self,
            f"DoorKey{self._config.door_key}",
            description=f"By which the APIs know CloudFront ({self._config.name})",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=_KEY_LENGTH, exclude_punctuation=True
            ),
        )
        acknowledge(key, "SMG4", "A deployment with another door_key makes a new one.")
        return key

    def _lock(
        self, key: secretsmanager.Secret, rest: CasinoRestApi, websocket: CasinoWebSocketApi
    ) -> None:
        """Let both APIs answer those alone who bring the key."""
        api_key = apigateway.CfnApiKey(
            self,
            f"ApiKey{self._config.door_key}",
            enabled=True,
            description=f"CloudFront's ({self._config.name})",
            value=key.secret_value.unsafe_unwrap(),
        )
        plan = apigateway.CfnUsagePlan(
            self,
            "Doors",
            description=f"What CloudFront may call ({self._config.name})",
            api_stages=[
                apigateway.CfnUsagePlan.ApiStageProperty(
                    api_id=rest.api.rest_api_id, stage=rest.stage_name
                ),
                apigateway.CfnUsagePlan.ApiStageProperty(
                    api_id=websocket.api.api_id, stage=websocket.stage_name
                ),
            ],
        )
        plan.node.add_dependency(rest.stage, websocket.stage)
        apigateway.CfnUsagePlanKey(
            self,
            f"DoorsKey{self._config.door_key}",
            key_id=api_key.ref,
            key_type="API_KEY",
            usage_plan_id=plan.ref,
        )

    def _pages(self, site: Site) -> cloudfront.BehaviorOptions:
        headers = cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=content_security_policy(), override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=_ONE_YEAR, include_subdomains=True, override=True
                ),
            ),
        )
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(site.files),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            response_headers_policy=headers,
            function_associations=[self._before_request("ToSite", "to_site.js")],
            compress=True,
        )

    def _apis(
        self, rest: CasinoRestApi, websocket: CasinoWebSocketApi, key: secretsmanager.Secret
    ) -> dict[str, cloudfront.BehaviorOptions]:
        headers = {_KEY_HEADER: key.secret_value.unsafe_unwrap()}
        to_rest = origins.HttpOrigin(rest.host, custom_headers=headers)
        to_websocket = origins.HttpOrigin(websocket.host, custom_headers=headers)
        to_platform = self._before_request("ToPlatform", "to_platform.js")
        # By a tag of an answer nobody asks whether it still holds more often than once a minute.
        catalogue = cloudfront.CachePolicy(
            self,
            "Catalogue",
            comment=f"What the catalogue says, for as long as it says ({self._config.name})",
            min_ttl=Duration.seconds(0),
            default_ttl=Duration.seconds(0),
            max_ttl=_LONGEST_KEPT,
            query_string_behavior=cloudfront.CacheQueryStringBehavior.all(),
            # Answers name the origin that asked.
            header_behavior=cloudfront.CacheHeaderBehavior.allow_list("Origin"),
            enable_accept_encoding_gzip=True,
            enable_accept_encoding_brotli=True,
        )

        def behaviour(
            origin: cloudfront.IOrigin,
            *,
            kept: cloudfront.ICachePolicy = cloudfront.CachePolicy.CACHING_DISABLED,
        ) -> cloudfront.BehaviorOptions:
            return cloudfront.BehaviorOptions(
                origin=origin,
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
                allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
                cache_policy=kept,
                # API Gateway knows itself by its own name alone.
                origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                function_associations=[to_platform],
                compress=True,
            )

        return {
            SOCKET_PATH: behaviour(to_websocket),
            "/v1/games*": behaviour(to_rest, kept=catalogue),
            "/v1/*": behaviour(to_rest),
        }

    def _before_request(self, name: str, file: str) -> cloudfront.FunctionAssociation:
        code = (_HERE / file).read_text()
        for word, meant in (("__STAGE__", self._config.name), ("__SOCKET_PATH__", SOCKET_PATH)):
            code = code.replace(word, meant)
        return cloudfront.FunctionAssociation(
            event_type=cloudfront.FunctionEventType.VIEWER_REQUEST,
            function=cloudfront.Function(
                self,
                name,
                code=cloudfront.FunctionCode.from_inline(code),
                runtime=cloudfront.FunctionRuntime.JS_2_0,
            ),
        )

    def _name(self, domain: Domain) -> None:
        zone = route53.HostedZone.from_hosted_zone_attributes(
            self, "Zone", hosted_zone_id=domain.zone_id, zone_name=domain.zone
        )
        target = route53.RecordTarget.from_alias(targets.CloudFrontTarget(self._distribution))
        for record in (route53.ARecord, route53.AaaaRecord):
            record(self, record.__name__, zone=zone, record_name=domain.name, target=target)

    def _explain(self) -> None:
        acknowledge(
            self._distribution,
            "CFR1",
            "Where play is allowed is decided for each account, by the country it is opened in.",
        )
        acknowledge(
            self._distribution,
            "CFR3",
            "CloudFront's log has query strings, and a ticket is in one. Who called the APIs is in "
            "theirs, and what was refused before them is in the firewall's, which leaves both out.",
        )
        if not self._config.domain:
            acknowledge(
                self._distribution,
                "CFR4",
                "The stage has CloudFront's own domain name, whose certificate fixes the "
                "protocols; browsers that speak TLS 1.2 or newer use it.",
            )
