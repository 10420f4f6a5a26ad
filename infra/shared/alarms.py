"""What somebody must be told about, and where it says what to do then."""

from collections.abc import Sequence
from typing import Any, Final

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct, IConstruct

from casino.lambdas.observability import Edge, Metric
from infra.config import StageConfig
from infra.shared.metrics import alarm_name, counted, unforeseen
from infra.shared.stacks import Stacks, title_of

# What players wait for without wondering whether it was taken.
_SLOW_MILLISECONDS: Final = 1_000


class Alarms(Construct):
    """A topic for whoever is on call in each region, and the alarms that speak through it.

    Each alarm is in the stack of what it watches, and so in its region, whose topics alone it can
    speak through. It has a name that tells stage and fault, and a
    description that ends with its runbook, which is a file in ``docs/runbooks``.

    Attributes
    ----------
    names : list of str
        Those of all alarms so far in the stage's own region.
    """

    def __init__(
        self, scope: Construct, construct_id: str, config: StageConfig, stacks: Stacks
    ) -> None:
        super().__init__(scope, construct_id)
        self._stacks = stacks
        self._config = config
        self._stage = config.name
        self.names: list[str] = []
        self._on_call = {Stack.of(self).region: self._on_call_in(self)}
        self._unforeseen()
        self._throttled()

    def _on_call_in(self, scope: Construct) -> sns.Topic:
        topic = sns.Topic(scope, "Topic", enforce_ssl=True)
        # A topic lets its own account publish until it has a policy, and now it has one.
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                sid="LetAlarmsSpeak",
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(scope).account}},
            )
        )
        if self._config.alarm_email:
            topic.add_subscription(subscriptions.EmailSubscription(self._config.alarm_email))
        return topic

    def dead_letters(self, name: str, queue: sqs.IQueue) -> None:
        """Tell of the first message that nobody could handle."""
        self.above(
            f"{name}DeadLetters",
            queue.metric_approximate_number_of_messages_visible(
                period=Duration.minutes(1), statistic="Maximum"
            ),
            0,
            f"{name}: something was given up that nobody could handle",
            runbook="dead-letters",
            beside=queue,
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
            runbook="queue-waiting",
            beside=queue,
            minutes=3,
        )

    def lagging(self, function: lambda_.IFunction, seconds: int) -> None:
        """Tell of a stream consumer that falls behind."""
        title = title_of(function)
        self.above(
            f"{title}Lagging",
            function.metric("IteratorAge", period=Duration.minutes(1), statistic="Maximum"),
            seconds * 1000,
            f"{title} handles records that are older than {seconds} s",
            runbook="stream-lagging",
            minutes=3,
            beside=function,
        )

    def failing(self, function: lambda_.IFunction) -> cloudwatch.Alarm:
        """Tell of a function whose invocations end in errors."""
        title = title_of(function)
        return self.above(
            f"{title}Failing",
            function.metric_errors(period=Duration.minutes(1), statistic="Sum"),
            0,
            f"Invocations of {title} crash or run out of time or memory",
            runbook="function-failing",
            minutes=2,
            beside=function,
        )

    def slow(
        self,
        name: str,
        latency: cloudwatch.Metric,
        *,
        beside: IConstruct,
        milliseconds: int = _SLOW_MILLISECONDS,
    ) -> None:
        """Tell when one in a hundred waits too long.

        Parameters
        ----------
        latency : cloudwatch.Metric
            Milliseconds, with everything that a player waits for but the network.
        """
        self.above(
            f"{name}Slow",
            latency.with_(period=Duration.minutes(1), statistic="p99"),
            milliseconds,
            f"{name}: one in a hundred waits for more than {milliseconds} ms",
            runbook="slow",
            beside=beside,
            minutes=5,
        )

    def tables(self, tables: Sequence[dynamodb.ITable]) -> None:
        """Tell of requests that DynamoDB refuses or fails at, at any of these tables.

        DynamoDB counts both by table and operation, so one query adds up what would be more
        metrics than an alarm can name.
        """
        ours = " OR ".join(f"TableName = '{table.table_name}'" for table in tables)
        for name, metric_name, description, runbook in (
            (
                "TablesThrottled",
                "ThrottledRequests",
                "DynamoDB refuses requests because a table or a key is too busy",
                "tables-throttled",
            ),
            ("TablesFailing", "SystemErrors", "DynamoDB fails at requests", "tables-failing"),
        ):
            query = (
                f"SELECT SUM({metric_name}) "  # noqa: S608 - CloudWatch's, of names of our own
                f'FROM SCHEMA("AWS/DynamoDB", Operation, TableName) WHERE {ours}'
            )
            self.above(
                name,
                cloudwatch.MathExpression(
                    expression=query, using_metrics={}, period=Duration.minutes(1)
                ),
                0,
                description,
                runbook=runbook,
                minutes=3,
            )

    def _unforeseen(self) -> None:
        """Tell of errors that the edges had no answer for, and answered or retried all the same."""
        for edge, minutes in ((Edge.REST, 1), (Edge.WEBSOCKET, 1), (Edge.QUEUES, 3)):
            self.above(
                unforeseen(edge),
                counted(self._stage, Metric.UNFORESEEN_ERRORS, edge),
                0,
                f"Errors that nobody foresaw, at the {edge} edge",
                runbook="unforeseen-errors",
                minutes=minutes,
            )

    def _throttled(self) -> None:
        """Tell when Lambda refuses to run functions.

        None of ours has a share of its own of the account's concurrency. So whoever is refused, all
        are, and the account's one number speaks for every function that is and will be.
        """
        self.above(
            "FunctionsThrottled",
            lambda_.Function.metric_all_throttles(period=Duration.minutes(1), statistic="Sum"),
            0,
            "Lambda refuses to run functions of this account",
            runbook="functions-throttled",
            minutes=3,
        )

    def missing(self, name: str, metric: Metric, description: str, *, runbook: str) -> None:
        """Tell when functions have counted nothing, not even none, for 26 hours."""
        self._alarm(
            name,
            metric=counted(self._stage, metric).with_(
                period=Duration.hours(1), statistic=cloudwatch.Stats.SAMPLE_COUNT
            ),
            threshold=1,
            evaluation_periods=26,
            comparison_operator=cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            # What is not done leaves no number behind.
            treat_missing_data=cloudwatch.TreatMissingData.BREACHING,
            description=description,
            runbook=runbook,
            beside=self._stacks.functions(metric.service),
        )

    def any_of(self, metric: Metric, description: str, *, runbook: str, minutes: int = 1) -> None:
        """Tell when functions count some of what there should be none of."""
        self.above(
            metric,
            counted(self._stage, metric),
            0,
            description,
            runbook=runbook,
            minutes=minutes,
            beside=self._stacks.functions(metric.service),
        )

    def above(
        self,
        name: str,
        metric: cloudwatch.IMetric,
        threshold: float,
        description: str,
        *,
        runbook: str,
        minutes: int = 1,
        beside: IConstruct | None = None,
    ) -> cloudwatch.Alarm:
        """Tell when a metric stays above a threshold for some minutes on end.

        Parameters
        ----------
        runbook : str
            A file in ``docs/runbooks``, without its ending.
        beside : IConstruct, optional
            What the alarm watches, and comes and goes with; by itself, what every stage keeps.
        """
        return self._alarm(
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=minutes,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
            description=description,
            runbook=runbook,
            beside=beside,
        )

    def _alarm(
        self,
        name: str,
        *,
        description: str,
        runbook: str,
        beside: IConstruct | None,
        **properties: Any,
    ) -> cloudwatch.Alarm:
        stack = Stack.of(beside or self)
        if stack.region not in self._on_call:
            self._on_call[stack.region] = self._on_call_in(Construct(stack, self.node.id))
        alarm = cloudwatch.Alarm(
            stack,
            f"{name}Alarm",
            alarm_name=alarm_name(self._stage, name),
            alarm_description=f"{description}. Runbook: docs/runbooks/{runbook}.md",
            **properties,
        )
        alarm.add_alarm_action(actions.SnsAction(self._on_call[stack.region]))
        # A dashboard's list of alarms is one region's.
        if stack.region == Stack.of(self).region:
            self.names.append(alarm_name(self._stage, name))
        return alarm
