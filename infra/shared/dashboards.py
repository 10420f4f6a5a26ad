"""Two dashboards: how the house does, and how the machine does."""

from collections.abc import Sequence
from typing import Final

from aws_cdk import ArnFormat, Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from casino.lambdas.observability import Edge, Metric
from infra.front.firewall import Firewall
from infra.shared.metrics import counted, namespace
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.websocket_api import CasinoWebSocketApi

_COLUMNS: Final = 24
_MINUTE: Final = Duration.minutes(1)
_HOUR: Final = Duration.hours(1)

_Rows = Sequence[Sequence[cloudwatch.IWidget]]


class Dashboards(Construct):
    """What to look at by day, and when an alarm has rung.

    Functions, tables and queues are searched for by their names, which CloudFormation begins with
    the stack's. So nothing here depends on the stacks that they are in, and what is new is shown as
    soon as it does something.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        platform: Platform,
        *,
        rest: CasinoRestApi,
        websocket: CasinoWebSocketApi,
        players: cognito.IUserPoolClient,
        user_pool: cognito.IUserPool,
        firewall: Firewall | None,
    ) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self._stage = platform.config.name
        self._rest = rest
        self._firewall = firewall
        self._websocket = websocket
        self._players = {
            "UserPool": user_pool.user_pool_id,
            "UserPoolClient": players.user_pool_client_id,
        }
        self._show("Business", self._business(), since=Duration.days(7))
        self._show("Machine", self._machine(), since=Duration.hours(3))

    def _show(self, name: str, rows: _Rows, *, since: Duration) -> None:
        cloudwatch.Dashboard(
            self,
            name,
            dashboard_name=f"croupier-{self._stage}-{name.lower()}",
            default_interval=since,
            widgets=[list(row) for row in rows],
        )

    def _business(self) -> _Rows:
        def players(metric_name: str) -> cloudwatch.Metric:
            return _metric("AWS/Cognito", metric_name, self._players, period=_HOUR)

        return [
            [
                _text(
                    "By the hour, in each currency's own units, as the books were summed: at most "
                    "a little low (docs/metrics.md). `python -m croupier accounts` is exact."
                )
            ],
            [
                self._by_currency("The house's revenue", Metric.GAMING_REVENUE),
                self._by_currency("Staked", Metric.STAKED),
                self._by_currency("Paid out", Metric.PAID_OUT),
            ],
            [
                self._by_currency("Deposited", Metric.DEPOSITED),
                self._by_currency("Withdrawn", Metric.WITHDRAWN),
                self._by_currency("Bets", Metric.BETS),
            ],
            [
                _graph(
                    "Registered and signed in",
                    [players("SignUpSuccesses"), players("SignInSuccesses")],
                ),
                _graph(
                    "Connections opened", [self._websocket.counted("ConnectCount", period=_HOUR)]
                ),
                _graph(
                    "Rounds that are on",
                    [self._counted(Metric.OPEN_ROUNDS).with_(statistic="Maximum")],
                ),
            ],
        ]

    def _machine(self) -> _Rows:
        return [
            [self._alarms()],
            [
                _graph("REST", self._rest_metrics("Count", "4XXError", "5XXError")),
                _graph(
                    "WebSocket",
                    [
                        self._websocket.counted(name)
                        for name in ("ConnectCount", "MessageCount", "ExecutionError")
                    ],
                ),
                _graph(
                    "Errors that nobody foresaw",
                    [counted(self._stage, Metric.UNFORESEEN_ERRORS, edge) for edge in Edge],
                ),
            ],
            [
                _latency("A bet by WebSocket", self._websocket.latency("bet.place")),
                _latency("A request by REST", *self._rest_metrics("Latency")),
                _latency("Settlement", self._counted(Metric.SETTLEMENT_TIME)),
            ],
            [
                self._of_each("Errors", "AWS/Lambda", "FunctionName", "Errors"),
                self._of_each(
                    "Time taken, p99", "AWS/Lambda", "FunctionName", "Duration", statistic="p99"
                ),
                _graph(
                    "Functions at once, and refused, in the whole account",
                    [
                        _metric("AWS/Lambda", "ConcurrentExecutions", statistic="Maximum"),
                        _metric("AWS/Lambda", "Throttles"),
                    ],
                ),
            ],
            [
                self._of_each(
                    "Refused by DynamoDB", "AWS/DynamoDB", "TableName", "ThrottledRequests"
                ),
                self._of_each("Failed in DynamoDB", "AWS/DynamoDB", "TableName", "SystemErrors"),
                self._of_each(
                    "Write units", "AWS/DynamoDB", "TableName", "ConsumedWriteCapacityUnits"
                ),
            ],
            [
                self._of_each(
                    "Messages, dead letters too",
                    "AWS/SQS",
                    "QueueName",
                    "ApproximateNumberOfMessagesVisible",
                    statistic="Maximum",
                ),
                self._of_each(
                    "Age of the oldest message",
                    "AWS/SQS",
                    "QueueName",
                    "ApproximateAgeOfOldestMessage",
                    statistic="Maximum",
                ),
                self._of_each(
                    "How far streams lag",
                    "AWS/Lambda",
                    "FunctionName",
                    "IteratorAge",
                    statistic="Maximum",
                ),
            ],
            [
                _graph(
                    "Frames",
                    [
                        self._counted(each)
                        for each in (
                            Metric.FRAMES_DELIVERED,
                            Metric.FRAMES_THROTTLED,
                            Metric.FRAMES_UNREACHABLE,
                            Metric.FRAMES_REFUSED,
                        )
                    ],
                ),
                _graph(
                    "Payments",
                    [
                        self._counted(each)
                        for each in (
                            Metric.PAYMENTS_RECOVERED,
                            Metric.PAYMENTS_NOT_SWEPT,
                            Metric.PAYMENT_EVENTS_PARKED,
                        )
                    ],
                ),
                _graph("What the firewall blocks", [self._firewall.blocked])
                if self._firewall
                else _graph("Tables set going again", [self._counted(Metric.OVERDUE_TABLES)]),
            ],
        ]

    def _alarms(self) -> cloudwatch.IWidget:
        stack = Stack.of(self)
        return cloudwatch.AlarmStatusWidget(
            title="Alarms",
            width=_COLUMNS,
            height=8,
            alarms=[
                cloudwatch.Alarm.from_alarm_arn(
                    self,
                    name,
                    stack.format_arn(
                        service="cloudwatch",
                        resource="alarm",
                        resource_name=name,
                        arn_format=ArnFormat.COLON_RESOURCE_NAME,
                    ),
                )
                for name in self._platform.alarms.names
            ],
        )

    def _counted(self, metric: Metric) -> cloudwatch.Metric:
        return counted(self._stage, metric)

    def _rest_metrics(self, *names: str) -> list[cloudwatch.Metric]:
        api = {"ApiName": self._rest.api.rest_api_name, "Stage": self._stage}
        return [_metric("AWS/ApiGateway", name, api) for name in names]

    def _by_currency(self, title: str, metric: Metric) -> cloudwatch.IWidget:
        schema = f'"{namespace(self._stage)}",service,currency'
        return _search(title, schema, f'MetricName="{metric}"', "currency", period=_HOUR)

    def _of_each(
        self,
        title: str,
        space: str,
        dimension: str,
        metric_name: str,
        *,
        statistic: str = "Sum",
    ) -> cloudwatch.IWidget:
        by_operation = metric_name in {"ThrottledRequests", "SystemErrors"}
        schema = f"{space},{'Operation,' if by_operation else ''}{dimension}"
        wanted = f'MetricName="{metric_name}" {dimension}=Croupier-{self._stage}'
        return _search(title, schema, wanted, dimension, statistic=statistic)


def _metric(
    space: str,
    name: str,
    dimensions: dict[str, str] | None = None,
    *,
    period: Duration = _MINUTE,
    statistic: str = "Sum",
) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace=space,
        metric_name=name,
        dimensions_map=dimensions,
        period=period,
        statistic=statistic,
    )


def _text(markdown: str) -> cloudwatch.IWidget:
    return cloudwatch.TextWidget(markdown=markdown, width=_COLUMNS, height=2)


def _graph(title: str, metrics: Sequence[cloudwatch.IMetric]) -> cloudwatch.IWidget:
    return cloudwatch.GraphWidget(title=title, left=list(metrics), width=_COLUMNS // 3)


def _latency(title: str, metric: cloudwatch.Metric) -> cloudwatch.IWidget:
    percentiles = [
        metric.with_(statistic=each, period=_MINUTE, label=each) for each in ("p50", "p99")
    ]
    return _graph(f"{title}: milliseconds", percentiles)


def _search(
    title: str,
    schema: str,
    wanted: str,
    label: str,
    *,
    period: Duration = _MINUTE,
    statistic: str = "Sum",
) -> cloudwatch.IWidget:
    seconds = int(period.to_seconds())
    expression = f"SEARCH('{{{schema}}} {wanted}', '{statistic}', {seconds})"
    return _graph(
        title,
        [
            cloudwatch.SearchExpression(
                expression=expression, label=f"${{PROP('Dim.{label}')}}", period=period
            )
        ],
    )
