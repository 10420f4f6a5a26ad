"""Logs and metrics, shaped alike in every function."""

from typing import Final

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

__all__ = ["MetricUnit", "logger", "metrics"]

# Service name, level and namespace come from the POWERTOOLS_* variables that the stack sets.
logger: Final = Logger(utc=True, use_rfc3339=True)
metrics: Final = Metrics()
