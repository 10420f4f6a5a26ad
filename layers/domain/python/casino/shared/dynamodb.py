"""DynamoDB's attribute values as plain Python, and the reads and writes that contexts share.

boto3's own serialiser needs its resource layer (slow to import) and answers numbers as `Decimal`.
Every number here is an `int`, because money and counters are.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from botocore.exceptions import ClientError

from casino.shared.batches import batched
from casino.shared.errors import Contention

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]
ScanPosition = Mapping[str, str]
"""Where the next page of a scan begins: the key of the item before it."""

T = TypeVar("T")

_MAX_BATCH_ROUNDS: Final = 6
_MAX_BATCH_KEYS: Final = 100  # DynamoDB's own
_MAX_BATCH_DELETES: Final = 25  # likewise


def to_attribute(value: Any) -> dict[str, Any]:
    """Write one Python value as an attribute value.

    Raises
    ------
    TypeError
        For a kind of value that we don't store; floats above all.
    """
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case str():
            return {"S": value}
        case bytes():
            return {"B": value}
        case Mapping():
            return {"M": {key: to_attribute(part) for key, part in value.items()}}
        case Sequence():
            return {"L": [to_attribute(part) for part in value]}
        case _:
            raise TypeError(f"{type(value).__name__} is not stored")


def from_attribute(attribute: Mapping[str, Any]) -> Any:
    """Read one attribute value; the inverse of `to_attribute`."""
    [(kind, value)] = attribute.items()
    match kind:
        case "NULL":
            return None
        case "N":
            return int(value)
        case "M":
            return {key: from_attribute(part) for key, part in value.items()}
        case "L":
            return [from_attribute(part) for part in value]
        case "S" | "B" | "BOOL":
            return value
        case _:
            raise TypeError(f"{kind} attributes are not used")


def to_item(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write a mapping as an item, leaving out what is `None`."""
    return {name: to_attribute(value) for name, value in values.items() if value is not None}


def from_item(attributes: Mapping[str, Any]) -> Item:
    """Read an item."""
    return {name: from_attribute(value) for name, value in attributes.items()}


def get_item(client: "DynamoDBClient", table: str, key: Mapping[str, Any]) -> Item | None:
    """Return one item, read consistently, or `None`."""
    answer = client.get_item(TableName=table, Key=to_item(key), ConsistentRead=True)
    return from_item(answer["Item"]) if "Item" in answer else None


def get_items(
    client: "DynamoDBClient", keys: Sequence[tuple[str, Mapping[str, str]]]
) -> list[Item | None]:
    """Return several items of any tables, read consistently: one round trip for each hundred.

    Parameters
    ----------
    keys : sequence of (table, key)
        One may be wanted several times; it is read once.

    Returns
    -------
    list of Item or None
        In the order of `keys`.

    Raises
    ------
    Contention
        If DynamoDB keeps leaving some unread.
    """
    if len(keys) > _MAX_BATCH_KEYS:
        head, rest = keys[:_MAX_BATCH_KEYS], keys[_MAX_BATCH_KEYS:]
        return get_items(client, head) + get_items(client, rest)
    wanted: dict[str, Any] = {}
    # DynamoDB refuses to be asked for the same item twice in one request.
    distinct = {(table, tuple(sorted(key.items()))): (table, key) for table, key in keys}
    for table, key in distinct.values():
        request = wanted.setdefault(table, {"Keys": [], "ConsistentRead": True})
        request["Keys"].append(to_item(key))
    if not wanted:
        return []
    found: dict[tuple[str, str, str | None], Item] = {}
    for attempt in range(_MAX_BATCH_ROUNDS):
        if attempt:
            time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - jitter, no secret
        answer = client.batch_get_item(RequestItems=wanted)
        for table, items in answer["Responses"].items():
            for raw in items:
                item = from_item(raw)
                found[table, item["pk"], item.get("sk")] = item
        wanted = dict(answer.get("UnprocessedKeys") or {})
        if not wanted:
            return [found.get((table, key["pk"], key.get("sk"))) for table, key in keys]
    raise Contention


def put_new(client: "DynamoDBClient", table: str, item: Mapping[str, Any]) -> bool:
    """Write an item where there is none of its key yet; say whether it was new."""
    try:
        client.put_item(
            TableName=table,
            Item=to_item(item),
            ConditionExpression="attribute_not_exists(pk)",
        )
    except ClientError as error:
        if is_condition_failure(error):
            return False
        raise
    return True


def delete_items(client: "DynamoDBClient", table: str, keys: Iterable[Mapping[str, Any]]) -> int:
    """Delete items, whether they are there or not; return how many keys that were."""
    count = 0
    for some in batched(keys, _MAX_BATCH_DELETES):
        wanted: Any = {table: [{"DeleteRequest": {"Key": to_item(key)}} for key in some]}
        while wanted:
            wanted = client.batch_write_item(RequestItems=wanted).get("UnprocessedItems")
        count += len(some)
    return count


def query(client: "DynamoDBClient", **request: Any) -> Iterator[Item]:
    """Yield every item of a query, asking for page after page as they are consumed."""
    while True:
        answer = client.query(**request)
        yield from map(from_item, answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


@dataclass(frozen=True, slots=True)
class ScanPage(Generic[T]):
    """Some of what a scan finds.

    Attributes
    ----------
    next : ScanPosition or None
        Where the next page begins; `None` after the last one.
    """

    found: list[T]
    next: ScanPosition | None


def scan_pages(
    client: "DynamoDBClient",
    start: ScanPosition | None,
    *,
    segment: int,
    segments: int,
    **request: Any,
) -> Iterator[ScanPage[Item]]:
    """Yield the pages of a scan, or of one segment of it, as they are consumed.

    Parameters
    ----------
    start : ScanPosition or None
        Where the page before said that the first of these begins.
    segment, segments : int
        Which part of the table, of how many that are read side by side.
    **request
        The table, and what is wanted of it.
    """
    while True:
        if start is not None:
            request["ExclusiveStartKey"] = to_item(start)
        answer = client.scan(Segment=segment, TotalSegments=segments, **request)
        last = answer.get("LastEvaluatedKey")
        start = from_item(last) if last else None
        yield ScanPage([from_item(raw) for raw in answer["Items"]], start)
        if start is None:
            return


def is_condition_failure(error: ClientError) -> bool:
    """Tell whether a single write was refused by its own condition."""
    return error.response["Error"]["Code"] == "ConditionalCheckFailedException"


def retrying(
    attempt: Callable[[], T],
    *,
    budget_seconds: float = 4.0,
    base_seconds: float = 0.05,
    cap_seconds: float = 1.0,
) -> T:
    """Carry out an attempt again for as long as it meets contention.

    Each attempt reads anew and decides anew, so repeating it is safe. Waits are drawn from zero to
    a doubling bound ("full jitter"), which spreads contenders best; see M. Brooker, "Exponential
    Backoff And Jitter", AWS Architecture Blog, 2015.

    Parameters
    ----------
    attempt : callable
        Reads, decides and commits; raises `Contention` when others were first.
    budget_seconds : float
        No new attempt starts later than this after the first.
    base_seconds, cap_seconds : float
        The first bound and the largest one.

    Raises
    ------
    Contention
        If the budget ran out.
    """
    give_up_at = time.monotonic() + budget_seconds
    bound = base_seconds
    while True:
        try:
            return attempt()
        except Contention:
            if time.monotonic() + bound > give_up_at:
                raise
            time.sleep(random.uniform(0, bound))  # noqa: S311 - jitter, no secret
            bound = min(bound * 2, cap_seconds)
