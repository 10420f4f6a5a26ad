"""Tests of the deployed platform: one private local cloud for the whole run."""

import pytest

from tests.support.local_cloud import LocalStack, shared_stack


@pytest.fixture(scope="session")
def stack() -> LocalStack:
    """The platform, deployed for this run."""
    return shared_stack()
