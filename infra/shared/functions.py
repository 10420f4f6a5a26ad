"""Lambda functions, each with its own role, its own log and nothing more than it needs."""

from collections.abc import Mapping, Sequence

from aws_cdk import Duration, IgnoreMode
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.config import ROOT
from infra.shared.acknowledgements import acknowledge
from infra.shared.platform import Platform
from infra.shared.runtime import ARCHITECTURE, RUNTIME


class CasinoFunction(lambda_.Function):
    """The function of one use case, or of one context's REST routes.

    Parameters
    ----------
    scope : Construct
        The context's construct.
    platform : Platform
    handler : str
        ``<context>.<module>`` below ``functions/``.
    memory : int
        MiB. Lambda gives CPU in proportion: 1,769 MiB are one whole core.
    timeout_seconds : int
    environment : mapping, optional
        Beside what every function is told, and what its grants tell it.
    """

    def __init__(
        self,
        scope: Construct,
        platform: Platform,
        handler: str,
        *,
        memory: int = 512,
        timeout_seconds: int = 10,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        context, module = handler.split(".")
        construct_id = "".join(part.capitalize() for part in module.split("_"))
        log_group = logs.LogGroup(
            scope,
            f"{construct_id}Log",
            retention=platform.config.log_retention,
            removal_policy=platform.config.removal_policy,
        )
        role = iam.Role(
            scope,
            f"{construct_id}Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"What {handler} may do",
        )
        super().__init__(
            scope,
            construct_id,
            code=_code_of(context),
            handler=f"functions.{handler}.handler",
            description=f"Croupier {handler} ({platform.config.name})",
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            layers=platform.layers.all,
            memory_size=memory,
            timeout=Duration.seconds(timeout_seconds),
            tracing=lambda_.Tracing.ACTIVE,
            log_group=log_group,
            role=role,
            environment={
                "CROUPIER_STAGE": platform.config.name,
                "POWERTOOLS_SERVICE_NAME": context,
                "POWERTOOLS_METRICS_NAMESPACE": "Croupier",
                "POWERTOOLS_LOG_LEVEL": "INFO",
                **(environment or {}),
            },
        )
        self.execution_role = role
        log_group.grant_write(role)
        acknowledge(
            role,
            "IAM5[Resource::*]",
            "X-Ray's PutTraceSegments and PutTelemetryRecords, and DynamoDB's ListStreams for "
            "functions that read a stream, know no resources.",
        )
        acknowledge(
            self,
            "L1",
            "Python 3.13 is a supported runtime, and the one that the locked wheels of the "
            "dependencies layer are built and tested for.",
        )

    def allow(self, actions: Sequence[str], *resources: str) -> None:
        """Let the function do something to these resources."""
        self.add_to_role_policy(
            iam.PolicyStatement(actions=list(actions), resources=list(resources))
        )


def _code_of(context: str) -> lambda_.AssetCode:
    """Pack one context's handlers under their import names, and nothing of the others.

    Patterns are read as in .gitignore, and folders that a pattern ignores as a whole are never
    walked, so that hashing the repository stays a matter of milliseconds.
    """
    return lambda_.Code.from_asset(
        str(ROOT),
        ignore_mode=IgnoreMode.GIT,
        exclude=[
            "/*",
            "!/functions",
            "/functions/*",
            "!/functions/__init__.py",
            f"!/functions/{context}",
            "__pycache__",
            "*.md",
        ],
    )
