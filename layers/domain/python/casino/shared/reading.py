"""Many reads, one trip: the mirror of the unit of work."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from casino.shared.dynamodb import Item, get_items

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

T = TypeVar("T")
Key = tuple[str, dict[str, str]]
Read = Callable[[Item | None], T]


class Wanted(Generic[T]):
    """Something that a reading brings."""

    __slots__ = ("_item", "_read")

    def __init__(self, read: Read[T]) -> None:
        self._read = read
        self._item: Item | None = None

    @property
    def value(self) -> T:
        """What was read, once it has been fetched.

        Raises
        ------
        Exception
            What whoever wanted it says of an item that is not there.
        """
        return self._read(self._item)

    def found(self, item: Item | None) -> None:
        """Take in what stands at its place."""
        self._item = item


class Reading:
    """The reads of one use case, fetched together.

    Contexts say what they want, and how an item is read; the use case fetches once. An item is
    looked at when its `value` is asked for, so the use case decides which lack is told first.

    Examples
    --------
    >>> reading = Reading(client)                                         # doctest: +SKIP
    >>> wallet = ledger.want_wallet(reading, player_id)
    >>> gate = gates.want(reading, round_id, shard)
    >>> reading.fetch()
    >>> wallet.value.available
    """

    def __init__(self, client: "DynamoDBClient") -> None:
        self._client = client
        self._wanted: list[tuple[Key, Wanted[Any]]] = []

    def want(self, key: Key, read: Read[T]) -> Wanted[T]:
        """Add an item to what is fetched.

        Parameters
        ----------
        key : (table, key)
        read : callable
            Makes of the item, or of `None` where there is none, what is wanted.
        """
        wanted = Wanted(read)
        self._wanted.append((key, wanted))
        return wanted

    def fetch(self) -> None:
        """Read all that is wanted, consistently, in one round trip.

        Raises
        ------
        Contention
            If DynamoDB keeps leaving some unread.
        """
        items = get_items(self._client, [key for key, _ in self._wanted])
        for (_, wanted), item in zip(self._wanted, items, strict=True):
            wanted.found(item)


def if_there(read: Callable[[Item], T]) -> Read[T | None]:
    """Return a way of reading that gives `None` where there is no item."""
    return lambda item: read(item) if item is not None else None


def required(read: Callable[[Item], T], otherwise: Callable[[], Exception]) -> Read[T]:
    """Return a way of reading that raises an error where there is no item."""

    def or_raise(item: Item | None) -> T:
        if item is None:
            raise otherwise()
        return read(item)

    return or_raise
