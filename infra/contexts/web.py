"""The player site, for AWS stages: files in S3, served by CloudFront."""

from typing import Final

from aws_cdk import DefaultStackSynthesizer, Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.config import Builds, ConfigurationError, StageConfig
from infra.shared.acknowledgements import acknowledge
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.stacks import exported
from infra.shared.websocket_api import CasinoWebSocketApi
from infra.site_policy import content_security_policy

_ONE_YEAR: Final = Duration.days(365)
# The build names these files after their content.
_HASHED_FILES: Final = "assets/*"

_UPLOADER_ACTIONS: Final = ("GetBucket*", "GetObject*", "List*", "Abort*", "DeleteObject*")


class Web(Construct):
    """A private bucket, and the distribution that alone may read it."""

    def __init__(
        self, scope: Construct, construct_id: str, config: StageConfig, builds: Builds
    ) -> None:
        super().__init__(scope, construct_id)
        if not (builds.site / "index.html").is_file():
            raise ConfigurationError(
                f"{builds.site} holds no built player site.\nBuild it first: npm --prefix web ci "
                "&& npm --prefix web run build"
            )
        self._config = config
        self._site = builds.site
        self._logs = self._bucket("Logs", access_logs=True)
        self._files = self._bucket("Files")
        self._headers = self._security_headers()
        self._distribution = self._distribute()
        self.origin = f"https://{self._distribution.distribution_domain_name}"

    def publish(
        self, platform: Platform, rest: CasinoRestApi, websocket: CasinoWebSocketApi
    ) -> None:
        """Upload the site, and let it talk to its own stage and to nobody else."""
        doors = Construct(platform.stacks.edge, self.node.id)
        resource = self._headers.node.default_child
        if not isinstance(resource, cloudfront.CfnResponseHeadersPolicy):
            raise TypeError("the headers policy has another shape than expected")
        # The APIs allow the site's origin and the site allows the APIs': whichever comes second
        # completes the first.
        resource.add_property_override(
            "ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy",
            {
                "ContentSecurityPolicy": content_security_policy([rest.origin, websocket.origin]),
                "Override": True,
            },
        )
        config_file = deployment.Source.json_data(
            "config.json",
            {
                "stage": self._config.name,
                "rest_url": rest.url,
                "websocket_url": websocket.url,
            },
        )
        log_group = logs.LogGroup(
            doors,
            "UploadLog",
            retention=self._config.log_retention,
            removal_policy=RemovalPolicy.DESTROY,
        )
        site = deployment.Source.asset(str(self._site))
        hashed = deployment.BucketDeployment(
            doors,
            "HashedFiles",
            destination_bucket=self._files,
            sources=[site],
            exclude=["*"],
            include=[_HASHED_FILES],
            cache_control=[
                deployment.CacheControl.max_age(_ONE_YEAR),
                deployment.CacheControl.immutable(),
            ],
            # Pages that are open while we deploy still ask for the files of their own build.
            prune=False,
            log_group=log_group,
        )
        pages = deployment.BucketDeployment(
            doors,
            "Pages",
            destination_bucket=self._files,
            sources=[site, config_file],
            exclude=[_HASHED_FILES],
            cache_control=[deployment.CacheControl.no_cache()],
            prune=False,
            log_group=log_group,
        )
        # A page must not be there before the files it names.
        pages.node.add_dependency(hashed)
        self._explain_uploads(platform.stacks.edge)

    def _bucket(self, construct_id: str, *, access_logs: bool = False) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            construct_id,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            removal_policy=self._config.removal_policy,
            # CloudFront writes its logs by ACL.
            object_ownership=(
                s3.ObjectOwnership.BUCKET_OWNER_PREFERRED
                if access_logs
                else s3.ObjectOwnership.BUCKET_OWNER_ENFORCED
            ),
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(90))]
            if access_logs
            else None,
            server_access_logs_bucket=None if access_logs else self._logs,
            server_access_logs_prefix=None if access_logs else "files/",
        )
        if access_logs:
            acknowledge(bucket, "S1", "This is where the access logs go.")
        return bucket

    def _security_headers(self) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
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

    def _distribute(self) -> cloudfront.Distribution:
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"Croupier player site ({self._config.name})",
            default_root_object="index.html",
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(self._files),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                response_headers_policy=self._headers,
                compress=True,
            ),
            # The page's own router knows the other paths. S3 answers 403 for what it has not got,
            # because nobody may list the bucket.
            error_responses=[
                cloudfront.ErrorResponse(
                    http_status=status,
                    response_http_status=200,
                    response_page_path="/index.html",
                    ttl=Duration.seconds(0),
                )
                for status in (403, 404)
            ],
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            enable_logging=True,
            log_bucket=self._logs,
            log_file_prefix="site/",
        )
        acknowledge(
            distribution,
            "CFR1",
            "Where play is allowed is decided for each account, by the country it is opened in.",
        )
        acknowledge(
            distribution,
            "CFR2",
            "Only static files are served from here; the web ACL stands before the API.",
        )
        acknowledge(
            distribution,
            "CFR4",
            "The stage has CloudFront's own domain name, whose certificate fixes the protocols; "
            "browsers that speak TLS 1.2 or newer use it.",
        )
        return distribution

    def _explain_uploads(self, uploader: Stack) -> None:
        reason = "CDK's own uploader, which runs at deployment only, from its assets to this site."
        assets = f"cdk-{DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets"
        managed = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
        findings = [
            "L1",
            f"IAM4[Policy::{managed}]",
            *(f"IAM5[Action::s3:{action}]" for action in _UPLOADER_ACTIONS),
            f"IAM5[Resource::{exported(self._files.bucket_arn, by=self)}/*]",
            f"IAM5[Resource::arn:<AWS::Partition>:s3:::{assets}-<AWS::AccountId>-<AWS::Region>/*]",
        ]
        for construct in uploader.node.children:
            if construct.node.id.startswith("Custom::CDKBucketDeployment"):
                for finding in findings:
                    acknowledge(construct, finding, reason)
