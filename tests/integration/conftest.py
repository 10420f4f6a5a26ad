"""Functions against moto: one thread, one fresh cloud for each test.

moto loses updates under threads, so whatever is about concurrency is tested against the deployed
local stack instead.
"""

import os

import pytest
from moto import mock_aws

from casino.shared.aws import client
from tests.support.tables import TABLE_NAMES, create_tables

# Set before any function is imported, as in Lambda.
os.environ.update(
    {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_REGION": "us-east-1",
        "ALLOWED_ORIGINS": "https://play.example.test",
        "POWERTOOLS_SERVICE_NAME": "tests",
        "POWERTOOLS_METRICS_NAMESPACE": "Croupier",
        **TABLE_NAMES,
    }
)


@pytest.fixture
def aws():
    """An empty cloud with every table in it."""
    os.environ.pop("AWS_ENDPOINT_URL", None)
    with mock_aws():
        create_tables(client("dynamodb"))
        yield
