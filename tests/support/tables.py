"""The tables, shaped as the stack shapes them, for tests that need no stack."""

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class _Index:
    name: str
    hash_key: str
    range_key: str
    is_local: bool = False
    projection: str = "ALL"


@dataclass(frozen=True)
class _Table:
    name: str
    range_key: str | None = "sk"
    indexes: tuple[_Index, ...] = ()


REGION: Final = "us-east-1"

# By the variable that tells a function its name.
_TABLES: Final = {
    "ACCOUNTS_TABLE": _Table("accounts"),
    "WALLET_TABLE": _Table(
        "wallet",
        indexes=(
            _Index("statement", "pk", "posted_at", is_local=True),
            _Index("bets_by_round", "round_shard", "sk"),
        ),
    ),
    "BOOKS_TABLE": _Table("books"),
    "PAYMENTS_TABLE": _Table(
        "payments", indexes=(_Index("work", "queue", "due_at", projection="KEYS_ONLY"),)
    ),
    "CATALOGUE_TABLE": _Table("catalogue"),
    "RECONCILIATION_TABLE": _Table("reconciliation"),
    "TABLES_TABLE": _Table("tables"),
    "ACTS_TABLE": _Table("acts"),
    "SEED_PAIRS_TABLE": _Table("seed_pairs", range_key=None),
    "CHAINS_TABLE": _Table("chains", range_key=None),
    "SEEDS_TABLE": _Table("seeds", range_key=None),
    "SEATS_TABLE": _Table("seats_of_tables"),
    "CHANNELS_TABLE": _Table("channels"),
    "CONNECTIONS_TABLE": _Table("connections"),
}

TABLE_NAMES: Final = {variable: table.name for variable, table in _TABLES.items()}


def create_tables(client: Any, *variables: str) -> None:
    """Create the tables that these variables name; all of them if none is given."""
    for variable in variables or _TABLES:
        client.create_table(**_request(_TABLES[variable]))


def _request(table: _Table) -> dict[str, Any]:
    attributes = {"pk", table.range_key} | {
        name for index in table.indexes for name in (index.hash_key, index.range_key)
    }
    request: dict[str, Any] = {
        "TableName": table.name,
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _schema("pk", table.range_key),
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": "S"} for name in sorted(attributes - {None})
        ],
    }
    for index in table.indexes:
        kind = "LocalSecondaryIndexes" if index.is_local else "GlobalSecondaryIndexes"
        request.setdefault(kind, []).append(
            {
                "IndexName": index.name,
                "KeySchema": _schema(index.hash_key, index.range_key),
                "Projection": {"ProjectionType": index.projection},
            }
        )
    return request


def _schema(hash_key: str, range_key: str | None) -> list[dict[str, str]]:
    schema = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    if range_key is not None:
        schema.append({"AttributeName": range_key, "KeyType": "RANGE"})
    return schema
