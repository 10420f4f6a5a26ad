"""Logs and metrics, shaped alike in every function."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

# Service name, level and namespace come from the POWERTOOLS_* variables that the stack sets.
logger: Final = Logger(utc=True, use_rfc3339=True)


class Edge(StrEnum):
    """Where the outside comes in; each has an alarm in `infra.shared.alarms`."""

    REST = "rest"
    WEBSOCKET = "websocket"
    QUEUES = "queues"


class Metric(StrEnum):
    """What functions measure, by its name in CloudWatch; ``docs/metrics.md`` says what each means.

    Alarms and dashboards name metrics by these, so none can watch what nobody measures.

    Attributes
    ----------
    service : str
        The context that measures it, which is its dimension; empty where an edge takes its place.
    """

    service: str
    unit: MetricUnit

    def __new__(cls, name: str, service: str, unit: MetricUnit = MetricUnit.Count) -> Self:
        """Make one, which is its name."""
        metric = str.__new__(cls, name)
        metric._value_ = name
        metric.service = service
        metric.unit = unit
        return metric

    UNFORESEEN_ERRORS = "UnforeseenErrors", ""
    # What the books have summed; by currency, as people write it.
    DEPOSITED = "Deposited", "books", MetricUnit.NoUnit
    WITHDRAWN = "Withdrawn", "books", MetricUnit.NoUnit
    STAKED = "Staked", "books", MetricUnit.NoUnit
    PAID_OUT = "PaidOut", "books", MetricUnit.NoUnit
    GAMING_REVENUE = "GamingRevenue", "books", MetricUnit.NoUnit
    BETS = "Bets", "books"
    EVENTS_SENT = "EventsSent", "channels"
    FRAMES_DELIVERED = "FramesDelivered", "channels"
    FRAMES_GONE = "FramesGone", "channels"
    FRAMES_TOO_LARGE = "FramesTooLarge", "channels"
    FRAMES_REFUSED = "FramesRefused", "channels"
    FRAMES_THROTTLED = "FramesThrottled", "channels"
    FRAMES_UNREACHABLE = "FramesUnreachable", "channels"
    FRAMES_STALLED = "FramesStalled", "channels"
    ABNORMAL_ACTIVITY = "AbnormalActivity", "conduct"
    PAYMENT_EVENTS_PARKED = "PaymentEventsParked", "payments"
    PAYMENTS_RECOVERED = "PaymentsRecovered", "payments"
    PAYMENTS_NOT_SWEPT = "PaymentsNotSwept", "payments"
    CONNECTIONS_CLOSED = "ConnectionsClosed", "realtime"
    AUDITS_FINISHED = "AuditsFinished", "reconciliation"
    LEDGER_DRIFT = "LedgerDrift", "reconciliation"
    LONGEST_LEDGER = "LongestLedger", "reconciliation"
    BEACON_UNREACHABLE = "BeaconUnreachable", "tables"
    OPEN_ROUNDS = "OpenRounds", "tables"
    OVERDUE_TABLES = "OverdueTables", "tables"
    SETTLEMENT_TIME = "SettlementTime", "tables", MetricUnit.Milliseconds


def measure(metric: Metric, value: float = 1) -> None:
    """Measure one thing; see `measure_all`."""
    measure_all({metric: value})


def measure_all(values: Mapping[Metric, float], *, currency: str | None = None) -> None:
    """Measure several things of one context.

    At once, and not when the invocation ends: whatever becomes of that, they are counted.

    Parameters
    ----------
    currency : str, optional
        Of amounts of money, which are told apart by it.
    """
    [service] = {metric.service for metric in values}
    _emit(values, {"service": service} | ({"currency": currency} if currency else {}))


def count_unforeseen(edge: Edge, error: Exception) -> None:
    """Log an error and count it at once, for somebody to be told.

    Edges answer whatever fails, or have it delivered again, so Lambda itself counts no error. It is
    counted by edge and not by context: an alarm looks at one metric, and the log beside it says
    the rest.
    """
    logger.error("an error that nobody foresaw", exc_info=error)
    _emit({Metric.UNFORESEEN_ERRORS: 1}, {"service": edge})


def _emit(values: Mapping[Metric, float], dimensions: Mapping[str, str]) -> None:
    metrics = EphemeralMetrics()
    for name, value in dimensions.items():
        metrics.add_dimension(name, value)
    for metric, number in values.items():
        metrics.add_metric(metric, metric.unit, number)
    metrics.flush_metrics()
