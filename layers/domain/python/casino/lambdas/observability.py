"""Logs and metrics, shaped alike in every function."""

from enum import StrEnum
from typing import Final

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit, single_metric

__all__ = ["Edge", "MetricUnit", "count", "count_unforeseen", "logger", "metrics"]

# Service name, level and namespace come from the POWERTOOLS_* variables that the stack sets.
logger: Final = Logger(utc=True, use_rfc3339=True)
metrics: Final = Metrics()


class Edge(StrEnum):
    """Where the outside comes in; each has an alarm in `infra.shared.alarms`."""

    REST = "rest"
    WEBSOCKET = "websocket"
    QUEUES = "queues"


def count(name: str, context: str) -> None:
    """Count one of something at once, where no handler's own metrics are at hand."""
    with single_metric(name=name, unit=MetricUnit.Count, value=1) as metric:
        metric.add_dimension(name="service", value=context)


def count_unforeseen(edge: Edge, error: Exception) -> None:
    """Log an error and count it at once, for somebody to be told.

    Edges answer whatever fails, or have it delivered again, so Lambda itself counts no error. It is
    counted by edge and not by context: an alarm looks at one metric, and the log beside it says
    the rest.
    """
    logger.error("an error that nobody foresaw", exc_info=error)
    count("UnforeseenErrors", edge)
