"""Functions against moto: one thread, one fresh cloud for each test.

moto loses updates under threads, so whatever is about concurrency is tested against the deployed
local stack instead.
"""

import os

import pytest
from moto import mock_aws

from casino.shared.aws import client
from tests.support.tables import create_tables


@pytest.fixture
def aws():
    """An empty cloud with every table in it."""
    os.environ.pop("AWS_ENDPOINT_URL", None)
    with mock_aws():
        create_tables(client("dynamodb"))
        yield
