"""The Python client's types."""

from __future__ import annotations

import re
import subprocess
import textwrap
from typing import TYPE_CHECKING, Final

from scripts import commands
from scripts.client_types.description import alternatives, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.client_types.description import (
        DescribedAction,
        DescribedEvent,
        Description,
        Schema,
    )

ORIGIN: Final = "# Written by `make api` from docs/api. Change the models instead."
FUTURE: Final = "from __future__ import annotations"
_SCALARS: Final = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}
_WIDTH: Final = 90

_REQUEST: Final = """Make one request over the present connection; fails if there is none.

        Raises
        ------
        RequestRefused, RequestTimeout, ConnectionLost"""
_REPEAT: Final = """Repeat a request, unchanged, over as many connections as it takes.

        Only for requests that carry their own id and may therefore safely arrive twice.

        Raises
        ------
        RequestRefused, ConnectionStopped"""

_EVENT: Final = """Return the next event of that name, and pass over what comes before it.

        Parameters
        ----------
        name : str
        where : callable, optional
            Takes an event's data and says whether that is the one.

        Raises
        ------
        RequestRefused
            Where the channel can't be joined any more.
        ConnectionStopped"""

_EVENT_METHOD: Final = f'''\
    async def event(self, name: Any, where: Any = lambda _data: True) -> Any:
        """{_EVENT}
        """
        return await self._event(name, where)

    @abstractmethod
    async def _event(self, name: str, where: Callable[[Any], bool]) -> Any: ...'''


def render(description: Description) -> dict[str, str]:
    """Return the text of each file by its name."""
    texts = {
        "__init__.py": f'{ORIGIN}\n"""What is asked and told, over REST and the WebSocket."""\n',
        "messages.py": _messages(description.schemas.items()),
        "actions.py": _actions(description.actions),
        "events.py": _events(description.events),
    }
    return {name: formatted(text) for name, text in texts.items()}


def _messages(schemas: Iterable[tuple[str, Schema]]) -> str:
    classes = [_message(name, schema) for name, schema in schemas]
    typing = [
        name
        for name in ("Any", "Literal", "NotRequired", "TypeAlias")
        if any(re.search(rf"\b{name}(\[|\]| =)", each) for each in classes)
    ]
    head = _head("What requests, replies and events carry.", *typing, "TypedDict", "final")
    return "\n\n".join([head, *classes])


def _message(name: str, schema: Schema) -> str:
    if alternatives(schema) or not _is_object(schema):
        # In quotes, for what it joins may stand further down.
        return _alias(name, schema)
    lines = [
        # Final, so that looking for a member of one tells which of several it is.
        "@final",
        f"class {name}(TypedDict):",
        f"    {docstring_of(schema.get('description') or f'{name}.')}",
        "",
    ]
    required = set(schema.get("required", ()))
    for member, kind in schema.get("properties", {}).items():
        lines += _comment(kind)
        value = type_of(kind)
        lines.append(f"    {member}: {value if member in required else f'NotRequired[{value}]'}")
    return "\n".join(lines)


def _alias(name: str, schema: Schema) -> str:
    text = f'{name}: TypeAlias = "{type_of(schema)}"'
    if len(text) <= _WIDTH or "enum" not in schema:
        return text
    lines = "".join(f"    {value!r},\n" for value in schema["enum"])
    return f"{name}: TypeAlias = Literal[\n{lines}]"


def _is_object(schema: Schema) -> bool:
    return "enum" not in schema and schema.get("type", "object") == "object"


