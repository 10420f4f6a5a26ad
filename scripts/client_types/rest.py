"""What the clients need of an OpenAPI document, and of the schemas of stakes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scripts.client_types.description import Schema, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_JSON: Final = "application/json"
_KEY: Final = "Idempotency-Key"
_NO_CONTENT: Final = "204"


@dataclass(frozen=True)
class Parameter:
    """Something that a request names in its path or its query."""

    name: str
    schema: Schema
    description: str


@dataclass(frozen=True)
class Operation:
    """A request of the REST API.

    Attributes
    ----------
    name : str
        As the description has it, such as ``listBets``.
    answer : Schema or None
        `None` where nothing is answered.
    item : Schema or None
        What one item of its pages is; `None` where it answers no page.
    has_key : bool
        Whether it carries an idempotency key, and may therefore safely be repeated.
    is_public : bool
        Whether it is answered without an access token.
    """

    name: str
    method: str
    path: str
    summary: str
    in_path: tuple[Parameter, ...]
    in_query: tuple[Parameter, ...]
    body: Schema | None
    answer: Schema | None
    item: Schema | None
    has_key: bool
    is_public: bool


@dataclass(frozen=True)
class RestDescription:
    """Everything that can be asked by REST."""

    schemas: Mapping[str, Schema]
    operations: tuple[Operation, ...]
    codes: tuple[str, ...]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> RestDescription:
        """Read an OpenAPI document. What only other servers call, webhooks, is left out."""
        schemas: dict[str, Schema] = dict(document["components"]["schemas"])
        problem = schemas.pop("Problem")
        operations = [
            _operation(method, path, operation, schemas)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if "/webhooks/" not in path
        ]
        needed = _reached(operations, schemas)
        return cls(
            {name: schema for name, schema in sorted(schemas.items()) if name in needed},
            tuple(sorted(operations, key=lambda operation: operation.name)),
            tuple(problem["properties"]["code"].get("enum", ())),
        )


@dataclass(frozen=True)
class Bet:
    """A kind of bet that can be placed at some games.

    Attributes
    ----------
    name : str
        The name of the kind, as it is staked; of an instant game, its id.
    schema : Schema
        The one of the first game that has the kind.
    """

    name: str
    schema: Schema
    games: tuple[str, ...]

    @property
    def is_round(self) -> bool:
        """Whether it asks for a round of an instant game."""
        return "stake" in self.schema["properties"]


def bets_of(stakes: Mapping[str, Iterable[Schema]]) -> tuple[Bet, ...]:
    """Return every kind of bet once; its shape is the same wherever it is offered."""
    found: dict[str, Bet] = {}
    for game_id, schemas in stakes.items():
        for schema in schemas:
            name = schema["properties"].get("type", {}).get("const", game_id)
            known = found.get(name, Bet(name, schema, ()))
            found[name] = Bet(name, known.schema, (*known.games, game_id))
    return tuple(found.values())


def snake(name: str) -> str:
    """Write a name with underscores: ``listBets`` and ``grand-harbour`` alike."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|-", "_", name).lower()


def pascal(name: str) -> str:
    """Write a name as classes are named."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_]", name))


def _operation(
    method: str, path: str, operation: Mapping[str, Any], schemas: Mapping[str, Schema]
) -> Operation:
    parameters = operation.get("parameters", ())
    answers = [
        (status, each) for status, each in operation["responses"].items() if status[0] == "2"
    ]
    [(status, answer)] = answers
    content = answer.get("content", {})
    reply = None if status == _NO_CONTENT else content[_JSON]["schema"]
    given = operation.get("requestBody")
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        in_path=_parameters(parameters, "path"),
        # Who asks for another format gets no JSON, which is all that is typed here.
        in_query=tuple(
            each
            for each in _parameters(parameters, "query")
            if not (each.name == "format" and len(content) > 1)
        ),
        body=None if given is None else given["content"][_JSON]["schema"],
        answer=reply,
        item=_item_of(reply, schemas),
        has_key=any(each["name"] == _KEY for each in parameters),
        is_public=operation.get("security") == [],
    )


def _parameters(parameters: Iterable[Mapping[str, Any]], place: str) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(each["name"], each["schema"], each.get("description", ""))
        for each in parameters
        if each["in"] == place
    )


def _item_of(answer: Schema | None, schemas: Mapping[str, Schema]) -> Schema | None:
    page = schemas.get(named((answer or {}).get("$ref", "")), {}).get("properties", {})
    if "next_cursor" not in page or "items" not in page:
        return None
    item: Schema = page["items"]["items"]
    return item


def _reached(operations: Iterable[Operation], schemas: Mapping[str, Schema]) -> set[str]:
    """Return the names of the schemas that requests and answers are made of."""
    reached: set[str] = set()
    waiting: list[Any] = [[each.body, each.answer] for each in operations]
    while waiting:
        match waiting.pop():
            case {"$ref": str(reference)}:
                if (name := named(reference)) not in reached:
                    reached.add(name)
                    waiting.append(schemas[name])
            case dict() as schema:
                waiting += schema.values()
            case list() as several:
                waiting += several
    return reached
