"""What a piece of work asks of AWS, seen at the clients of this process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from casino.shared.aws import client


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
    """

    calls: Counter[str] = field(default_factory=Counter)
    items: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, params: Any, parsed: Any, operation: str) -> None:
        """Count a request by its answer."""
        self.calls[operation] += 1
        if operation == "BatchGetItem":
            for table, found in parsed["Responses"].items():
                self._count(table, found)
        elif operation == "GetItem" and "Item" in parsed:
            self._count(params["TableName"], [parsed["Item"]])
        elif operation in {"Query", "Scan"}:
            self._count(params["TableName"], parsed["Items"])

    def _count(self, table: str, items: Any) -> None:
        self.items.update((table, item["sk"]["S"].split("#")[0]) for item in items)


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
