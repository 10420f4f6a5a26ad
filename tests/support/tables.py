"""The tables, shaped as the stack shapes them, for tests that need no stack."""

from typing import Any, Final

from infra.table_shapes import EVERY_TABLE, PARTITION_KEY, SORT_KEY, TableShape

REGION: Final = "us-east-1"

TABLE_NAMES: Final = {
    shape.variable: shape.variable.removesuffix("_TABLE").lower() for shape in EVERY_TABLE
}


def create_tables(client: Any, *variables: str) -> None:
    """Create the tables that these variables name; all of them if none is given."""
    for shape in EVERY_TABLE:
        if not variables or shape.variable in variables:
            client.create_table(**_request(shape))


def _request(shape: TableShape) -> dict[str, Any]:
    key = (PARTITION_KEY, SORT_KEY) if shape.has_sort_key else (PARTITION_KEY,)
    request: dict[str, Any] = {
        "TableName": TABLE_NAMES[shape.variable],
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _schema(*key),
    }
    attributes = {*key}
    for local in shape.local_indexes:
        index = _index(local.name, PARTITION_KEY, local.sort_key)
        request.setdefault("LocalSecondaryIndexes", []).append(index)
        attributes.add(local.sort_key)
    for each in shape.global_indexes:
        index = _index(each.name, each.partition_key, each.sort_key, keys_only=each.keys_only)
        request.setdefault("GlobalSecondaryIndexes", []).append(index)
        attributes |= {each.partition_key, each.sort_key}
    return request | {
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": "S"} for name in sorted(attributes)
        ]
    }


def _index(name: str, *key: str, keys_only: bool = False) -> dict[str, Any]:
    return {
        "IndexName": name,
        "KeySchema": _schema(*key),
        "Projection": {"ProjectionType": "KEYS_ONLY" if keys_only else "ALL"},
    }


def _schema(partition_key: str, sort_key: str | None = None) -> list[dict[str, str]]:
    schema = [{"AttributeName": partition_key, "KeyType": "HASH"}]
    if sort_key is not None:
        schema.append({"AttributeName": sort_key, "KeyType": "RANGE"})
    return schema
