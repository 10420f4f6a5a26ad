"""The player site: files in S3, which CloudFront alone reads."""

from collections.abc import Mapping
from typing import Final

from aws_cdk import DefaultStackSynthesizer, Duration, Stack
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.config import Builds, ConfigurationError
from infra.shared.acknowledgements import acknowledge
from infra.shared.platform import Platform

_ONE_YEAR: Final = Duration.days(365)
# The build names these files after their content.
_HASHED_FILES: Final = "assets/*"

_UPLOADER_ACTIONS: Final = ("GetBucket*", "GetObject*", "List*", "Abort*", "DeleteObject*")


class Site(Construct):
    """A private bucket, and what is uploaded to it.

    Attributes
    ----------
    files : s3.Bucket

    Raises
    ------
    ConfigurationError
        If the site has not been built.
    """

    def __init__(
        self, scope: Construct, construct_id: str, platform: Platform, builds: Builds
    ) -> None:
        super().__init__(scope, construct_id)
        if not (builds.site / "index.html").is_file():
            raise ConfigurationError(
                f"{builds.site} holds no built player site.\nBuild it first: npm --prefix web ci "
                "&& npm --prefix web run build"
            )
        self._platform = platform
        self._site = builds.site
        self.files = s3.Bucket(
            self,
            "Files",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            removal_policy=platform.config.removal_policy,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        )
        acknowledge(self.files, "S1", "What is in it is public, and CloudFront alone may read it.")

    def publish(self, endpoints: Mapping[str, str]) -> None:
        """Upload the site, and tell it where its platform is."""
        config_file = deployment.Source.json_data(
            "config.json", {"stage": self._platform.config.name, **endpoints}
        )
        site = deployment.Source.asset(str(self._site))
        hashed = deployment.BucketDeployment(
            self,
            "HashedFiles",
            destination_bucket=self.files,
            sources=[site],
            exclude=["*"],
            include=[_HASHED_FILES],
            cache_control=[
                deployment.CacheControl.max_age(_ONE_YEAR),
                deployment.CacheControl.immutable(),
            ],
            # Pages that are open while we deploy still ask for the files of their own build.
            prune=False,
            log_group=self._platform.stacks.deployment_log,
        )
        pages = deployment.BucketDeployment(
            self,
            "Pages",
            destination_bucket=self.files,
            sources=[site, config_file],
            exclude=[_HASHED_FILES],
            cache_control=[deployment.CacheControl.no_cache()],
            prune=False,
            log_group=self._platform.stacks.deployment_log,
        )
        # A page must not be there before the files it names.
        pages.node.add_dependency(hashed)
        self._explain_uploads(Stack.of(self))

    def _explain_uploads(self, uploader: Stack) -> None:
        reason = "CDK's own uploader, which runs at deployment only, from its assets to this site."
        assets = f"cdk-{DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets"
        managed = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
        findings = [
            "L1",
            f"IAM4[Policy::{managed}]",
            *(f"IAM5[Action::s3:{action}]" for action in _UPLOADER_ACTIONS),
            f"IAM5[Resource::<{_logical_id(self.files)}.Arn>/*]",
            f"IAM5[Resource::arn:<AWS::Partition>:s3:::{assets}-<AWS::AccountId>-<AWS::Region>/*]",
        ]
        for construct in uploader.node.children:
            if construct.node.id.startswith("Custom::CDKBucketDeployment"):
                for finding in findings:
                    acknowledge(construct, finding, reason)


def _logical_id(bucket: s3.Bucket) -> str:
    resource = bucket.node.default_child
    if not isinstance(resource, s3.CfnBucket):
        raise TypeError("the bucket has another shape than expected")
    return str(Stack.of(bucket).resolve(resource.logical_id))
