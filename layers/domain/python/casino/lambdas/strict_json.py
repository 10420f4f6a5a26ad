"""JSON without the liberties that Python's parser takes."""

import json
from typing import Any, Final, NoReturn

from casino.shared.errors import Malformed

MAX_DEPTH: Final = 12
_LARGEST_EXACT: Final = 2**53 - 1


def loads(text: str | bytes | None) -> Any:
    """Read JSON, or say what is wrong with it.

    Beyond the grammar, duplicate names are refused (RFC 8259 leaves their meaning open, so two
    readers could see two amounts), as are NaN and infinities (not JSON) and deep nesting.

    Raises
    ------
    Malformed
    """
    if not text:
        raise Malformed("A JSON body is needed")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_number,
        )
        text.encode() if isinstance(text, str) else None  # lone surrogates can't be sent on
    except Malformed:
        raise
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise Malformed("The text is not JSON in UTF-8") from error
    _check_depth(value, MAX_DEPTH)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise Malformed("An object names the same member twice")
    return values


def _refuse_constant(name: str) -> NoReturn:
    raise Malformed(f"{name} is not JSON")


def _number(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Malformed("A number is too large")
    # JSON knows one kind of numbers, and JSON Schema's integers are those without a fraction,
    # however they are written. Beyond this a float no longer tells one integer from the next.
    is_exact = number.is_integer() and abs(number) <= _LARGEST_EXACT
    return int(number) if is_exact else number


def _check_depth(value: Any, left: int) -> None:
    if not left:
        raise _too_deep()
    if isinstance(value, dict):
        for part in value.values():
            _check_depth(part, left - 1)
    elif isinstance(value, list):
        for part in value:
            _check_depth(part, left - 1)


def _too_deep() -> Malformed:
    return Malformed(f"The JSON is nested more than {MAX_DEPTH} levels deep")
