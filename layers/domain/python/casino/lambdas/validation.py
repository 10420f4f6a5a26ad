"""pydantic's complaints in our own words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, get_args

from pydantic_core.core_schema import ErrorType

from casino.shared.errors import FieldError

# By pydantic's name of the complaint, with the limits that it comes with.
_SENTENCES: Final[Mapping[str, str]] = {
    "extra_forbidden": "There is no such field",
    "unexpected_keyword_argument": "There is no such field",
    "missing": "This field is needed",
    "missing_argument": "This field is needed",
    "string_type": "This must be a text",
    "string_pattern_mismatch": "This is not in the form that is expected here",
    "bool_type": "This must be true or false",
    "int_type": "This must be a whole number",
    "int_parsing": "This must be a whole number",
    "int_from_float": "This must be a whole number",
    "greater_than": "This must be more than {gt}",
    "greater_than_equal": "This must be at least {ge}",
    "less_than": "This must be less than {lt}",
    "less_than_equal": "This must be at most {le}",
    "multiple_of": "This must be a multiple of {multiple_of}",
    "list_type": "This must be a list",
    "dict_type": "This must be an object",
    "model_type": "This must be an object",
    "model_attributes_type": "This must be an object",
    "none_required": "This must be null",
    "literal_error": "This must be one of {expected}",
    "enum": "This must be one of {expected}",
}
_NOT_VALID: Final = "This is not valid"
_OWN_WORDS_PREFIX: Final = "Value error, "
_PYDANTICS_OWN: Final = frozenset(get_args(ErrorType)) - {"value_error"}


def field_errors(complaints: Iterable[Mapping[str, Any]], skip: int = 0) -> list[FieldError]:
    """Turn pydantic's errors into ours.

    People read them: whatever pydantic says by itself, about "strings" that "should match", is said
    here in words of our own.

    Parameters
    ----------
    complaints : iterable of mapping
        As from ``ValidationError.errors()``. Their ``input`` is dropped: it may be personal.
    skip : int
        How many leading parts of each location are not part of the input.
    """
    return [
        FieldError(_pointer(complaint["loc"][skip:]), _sentence(complaint))
        for complaint in complaints
    ]


def _pointer(location: Sequence[str | int]) -> str:
    parts = [str(part).replace("~", "~0").replace("/", "~1") for part in location]
    return "".join(f"/{part}" for part in parts)


def _sentence(complaint: Mapping[str, Any]) -> str:
    kind, limits = complaint["type"], complaint.get("ctx") or {}
    match kind:
        case "string_too_short" | "too_short":
            return _at_least(limits["min_length"], kind)
        case "string_too_long" | "too_long":
            return _at_most(limits["max_length"], kind)
        case _ if kind in _SENTENCES:
            return _SENTENCES[kind].format_map(limits)
        case _ if kind in _PYDANTICS_OWN:
            return _NOT_VALID
        case _:
            # A rule of ours: the model that has it says what is wrong.
            return str(complaint.get("msg", _NOT_VALID)).removeprefix(_OWN_WORDS_PREFIX)


def _at_least(length: int, kind: str) -> str:
    things = "characters" if kind == "string_too_short" else "items"
    return "This must not be empty" if length == 1 else f"At least {length} {things} are needed"


def _at_most(length: int, kind: str) -> str:
    things = "characters" if kind == "string_too_long" else "items"
    return f"At most {length} {things} are possible"
