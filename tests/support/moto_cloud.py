"""A cloud in this process's memory, by moto: empty, but for its tables.

moto loses updates under threads, so whatever is about concurrency is tested against the deployed
local stack instead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from typing import Any, Final
from unittest.mock import patch

from botocore.model import StructureShape
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models import dynamodb_backends

from casino.shared.aws import client
from tests.support.tables import REGION, create_tables

_serialise_structure: Final = BaseJSONSerializer._serialize_type_structure


def _serialise_attribute_value(
    self: Any, serialized: Any, value: Any, shape: StructureShape, key: str
) -> None:
    """Write what DynamoDB holds as it is.

    It is in the form of its answers already. moto would ask each value for ten members under a
    dozen spellings, which takes a third of the time of a test.
    """
    if shape.name == "AttributeValue" and key and isinstance(value, dict):
        self._default_serialize(serialized, value, shape, key)
    else:
        _serialise_structure(self, serialized, value, shape, key)


@contextmanager
def clouds() -> Iterator[None]:
    """Answer for AWS within. What intercepts its clients is put in place once for many clouds."""
    with (
        mock_aws(),
        patch.object(BaseJSONSerializer, "_serialize_type_structure", _serialise_attribute_value),
    ):
        yield


def start_anew() -> None:
    """Begin with a cloud that holds nothing, and every table."""
    empty = _empty_tables()
    BackendDict.reset()
    reset_model_data()
    # Creating them takes a hundred times as long as most tests do with them.
    dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables = deepcopy(empty)


@cache
def _empty_tables() -> Any:
    BackendDict.reset()
    create_tables(client("dynamodb"))
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables
