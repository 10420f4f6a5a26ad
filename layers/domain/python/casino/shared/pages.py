"""Lists in pages, with opaque cursors."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from casino.shared.dynamodb import Item, from_item, to_item
from casino.shared.errors import FieldError, Invalid

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

T = TypeVar("T")

DEFAULT_LIMIT: Final = 50
MAX_LIMIT: Final = 100
MAX_CURSOR_LENGTH: Final = 1024


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list and where the next ones begin.

    Attributes
    ----------
    next_cursor : str or None
        `None` after the last page.
    """

    items: list[T]
    next_cursor: str | None


class InvalidCursor(Invalid):
    """A cursor that no list of ours gave out."""

    def __init__(self) -> None:
        detail = "use next_cursor of an earlier page of this list, unchanged"
        super().__init__("The cursor is not valid", [FieldError("/cursor", detail)])


def to_cursor(position: Mapping[str, str] | None) -> str | None:
    """Write a position in a list as a cursor."""
    if position is None:
        return None
    text = json.dumps(position, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def from_cursor(cursor: str | None, *names: str) -> dict[str, str] | None:
    """Read a position.

    A position holds what orders the list and nothing of whose list it is: the owner comes from the
    caller's identity, so a cursor from another player leads nowhere.

    Raises
    ------
    InvalidCursor
        If it is not a position with exactly these names.
    """
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        position: Any = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (binascii.Error, ValueError) as error:
        raise InvalidCursor from error
    if not isinstance(position, dict) or set(position) != set(names):
        raise InvalidCursor
    if not all(isinstance(value, str) and value.isascii() and value for value in position.values()):
        raise InvalidCursor
    return position


def page_of(
    client: "DynamoDBClient",
    read: Callable[[Item], T],
    *,
    partition: tuple[str, str],
    order: tuple[str, ...],
    limit: int,
    cursor: str | None,
    **query: Any,
) -> Page[T]:
    """Return a page of one partition of a table or an index.

    Parameters
    ----------
    read : callable
        Makes an item of the list of what is stored.
    partition, order, **query
        As `items_after` takes them.

    Raises
    ------
    InvalidCursor
    """
    after = from_cursor(cursor, *order)
    items, end = items_after(client, after, partition=partition, order=order, limit=limit, **query)
    return Page([read(item) for item in items], to_cursor(end))


def items_after(
    client: "DynamoDBClient",
    after: Mapping[str, str] | None,
    *,
    partition: tuple[str, str],
    order: tuple[str, ...],
    limit: int,
    where: str = "",
    values: Mapping[str, Any] | None = None,
    looks_through: int | None = None,
    **request: Any,
) -> tuple[list[Item], dict[str, str] | None]:
    """Return some items of one partition of a table or an index, and where the next ones begin.

    Parameters
    ----------
    after : mapping or None
        Where these begin, as the call before returned it; `None` for the first ones.
    partition : tuple of (str, str)
        The attribute that names it, and its name.
    order : tuple of str
        The attributes that a position in the list consists of, beside the partition.
    where : str
        What else its sort key must be, such as ``posted_at > :since``.
    values : mapping, optional
        What the expressions' other names stand for.
    looks_through : int, optional
        Where the request filters: DynamoDB counts items before it does, so it is told to look at so
        many. There may then be fewer items than `limit` and still more to come.
    **request
        Whatever else DynamoDB's ``Query`` is told.

    Returns
    -------
    list of Item
    dict or None
        `None` after the last ones.
    """
    attribute, name = partition
    if after:
        request["ExclusiveStartKey"] = to_item({attribute: name, **after})
    answer = client.query(
        Limit=looks_through or limit,
        KeyConditionExpression=" AND ".join(filter(None, (f"{attribute} = :partition", where))),
        ExpressionAttributeValues=to_item({":partition": name, **(values or {})}),
        **request,
    )
    items = [from_item(raw) for raw in answer["Items"]]
    last = from_item(answer["LastEvaluatedKey"]) if "LastEvaluatedKey" in answer else None
    if len(items) > limit:
        items, last = items[:limit], items[limit - 1]
    return items, {part: last[part] for part in order} if last else None
