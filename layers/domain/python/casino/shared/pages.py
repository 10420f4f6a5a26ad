"""Lists in pages, with opaque cursors."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from casino.shared.errors import FieldError, Invalid

T = TypeVar("T")

DEFAULT_LIMIT: Final = 50
MAX_LIMIT: Final = 100
MAX_CURSOR_LENGTH: Final = 1024


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list and where the next ones begin.

    Attributes
    ----------
    items : list
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
