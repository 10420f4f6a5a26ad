"""What a piece of work asks of AWS: calls, the longest chain of them, capacity, CPU."""

import math
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

# DynamoDB's developer guide, "Read/write capacity mode": reads are counted in started 4 KiB.
_READ_UNIT_BYTES: Final = 4096
_WRITING: Final = {
    "PutItem",
    "UpdateItem",
    "DeleteItem",
    "TransactWriteItems",
    "BatchWriteItem",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One request to AWS.

    Attributes
    ----------
    service, operation : str
    started, ended : float
        On the monotonic clock.
    writes : mapping of str to float
        Write units by table, indexes included, as DynamoDB reported them.
    reads : float
        Read units, from the sizes of the items that came back.
    """

    service: str
    operation: str
    started: float
    ended: float
    writes: Mapping[str, float] = field(default_factory=dict)
    reads: float = 0


@dataclass(slots=True)
class Usage:
    """What one piece of work used.

    Attributes
    ----------
    calls : list of Call
    cpu_seconds : float
        Of this process: what a Lambda function's share of a core would be busy with.
    """

    calls: list[Call] = field(default_factory=list)
    cpu_seconds: float = 0

    @property
    def trips(self) -> int:
        """Requests to DynamoDB."""
        return len(self._to("dynamodb"))

    @property
    def chain(self) -> int:
        """Requests to DynamoDB that had to wait for each other."""
        return longest_chain(self._to("dynamodb"))

    @property
    def messages(self) -> int:
        """Requests to SQS."""
        return len(self._to("sqs"))

    @property
    def queries(self) -> int:
        """Queries, each of which may read many items."""
        return sum(call.operation in ("Query", "Scan") for call in self.calls)

    @property
    def writes(self) -> float:
        """Write units."""
        return sum(sum(call.writes.values()) for call in self.calls)

    def writes_to(self, table: str) -> float:
        """Return the write units of one table."""
        return sum(call.writes.get(table, 0) for call in self.calls)

    @property
    def reads(self) -> float:
        """Read units."""
        return sum(call.reads for call in self.calls)

    def _to(self, service: str) -> list[Call]:
        return [call for call in self.calls if call.service == service]


class Meter:
    """Listens to AWS clients through botocore's own events.

    It asks DynamoDB for the consumed capacity, indexes included, of whatever the code under
    measurement does; that code knows nothing of it.

    Parameters
    ----------
    *clients
        botocore clients.
    """

    def __init__(self, *clients: Any) -> None:
        self._usage: Usage | None = None
        for client in clients:
            events = client.meta.events
            events.register("before-parameter-build.*.*", self._ask)
            events.register("before-call.*.*", self._start)
            events.register("after-call.*.*", self._end)

    @contextmanager
    def measuring(self) -> Iterator[Usage]:
        """Measure what happens within."""
        usage = self._usage = Usage()
        started = time.process_time()
        try:
            yield usage
        finally:
            usage.cpu_seconds = time.process_time() - started
            self._usage = None

    def _ask(self, params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        if self._usage is None:
            return
        if model.input_shape and "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "INDEXES"
        context["meter.params"] = params

    def _start(self, context: dict[str, Any], **_: Any) -> None:
        context["meter.started"] = time.monotonic()

    def _end(self, parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        if self._usage is None or "meter.params" not in context:
            return
        name = model.name
        is_write = name in _WRITING
        call = Call(
            model.service_model.service_name,
            name,
            context["meter.started"],
            time.monotonic(),
            writes=_reported(parsed) if is_write else {},
            reads=0 if is_write else read_units(name, context["meter.params"], parsed),
        )
        self._usage.calls.append(call)


def longest_chain(calls: Sequence[Call]) -> int:
    """Return how many calls at most followed one another without overlap.

    Of intervals, the one that ends first always belongs to a longest chain.
    """
    chain, free_at = 0, -math.inf
    for call in sorted(calls, key=lambda each: each.ended):
        if call.started >= free_at:
            chain, free_at = chain + 1, call.ended
    return chain


def read_units(operation: str, params: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    """Return what a read costs by DynamoDB's rules.

    Calculated, because the local cloud reports the same for a page of one item as of a hundred.
    What a filter dropped was read as well; its size is not known here and is taken as nothing.
    """
    match operation:
        case "GetItem":
            return _units([answer.get("Item", {})], consistent=params.get("ConsistentRead", False))
        case "Query" | "Scan":
            size = sum(map(item_size, answer.get("Items", [])))
            return _started(size) * (1.0 if params.get("ConsistentRead") else 0.5)
        case "BatchGetItem":
            units = 0.0
            for table, request in params["RequestItems"].items():
                found = answer.get("Responses", {}).get(table, [])
                missing: list[Any] = [{}] * (len(request["Keys"]) - len(found))
                consistent = request.get("ConsistentRead", False)
                units += _units([*found, *missing], consistent=consistent)
            return units
        case _:
            return 0


def item_size(item: Mapping[str, Any]) -> int:
    """Return an item's size in bytes, by the developer guide's "Item sizes and formats"."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _units(items: Sequence[Mapping[str, Any]], *, consistent: bool) -> float:
    return sum(_started(item_size(item)) for item in items) * (1.0 if consistent else 0.5)


def _started(size: int) -> int:
    return max(1, math.ceil(size / _READ_UNIT_BYTES))


def _value_size(attribute: Mapping[str, Any]) -> int:
    [(kind, value)] = attribute.items()
    match kind:
        case "S":
            return len(value.encode())
        case "N":
            return math.ceil(len(value.strip("-").replace(".", "")) / 2) + 1
        case "B":
            return len(value)
        case "M":
            return 3 + sum(1 + len(n.encode()) + _value_size(v) for n, v in value.items())
        case "L":
            return 3 + sum(1 + _value_size(part) for part in value)
        case _:
            return 1


def _reported(answer: Mapping[str, Any]) -> dict[str, float]:
    consumed = answer.get("ConsumedCapacity") or []
    reports = consumed if isinstance(consumed, list) else [consumed]
    units: Counter[str] = Counter()
    for report in reports:
        units[report["TableName"]] += report["CapacityUnits"]
    return dict(units)
