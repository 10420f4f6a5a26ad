"""What a piece of work asks of AWS, seen at the clients of this process."""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from benchmarks.meter import item_size
from casino.shared.aws import client
from infra.table_shapes import EVERY_TABLE
from tests.support.tables import TABLE_NAMES


@dataclass(slots=True)
class Traffic:
    """Requests, and the items that they brought.

    Attributes
    ----------
    calls : Counter
        How many requests, by operation.
    items : Counter
        How many items were read, by the table's name and the kind of their sort key: what stands
        before its first ``#``.
    write_units : Counter
        What transactions consume, by table; by DynamoDB's rules, because moto counts nothing.
    """

    calls: Counter[str] = field(default_factory=Counter)
    items: Counter[tuple[str, str]] = field(default_factory=Counter)
    write_units: Counter[str] = field(default_factory=Counter)

    def note(self, params: Any, parsed: Any, operation: str) -> None:
        """Count a request by its answer."""
        self.calls[operation] += 1
        if operation == "TransactWriteItems":
            for [(kind, write)] in map(dict.items, params["TransactItems"]):
                self.write_units[write["TableName"]] += _units(kind, write)
        elif operation == "BatchGetItem":
            for table, found in parsed["Responses"].items():
                self._count(table, found)
        elif operation == "GetItem" and "Item" in parsed:
            self._count(params["TableName"], [parsed["Item"]])
        elif operation in {"Query", "Scan"}:
            self._count(params["TableName"], parsed["Items"])

    def _count(self, table: str, items: Any) -> None:
        self.items.update((table, item["sk"]["S"].split("#")[0]) for item in items)


def _units(kind: str, write: dict[str, Any]) -> int:
    """Return what one write of a transaction consumes, if it changes no key of an index."""
    if kind != "Put":
        return 2
    item = write["Item"]
    [shape] = (each for each in EVERY_TABLE if TABLE_NAMES[each.variable] == write["TableName"])
    keys = [{each.sort_key} for each in shape.local_indexes]
    keys += [{each.partition_key, each.sort_key} for each in shape.global_indexes]
    # An index is written after the transaction, at the ordinary price.
    indexed = sum(key <= item.keys() for key in keys)
    return (2 + indexed) * math.ceil(item_size(item) / 1024)


@contextmanager
def traffic() -> Iterator[Traffic]:
    """Watch what is asked of DynamoDB and SQS within."""
    seen = Traffic()

    def ask(params: Any, context: dict[str, Any], **_: Any) -> None:
        context["asked"] = dict(params)

    def answered(parsed: Any, model: Any, context: dict[str, Any], **_: Any) -> None:
        seen.note(context["asked"], parsed, model.name)

    watched = [client("dynamodb").meta.events, client("sqs").meta.events]
    for events in watched:
        events.register("provide-client-params.*.*", ask)
        events.register("after-call.*.*", answered)
    try:
        yield seen
    finally:
        for events in watched:
            events.unregister("provide-client-params.*.*", ask)
            events.unregister("after-call.*.*", answered)
