"""The stacks of a stage: what it keeps, each context's functions, and the doors to them.

What a stack hands to another is exported, and CloudFormation lets nobody change or remove an export
that is in use. So only the state is handed on: tables, queues, the addresses of the APIs, which no
deployment changes. Functions are known to the doors by names that are agreed, and layers, of which
every deployment may make a new version, belong to the stack that uses them. What CloudFront takes
from one region alone is in a stack there, and read instead of imported (`infra.front.worldwide`).
"""

from functools import cached_property
from typing import Final

from aws_cdk import Environment, RemovalPolicy, Stack
from aws_cdk import aws_logs as logs
from constructs import Construct, IConstruct

from infra.config import WORLDWIDE_REGION, StageConfig
from infra.shared.layers import Layers, Packages
from infra.shared.shifting import Shifting

_KEPT: Final = "What must stay as it is, whatever is deployed"
_DOORS: Final = "The ways in"
_WORLDWIDE: Final = "What stands before the ways in, all over the world"


def exported(value: str, *, by: IConstruct) -> str:
    """Return the name by which other stacks import a value, which is how cdk-nag tells of it."""
    stack = Stack.of(by)
    imported: dict[str, str] = stack.resolve(stack.export_value(value))
    return imported["Fn::ImportValue"]


def title_of(function: IConstruct) -> str:
    """Return what a function's alarms and dead letters begin with, such as ``TablesPlaceBet``."""
    return Stack.of(function).stack_name.rpartition("-")[2] + function.node.id


class FunctionsStack(Stack):
    """One context's functions, and the layers that they run on."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: StageConfig,
        packages: Packages,
        description: str,
    ) -> None:
        super().__init__(scope, construct_id, description=description)
        self.packages = packages
        self.layers = Layers(self, "Layers", packages)
        self._config = config

    @cached_property
    def shifting(self) -> Shifting | None:
        """What moves requests to new versions of functions; nothing, where that is done at once."""
        if self._config.deployments == "at_once":
            return None
        return Shifting(self, "Shifting", self._config)


class Stacks:
    """All stacks of a stage, made as they are asked for, and deployed in the order of the above."""

    def __init__(self, scope: Construct, config: StageConfig, packages: Packages) -> None:
        self._scope = scope
        self._config = config
        self._packages = packages
        self._functions: dict[str, FunctionsStack] = {}
        self.state = Stack(
            scope,
            self._name("State"),
            description=self._description(_KEPT),
            termination_protection=config.keeps_data,
        )

    @cached_property
    def edge(self) -> Stack:
        """The doors, which open when everything behind them is there."""
        return Stack(self._scope, self._name("Edge"), description=self._description(_DOORS))

    @cached_property
    def worldwide(self) -> Stack:
        """What CloudFront takes from `WORLDWIDE_REGION` alone."""
        stack = Stack(
            self._scope,
            self._name("Worldwide"),
            description=self._description(_WORLDWIDE),
            env=Environment(region=WORLDWIDE_REGION),
        )
        self.edge.add_stack_dependency(stack)
        return stack

    @cached_property
    def deployment_log(self) -> logs.LogGroup:
        """What CDK's own functions log that run at deployment only."""
        return logs.LogGroup(
            self.edge,
            "DeploymentLog",
            retention=self._config.log_retention,
            removal_policy=RemovalPolicy.DESTROY,
        )

    @property
    def all(self) -> tuple[Stack, ...]:
        """Every stack there is by now, in the order of deployment."""
        before = (self.worldwide,) if self._config.has_front else ()
        return (self.state, *self._functions.values(), *before, self.edge)

    def functions(self, context: str) -> FunctionsStack:
        """Return the stack of one context's functions, as ``functions/`` names it."""
        if context not in self._functions:
            stack = FunctionsStack(
                self._scope,
                self._name("".join(part.capitalize() for part in context.split("_"))),
                config=self._config,
                packages=self._packages,
                description=self._description(f"The functions of {context}"),
            )
            stack.add_stack_dependency(self.state)
            self.edge.add_stack_dependency(stack)
            self._functions[context] = stack
        return self._functions[context]

    def _name(self, part: str) -> str:
        return f"Croupier-{self._config.name}-{part}"

    def _description(self, part: str) -> str:
        return f"Croupier, an online casino, stage {self._config.name}. {part}."
