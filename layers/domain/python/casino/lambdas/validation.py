"""pydantic's complaints in our own words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casino.shared.errors import FieldError


def field_errors(complaints: Iterable[Mapping[str, Any]], skip: int = 0) -> list[FieldError]:
    """Turn pydantic's errors into ours.

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
    if complaint["type"] == "extra_forbidden":
        return "There is no such field"
    if complaint["type"] == "missing":
        return "This field is needed"
    return str(complaint.get("msg", "This is not valid"))
