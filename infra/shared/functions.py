"""Lambda functions, each with its own role, its own log and nothing more than it needs."""

from collections.abc import Mapping, Sequence
from typing import Final

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

from infra.config import StageConfig
from infra.shared.acknowledgements import acknowledge
from infra.shared.metrics import namespace
from infra.shared.platform import Platform
from infra.shared.runtime import ARCHITECTURE, RUNTIME

WRITES_THE_LEDGER: Final = frozenset(
    {
        "accounts.api",
        "instant.api",
        "payments.api",
        "payments.sweep_payments",
        "safer_gambling.api",
        "tables.api",
        "tables.cash_out",
        "tables.decide_hand",
        "tables.place_bet",
        "tables.settle_round",
    }
)
"""Functions whose faults would be written where nothing is taken back: a new version of one gets a
part of the requests first, and none if an alarm rings."""

_LIVE: Final = "live"


def function_name(config: StageConfig, handler: str) -> str:
    """Return what a function is called, whether it is there yet or not."""
    return f"Croupier-{config.name}-{handler.replace('.', '-')}"


def called_name(config: StageConfig, handler: str) -> str:
    """Return what a function is called by whoever invokes it, which may be by an alias."""
    name = function_name(config, handler)
    return f"{name}:{_LIVE}" if config.has_aliases and handler in WRITES_THE_LEDGER else name


def admit_pages(function: lambda_.Function, config: StageConfig) -> None:
    """Tell a function whose pages may call it: those of the front, and of these origins."""
    if config.allowed_origins:
        function.add_environment("ALLOWED_ORIGINS", ",".join(config.allowed_origins))
    if config.has_front:
        function.add_environment("BEHIND_FRONT", "true")


class CasinoFunction(lambda_.Function):
    """The function of one use case, or of one context's REST routes.

    Parameters
    ----------
    handler : str
        ``<context>.<module>`` below ``functions/``; the context says which stack it is in.
    memory : int
        MiB. Lambda gives CPU in proportion: 1,769 MiB are one whole core.
    sends_to_itself : bool
        Whether what it queues comes back to it. Lambda takes more than sixteen turns of that for a
        mistake, and stops them, unless it is told.
    environment : mapping, optional
        Beside what every function is told, and what its grants tell it.

    Attributes
    ----------
    called : IFunction
        What is invoked by routes, queues and timers: the function, or the alias whose version
        CodeDeploy changes.
    """

    called: lambda_.IFunction

    def __init__(
        self,
        platform: Platform,
        handler: str,
        *,
        memory: int = 512,
        timeout_seconds: int = 10,
        sends_to_itself: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        context, module = handler.split(".")
        stack = platform.stacks.functions(context)
        construct_id = "".join(part.capitalize() for part in module.split("_"))
        log_group = logs.LogGroup(
            stack,
            f"{construct_id}Log",
            retention=platform.config.log_retention,
            removal_policy=platform.config.removal_policy,
        )
        role = iam.Role(
            stack,
            f"{construct_id}Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"What {handler} may do",
        )
        super().__init__(
            stack,
            construct_id,
            function_name=function_name(platform.config, handler),
            code=stack.packages.handlers(context),
            handler=f"functions.{handler}.handler",
            description=f"Croupier {handler} ({platform.config.name})",
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            layers=stack.layers.all,
            memory_size=memory,
            timeout=Duration.seconds(timeout_seconds),
            tracing=lambda_.Tracing.ACTIVE,
            recursive_loop=lambda_.RecursiveLoop.ALLOW if sends_to_itself else None,
            log_group=log_group,
            role=role,
            environment={
                "CROUPIER_STAGE": platform.config.name,
                "POWERTOOLS_SERVICE_NAME": context,
                "POWERTOOLS_METRICS_NAMESPACE": namespace(platform.config.name),
                "POWERTOOLS_LOG_LEVEL": "INFO",
                **(environment or {}),
            },
        )
        self.handler_name = handler
        self.execution_role = role
        self.called = self
        if handler in WRITES_THE_LEDGER:
            crashes = platform.alarms.failing(self)
            if platform.config.has_aliases:
                self.called = alias = lambda_.Alias(
                    stack, f"{construct_id}Live", alias_name=_LIVE, version=self.current_version
                )
                if stack.shifting:
                    stack.shifting.move(alias, unless=crashes)
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
