"""Dataclasses as items: what a repository stores is what its model's fields say.

A field is an attribute of its name. What a key says already is no attribute, and parts may lie flat
among their whole's attributes. An attribute that is missing has its field's default, so a model
gains a field without a migration; one that no field knows is left alone.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    Generic,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from casino.shared.dynamodb import Item

T = TypeVar("T")
_Read = Callable[[Any], Any]

_PLAIN: Final = frozenset({str, int, bool, bytes, Any})


class Codec(Generic[T]):
    """Writes the instances of a dataclass as items, and reads them.

    Parameters
    ----------
    kind : type
        Made of strings, whole numbers, flags, enumerations, dates, other dataclasses, and tuples,
        lists, sets, mappings and counters of them.
    keys : collection of str
        Fields that the item's key says; they are handed to `read`.
    flat : mapping of str to str
        Fields whose own fields are attributes of the item itself, and what these begin with.

    Examples
    --------
    >>> codec = Codec(Price, keys=["name"], flat={"money": "price_"})          # doctest: +SKIP
    >>> codec.write(Price("bread", Money(250, "EUR")))                         # doctest: +SKIP
    {'price_amount': 250, 'price_currency': 'EUR'}
    """

    def __init__(
        self, kind: type[T], *, keys: tuple[str, ...] = (), flat: Mapping[str, str] | None = None
    ) -> None:
        self._kind = kind
        self._keys = keys
        self._flat = flat or {}

    def write(self, value: T) -> Item:
        """Return the attributes that keep a value."""
        return _written(value, self._flat, without=self._keys)

    def read(self, item: Item, **known: Any) -> T:
        """Return the value that an item keeps.

        Parameters
        ----------
        **known
            What its key says, and whatever else is not to be taken from it.

        Raises
        ------
        KeyError
            If it lacks what has no default.
        ValueError
            If an enumeration has no such member.
        """
        kind: Any = self._kind
        return kind(**_values(self._kind, item, self._flat, known))  # type: ignore[no-any-return]


def _written(value: Any, flat: Mapping[str, str], without: tuple[str, ...] = ()) -> Item:
    item: Item = {}
    for field in fields(value):
        if field.name in without:
            continue
        part = getattr(value, field.name)
        if field.name in flat:
            prefix = flat[field.name]
            item |= {prefix + name: each for name, each in _written(part, {}).items()}
        else:
            item[field.name] = _stored(part)
    return item


def _stored(value: Any) -> Any:
    match value:
        case Mapping():
            return {str(key): _stored(part) for key, part in value.items()}
        case tuple() | list():
            return [_stored(part) for part in value]
        case frozenset():
            return sorted(_stored(part) for part in value)
        case date():
            return value.isoformat()
        case _ if is_dataclass(value):
            return _written(value, {})
        case _:
            return value


def _values(
    kind: type, item: Mapping[str, Any], flat: Mapping[str, str], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a dataclass is made of, by field."""
    values = dict(known)
    for name, part in _parts(kind).items():
        if name in known:
            continue
        if name in flat:
            prefix = flat[name]
            inner = {
                attribute.removeprefix(prefix): value
                for attribute, value in item.items()
                if attribute.startswith(prefix)
            }
            values[name] = part.kind(**_values(part.kind, inner, {}, {}))
        elif item.get(name) is not None:
            values[name] = part.read(item[name])
        elif name in item or (part.may_be_none and not part.has_default):
            values[name] = None
        elif not part.has_default:
            raise KeyError(name)
    return values


class _Part(NamedTuple):
    """How one field is read."""

    kind: Any
    read: _Read
    may_be_none: bool
    has_default: bool


@cache
def _parts(kind: type) -> dict[str, _Part]:
    hints = get_type_hints(kind)
    parts = {}
    for field in fields(kind):
        hint = hints[field.name]
        options = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
        chosen = [each for each in options if each is not NoneType]
        if len(chosen) > 1:
            raise TypeError(f"{kind.__name__}.{field.name} may be of several kinds")
        has_default = field.default is not MISSING or field.default_factory is not MISSING
        parts[field.name] = _Part(
            chosen[0], _reader(chosen[0]), len(options) > len(chosen), has_default
        )
    return parts


def _reader(kind: Any) -> _Read:
    """Return what turns a stored value into one of a kind."""
    if kind in _PLAIN:
        return _as_it_is
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind):
        return lambda item: kind(**_values(kind, item, {}, {}))  # type: ignore[arg-type, operator]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {tuple, list, frozenset}:
        # All of one kind, or a tuple of as many as it has kinds.
        readers = [_reader(each) for each in inner if each is not Ellipsis]
        if len(readers) == 1:
            return lambda values: origin(map(readers[0], values))
        return lambda values: tuple(read(each) for read, each in zip(readers, values, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        read_key, *others = map(_reader, inner)
        if issubclass(origin, Counter):
            return lambda values: Counter({read_key(key): n for key, n in values.items()})
        [read_value] = others
        return lambda values: {read_key(key): read_value(each) for key, each in values.items()}
    raise TypeError(f"{kind} is not stored")


def _as_it_is(value: Any) -> Any:
    return value
