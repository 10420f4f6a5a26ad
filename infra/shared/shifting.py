"""How requests move from one version of a function to the next: a tenth first, and back again."""

from typing import Final

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from casino.lambdas.observability import Edge
from infra.config import StageConfig
from infra.shared.acknowledgements import acknowledge
from infra.shared.metrics import alarm_name, unforeseen

_PACE: Final = codedeploy.LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES


class Shifting(Construct):
    """What CodeDeploy needs in a stack whose functions change gradually."""

    def __init__(self, scope: Construct, construct_id: str, config: StageConfig) -> None:
        super().__init__(scope, construct_id)
        # What nobody foresaw is counted by edge, for all functions together.
        self._alarms = [
            cloudwatch.Alarm.from_alarm_name(
                self, each.title(), alarm_name(config.name, unforeseen(each))
            )
            for each in Edge
        ]
        self._application = codedeploy.LambdaApplication(self, "Application")
        self._role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("codedeploy.amazonaws.com"),
            description="Moves requests from one version of a function to the next",
        )
        acknowledge(
            self._role,
            "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
            "AWSCodeDeployRoleForLambdaLimited]",
            "CodeDeploy's own policy for functions: aliases to move, and alarms to look at.",
        )

    def move(self, alias: lambda_.Alias, *, unless: cloudwatch.IAlarm) -> None:
        """Have an alias come to its new version gradually, and back if an alarm rings."""
        codedeploy.LambdaDeploymentGroup(
            self,
            f"{alias.node.id}Group",
            application=self._application,
            role=self._role,
            alias=alias,
            deployment_config=_PACE,
            alarms=[unless, *self._alarms],
            auto_rollback=codedeploy.AutoRollbackConfig(
                failed_deployment=True, stopped_deployment=True, deployment_in_alarm=True
            ),
        )