def _events(events: Iterable[DescribedEvent]) -> str:
    known = list(events)
    classes = [
        f"class {_class(event.name)}(_Event):\n"
        f"    {docstring_of(event.summary)}\n\n"
        f'    event: Literal["{event.name}"]\n'
        f"    data: {event.data}"
        for event in known
    ]
    envelope = (
        'class _Event(TypedDict):\n    type: Literal["event"]\n    channel: str\n'
        "    epoch: str\n    seq: int\n    at: str"
    )
    union = " | ".join(_class(event.name) for event in known)
    typing = ("TYPE_CHECKING", "Any", "Literal", "TypeAlias", "TypedDict", "overload")
    parts = [
        _head("Every event, told apart by its name.", *typing)
        + "\nfrom abc import ABC, abstractmethod",
        _imports(event.data for event in known) + "\n    from collections.abc import Callable",
        envelope,
        *classes,
        f"ServerEvent: TypeAlias = ({union})",
        'class EventSource(ABC):\n    """Where events can be waited for."""\n',
        *(
            "    @overload\n    async def event(self, "
            f'name: Literal["{event.name}"], where: Callable[[{event.data}], bool] = ...'
            f") -> {_class(event.name)}: ..."
            for event in known
        ),
        _EVENT_METHOD,
    ]
    return "\n\n".join(parts)


def _actions(actions: Iterable[DescribedAction]) -> str:
    known = list(actions)
    typing = ("TYPE_CHECKING", "Any", "Literal", "overload")
    parts = [
        _head("Every request, with what it carries and what it is answered.", *typing)
        + "\nfrom abc import ABC, abstractmethod",
        _imports(name for action in known for name in (action.data, action.reply))
        + "\n    from collections.abc import Mapping",
        'class Requester(ABC):\n    """Whoever can ask the server for something."""\n',
        _method("request", _REQUEST, known),
        _method("request_until_answered", _REPEAT, known),
    ]
    return "\n\n".join(parts)


def _method(name: str, docstring: str, actions: Iterable[DescribedAction]) -> str:
    overloads = [
        f"    @overload\n    async def {name}(\n"
        f'        self, action: Literal["{action.name}"], data: {action.data}\n'
        f"    ) -> {action.reply}: ..."
        for action in actions
    ]
    method = (
        f"    async def {name}(self, action: Any, data: Any) -> Any:\n"
        f'        """{docstring}\n        """\n        return await self._{name}(action, data)\n\n'
        f"    @abstractmethod\n"
        f"    async def _{name}(self, action: str, data: Mapping[str, Any]) -> Any: ..."
    )
    return "\n\n".join([*overloads, method])


def _head(docstring: str, *typing: str) -> str:
    imports = f"from typing import {', '.join(typing)}"
    return f'{ORIGIN}\n"""{docstring}"""\n\n{FUTURE}\n\n{imports}'


def _imports(models: Iterable[str]) -> str:
    names = ", ".join(sorted(set(models)))
    return f"if TYPE_CHECKING:\n    from croupier_client.generated.messages import ({names})"


def type_of(schema: Schema) -> str:
    """Return a schema as a type."""
    if "$ref" in schema:
        return named(schema["$ref"])
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return f"Literal[{', '.join(repr(value) for value in schema['enum'])}]"
    if choices := alternatives(schema):
        return " | ".join(type_of(choice) for choice in choices)
    match schema.get("type"):
        case "array":
            return f"list[{type_of(schema.get('items', {}))}]"
        case "object":
            further = schema.get("additionalProperties")
            return f"dict[str, {type_of(further) if isinstance(further, dict) else 'Any'}]"
        case kind:
            return _SCALARS.get(str(kind), "Any")


def _class(event: str) -> str:
    return "".join(part.title() for part in event.replace("_", ".").split(".")) + "Event"


def docstring_of(text: str) -> str:
    """Return a text as a docstring within a class."""
    lines = text.strip().splitlines()
    if len(lines) == 1:
        return f'"""{lines[0]}"""'
    rest = "\n".join(f"    {line}".rstrip() for line in lines[1:])
    return f'"""{lines[0]}\n{rest}\n    """'


def _comment(schema: Schema) -> list[str]:
    text = " ".join(str(schema.get("description", "")).split())
    return [f"    # {line}" for line in textwrap.wrap(text, _WIDTH)]


def formatted(text: str) -> str:
    """Return the text as `make check` wants it."""
    for arguments in (("check", "--quiet", "--fix-only", "--select", "I"), ("format", "--quiet")):
        text = subprocess.run(  # what it formats was written above
            [commands.BIN / "ruff", *arguments, "--stdin-filename", "generated.py", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    return text
