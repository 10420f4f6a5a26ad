"""The TypeScript client's types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from scripts.client_types.description import alternatives, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.client_types.description import (
        DescribedAction,
        DescribedEvent,
        Description,
        Schema,
    )

HEADER: Final = "// Written by `make api` from docs/api. Change the models instead.\n"
_SCALARS: Final = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def render(description: Description) -> dict[str, str]:
    """Return the text of each file by its name."""
    return {
        "messages.ts": HEADER
        + "".join(_message(name, schema) for name, schema in description.schemas.items()),
        "actions.ts": _actions(description.actions),
        "events.ts": _events(description.events),
    }


def type_text(name: str, schema: Schema) -> str:
    """Return a schema as the type that it becomes."""
    return _message(name, schema)


def _message(name: str, schema: Schema) -> str:
    comment = _comment(schema, "")
    if alternatives(schema):
        return f"\n{comment}export type {name} = {type_of(schema)};\n"
    if not schema.get("properties"):
        return f"\n{comment}export type {name} = {type_of(schema)};\n"
    required = set(schema.get("required", ()))
    lines = [f"\n{comment}export interface {name} {{\n"]
    for member, kind in schema["properties"].items():
        mark = "" if member in required else "?"
        lines.append(f"{_comment(kind, '  ')}  readonly {member}{mark}: {type_of(kind)};\n")
    return "".join([*lines, "}\n"])


def _actions(actions: Iterable[DescribedAction]) -> str:
    lines = [
        "\n/** Every request, with what it carries and what it is answered. */\n",
        "export interface Actions {\n",
    ]
    models: set[str] = set()
    for action in actions:
        models |= {action.data, action.reply}
        lines.append(
            f"  /** {action.summary} */\n"
            f'  readonly "{action.name}": '
            f"{{ readonly data: {action.data}; readonly reply: {action.reply} }};\n"
        )
    return "".join([HEADER, _imports(models), *lines, "}\n"])


def _events(events: Iterable[DescribedEvent]) -> str:
    lines = [
        "\n/** Every event, with what it tells. */\n",
        "export interface Events {\n",
    ]
    models: set[str] = set()
    for event in events:
        models.add(event.data)
        lines.append(f'  /** {event.summary} */\n  readonly "{event.name}": {event.data};\n')
    return "".join([HEADER, _imports(models), *lines, "}\n"])


def _imports(models: Iterable[str]) -> str:
    names = "".join(f"  {model},\n" for model in sorted(models))
    return f'import type {{\n{names}}} from "./messages.js";\n'


def type_of(schema: Schema) -> str:
    """Return a schema as a type."""
    if "$ref" in schema:
        return named(schema["$ref"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if choices := alternatives(schema):
        return " | ".join(type_of(choice) for choice in choices)
    match schema.get("type"):
        case "array":
            item = type_of(schema.get("items", {}))
            return f"readonly ({item})[]" if " " in item else f"readonly {item}[]"
        case "object":
            return _object(schema)
        case kind:
            return _SCALARS.get(str(kind), "unknown")


def _object(schema: Schema) -> str:
    further = schema.get("additionalProperties", True)
    if further is False:
        return "Readonly<Record<string, never>>"
    value = type_of(further) if isinstance(further, dict) else "unknown"
    return f"Readonly<Record<string, {value}>>"


def _comment(schema: Schema, indent: str) -> str:
    text = str(schema.get("description", "")).strip()
    if not text:
        return ""
    lines = text.splitlines()
    if len(lines) == 1:
        return f"{indent}/** {text} */\n"
    body = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{body}{indent} */\n"
