"""What the clients need of an AsyncAPI document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Schema = dict[str, Any]


@dataclass(frozen=True)
class DescribedAction:
    """A request that a client can make, with the schemas' names of its data and its answer."""

    name: str
    summary: str
    data: str
    reply: str


@dataclass(frozen=True)
class DescribedEvent:
    """Something that the server tells, with the name of its data's schema."""

    name: str
    summary: str
    data: str


@dataclass(frozen=True)
class Description:
    """Everything that is said over the WebSocket."""

    schemas: Mapping[str, Schema]
    actions: tuple[DescribedAction, ...]
    events: tuple[DescribedEvent, ...]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Description:
        """Read an AsyncAPI document."""
        messages: dict[str, Any] = document["components"]["messages"]
        actions = []
        events = []
        for name, message in sorted(messages.items()):
            members: Schema = message["payload"]["properties"]
            if "action" in members:
                reply = messages[f"{name}.reply"]["payload"]["properties"]
                actions.append(
                    DescribedAction(name, message["title"], _data(members), _data(reply))
                )
            elif "event" in members:
                events.append(DescribedEvent(name, message["title"], _data(members)))
        schemas = dict(sorted(document["components"]["schemas"].items()))
        return cls(schemas, tuple(actions), tuple(events))


def named(reference: str) -> str:
    """Return the name of the schema that a reference leads to."""
    return reference.rpartition("/")[2]


def alternatives(schema: Schema) -> list[Schema]:
    """Return the schemas of which a value matches one, or nothing if there is no choice."""
    choices: list[Schema] = schema.get("anyOf") or schema.get("oneOf") or []
    if not choices and isinstance(schema.get("type"), list):
        choices = [schema | {"type": kind} for kind in schema["type"]]
    return choices


def _data(members: Schema) -> str:
    return named(members["data"]["$ref"])
