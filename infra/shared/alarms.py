"""What somebody must be told about."""

from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.config import StageConfig


class Alarms(Construct):
    """A topic for whoever is on call, and the alarms that speak through it."""

    def __init__(self, scope: Construct, construct_id: str, config: StageConfig) -> None:
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Topic", enforce_ssl=True)
        # A topic lets its own account publish until it has a policy, and now it has one.
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                sid="LetAlarmsSpeak",
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[self.topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(self).account}},
            )
        )
        if config.alarm_email:
            self.topic.add_subscription(subscriptions.EmailSubscription(config.alarm_email))
        self._unforeseen()

    def dead_letters(self, name: str, queue: sqs.IQueue) -> None:
        """Tell of the first message that nobody could handle."""
        self.above(
            f"{name}DeadLetters",
            queue.metric_approximate_number_of_messages_visible(
                period=Duration.minutes(1), statistic="Maximum"
            ),
            0,
            f"{name}: messages were given up; `python -m croupier dead-letters` reads and redrives",
        )

    def waiting(self, name: str, queue: sqs.IQueue, seconds: int) -> None:
        """Tell of work that lies in a queue."""
        self.above(
            f"{name}Waiting",
            queue.metric_approximate_age_of_oldest_message(
                period=Duration.minutes(1), statistic="Maximum"
            ),
            seconds,
            f"{name}: the oldest message has waited for more than {seconds} s",
            minutes=3,
        )

    def lagging(self, name: str, function: lambda_.IFunction, seconds: int) -> None:
        """Tell of a stream consumer that falls behind."""
        self.above(
            f"{name}Lagging",
            function.metric("IteratorAge", period=Duration.minutes(1), statistic="Maximum"),
            seconds * 1000,
            f"{name}: records are handled more than {seconds} s after they were written",
            minutes=3,
        )

    def failing(self, name: str, function: lambda_.IFunction) -> None:
        """Tell of a function whose invocations end in errors."""
        self.above(
            f"{name}Failing",
            function.metric_errors(period=Duration.minutes(1), statistic="Sum"),
            0,
            f"{name}: invocations fail; every error that we foresee is answered, so these are not",
            minutes=2,
        )

    def _unforeseen(self) -> None:
        """Tell of errors that the edges had no answer for, and answered or retried all the same."""
        for edge, minutes in (("rest", 1), ("websocket", 1), ("queues", 3)):
            self.above(
                f"Unforeseen{edge.title()}",
                _counted("UnforeseenErrors", edge),
                0,
                f"errors that nobody foresaw ({edge}); the functions' logs have them, by that name",
                minutes=minutes,
            )

    def missing(self, name: str, metric_name: str, description: str, *, context: str) -> None:
        """Tell when a context's functions have counted nothing, not even none, for 26 hours."""
        self._alarm(
            name,
            metric=_counted(
                metric_name,
                context,
                period=Duration.hours(1),
                statistic=cloudwatch.Stats.SAMPLE_COUNT,
            ),
            threshold=1,
            evaluation_periods=26,
            comparison_operator=cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            # What is not done leaves no number behind.
            treat_missing_data=cloudwatch.TreatMissingData.BREACHING,
            description=description,
        )

    def counted(
        self,
        metric_name: str,
        threshold: float,
        description: str,
        *,
        context: str,
        minutes: int = 1,
    ) -> None:
        """Tell when a context's functions count more of something than that in a minute."""
        metric = _counted(metric_name, context)
        self.above(metric_name, metric, threshold, description, minutes=minutes)

    def above(
        self,
        name: str,
        metric: cloudwatch.IMetric,
        threshold: float,
        description: str,
        *,
        minutes: int = 1,
    ) -> None:
        """Tell when a metric stays above a threshold for some minutes on end."""
        self._alarm(
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=minutes,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
            description=description,
        )

    def _alarm(self, name: str, *, description: str, **properties: Any) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            alarm_description=f"[{Stack.of(self).stack_name}] {description}",
            **properties,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))


def _counted(
    metric_name: str,
    service: str,
    *,
    period: Duration | None = None,
    statistic: str = cloudwatch.Stats.SUM,
) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="Croupier",
        metric_name=metric_name,
        dimensions_map={"service": service},
        period=period or Duration.minutes(1),
        statistic=statistic,
    )
