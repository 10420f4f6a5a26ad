"""A local cloud of the benchmarks' own: real tables and queues, no functions, other ports."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from casino.shared.aws import client
from tests.support.local_cloud import running_cloud
from tests.support.tables import TABLE_NAMES, create_tables

QUEUES: Final = (
    "CLOSING_QUEUE_URL",
    "REALITY_CHECK_QUEUE_URL",
    "ROUND_CLOCK_QUEUE_URL",
    "SETTLEMENT_QUEUE_URL",
    "SUMMING_QUEUE_URL",
)
ORDERED_QUEUE: Final = "FANOUT_QUEUE_URL"


@contextmanager
def private_cloud() -> Iterator[str]:
    """Run an empty cloud with every table and queue, and point this process at it.

    The functions read their settings when they are imported or first called, so import them
    within.

    Yields
    ------
    str
        Its address.
    """
    with (
        tempfile.TemporaryDirectory(prefix="croupier-bench-") as home,
        running_cloud(Path(home)) as (settings, _process),
    ):
        os.environ.update(environment(settings.cloud.url))
        os.environ.update(_queues())
        create_tables(client("dynamodb"))
        yield settings.cloud.url


def environment(url: str) -> dict[str, str]:
    """Return what functions are told, but for the queues' addresses."""
    return {
        **TABLE_NAMES,
        "ACCOUNT_CONFIRMATION": "immediate",
        "ACCOUNT_REQUESTS_PER_SECOND": "10000",
        "ALLOWED_ORIGINS": "https://play.example.test",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": url,
        "DEVICES_PER_PLAYER": "1000",
        "EVENT_BUS_NAME": "default",
        # Long enough that no bet of a benchmark comes too late.
        "BETTING_SECONDS": "3600",
        "CLOSING_SECONDS": "3",
        "SPIN_SECONDS": "4",
        "RESULT_SECONDS": "4",
        "TURN_SECONDS": "15",
        "DEALER_LEAST_BETTING_SECONDS": "10",
        "DEALER_BETTING_SECONDS": "20",
        "DEALER_ENTERING_SECONDS": "60",
        "DEALER_CONFIRMING_SECONDS": "60",
        "DEALER_DECIDING_SECONDS": "20",
        "SEAT_SECONDS": "30",
        "SEAT_COOLDOWN_SECONDS": "15",
        "JURISDICTIONS": "demo",
        "BEACON": "local",
        "PERSON_KEY_SECRET_ID": "people",
        "PSP_SECRET_ID": "psp",
        "USER_POOL_ID": "us-east-1_bench",
        "USER_POOL_CLIENT_ID": "bench",
        "POWERTOOLS_METRICS_NAMESPACE": "Croupier",
        "POWERTOOLS_SERVICE_NAME": "benchmarks",
        "POWERTOOLS_LOG_LEVEL": "INFO",
        "WEBSOCKET_API_ID": "benchmarks",
        "WEBSOCKET_STAGE": "live",
    }


def _queues() -> dict[str, str]:
    sqs = client("sqs")
    queues = {}
    for variable in QUEUES:
        queues[variable] = sqs.create_queue(QueueName=variable)["QueueUrl"]
    fanout = sqs.create_queue(QueueName="fanout.fifo", Attributes={"FifoQueue": "true"})
    return queues | {ORDERED_QUEUE: fanout["QueueUrl"]}
