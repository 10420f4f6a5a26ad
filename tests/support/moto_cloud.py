"""A cloud in this process's memory, by moto: empty, but for its tables.

moto loses updates under threads, so whatever is about concurrency is tested against the deployed
local stack instead.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from functools import cache
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

from botocore.model import StructureShape
from joserfc.jwk import RSAKey
from moto import dynamodb, mock_aws
from moto.core import DEFAULT_ACCOUNT_ID, responses
from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import method_names_from_class
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

from casino.shared.aws import client
from tests.support.tables import REGION, create_tables

_serialise_structure: Final = BaseJSONSerializer._serialize_type_structure
_update_item: Final = DynamoDBBackend.update_item
_import_key: Final = RSAKey.import_key


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


def _backup(value: Any) -> Any:
    """Copy what a transaction may have to put back.

    Of a table that is which items there are, and no more: moto would copy each of them, and the
    history of the table's stream, with every transaction.
    """
    if not isinstance(value, Table):
        return deepcopy(value)
    table = copy(value)
    table.items = copy(value.items)
    for key, found in table.items.items():
        table.items[key] = copy(found) if isinstance(found, dict) else found
    if value.stream_shard:
        table.stream_shard = copy(value.stream_shard)
        table.stream_shard.table = table
        table.stream_shard.items = copy(value.stream_shard.items)
    return table


def _update_another(self: Any, table_name: str, key: Any, *others: Any, **named: Any) -> Any:
    """Update a copy of an item in its place: a backup may have the item itself."""
    table = self.get_table(table_name)
    hash_key = DynamoType(key[table.hash_key_attr])
    range_key = DynamoType(key[table.range_key_attr]) if table.range_key_attr else None
    item = table.get_item(hash_key, range_key)
    if item is not None and range_key is not None:
        table.items[hash_key][range_key] = deepcopy(item)
    elif item is not None:
        table.items[hash_key] = deepcopy(item)
    return _update_item(self, table_name, key, *others, **named)


@cache
def _key(text: str) -> RSAKey:
    return _import_key(json.loads(text))


def _import_key_once(value: Any) -> RSAKey:
    """Import a key; all user pools of moto's have one and the same, which takes long to check."""
    return _key(json.dumps(value))


@contextmanager
def clouds() -> Iterator[None]:
    """Answer for AWS within. What intercepts its clients is put in place once for many clouds."""
    with (
        mock_aws(),
        patch.object(BaseJSONSerializer, "_serialize_type_structure", _serialise_attribute_value),
        # It asks what a class can do with each request.
        patch.object(responses, "method_names_from_class", cache(method_names_from_class)),
        patch.object(dynamodb.models, "copy", SimpleNamespace(deepcopy=_backup)),
        patch.object(DynamoDBBackend, "update_item", _update_another),
        patch.object(RSAKey, "import_key", _import_key_once),
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
