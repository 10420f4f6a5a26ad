"""What requests and answers look like, put together from what the models say of their fields.

An example stands at the field, or at the type, that it is of, and nowhere else; whatever is needed
and has none stops the generation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class NoExample(Exception):
    """A field that is needed has nothing to show for it: its model must give an example."""


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Any], at: str) -> Any:
    """Return a value of a schema.

    What may be left out is left out, unless it has an example of its own; of several kinds of value
    it is the first.

    Parameters
    ----------
    schemas : mapping
        Those that it may refer to, by name.
    at : str
        What the value is of, for the error.

    Raises
    ------
    NoExample
    """
    match schema:
        case {"examples": [example, *_]} | {"const": example} | {"enum": [example, *_]}:
            return example
        case {"$ref": str(reference)}:
            name = reference.rpartition("/")[2]
            return example_of(schemas[name], schemas, name)
        case {"anyOf": [first, *_]}:
            return example_of(first, schemas, at)
        case {"type": "object", "properties": members}:
            return {
                name: example_of(member, schemas, f"{at}.{name}")
                for name, member in members.items()
                if name in schema.get("required", ()) or _has_its_own(member)
            }
        case {"type": "array", "items": item}:
            return [example_of(item, schemas, at)]
        case {"type": "boolean"}:
            return False
        case _:
            raise NoExample(at)


def _has_its_own(member: Mapping[str, Any]) -> bool:
    return any("examples" in each for each in (member, *member.get("anyOf", ())))
