"""The description of the REST API (OpenAPI 3.1)."""

from __future__ import annotations

import inspect
import json
import re
from typing import TYPE_CHECKING, Any, Final

from infra.shared.handlers import rest_app, rest_functions
from scripts.api_reference.answers import describe_answers, refusals
from scripts.api_reference.examples import example_of
from scripts.api_reference.info import VERSION, info
from scripts.api_reference.problems import problem
from scripts.api_reference.schemas import merge, reachable, schemas_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from casino.lambdas.rest_api import Routes

_TAGS: Final = {
    "accounts": "Who players are, and how they sign in.",
    "safer gambling": "What players keep themselves from.",
    "wallet": "Balances, history and totals.",
    "payments": "Paying in and out, and what payment providers report.",
    "catalogue": "The games on offer; open to everybody, and cacheable.",
    "tables": "Live tables, their rounds, and bets on them.",
    "instant games": "Rounds of one's own, and the seeds that they are drawn from.",
    "realtime": "The way into the WebSocket.",
}
# Optional to the validator only, so that a missing one has a code of its own.
_NEEDED_HEADERS: Final[dict[str, dict[str, Any]]] = {
    "Idempotency-Key": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": r"^[\x20-\x7e]+$",
        "examples": ["2b6f0cc9-0d5e-4c41-9d3c-4b3f9f1d3c58"],
    },
    "Stripe-Signature": {
        "type": "string",
        "minLength": 1,
        "examples": [f"t=1767225600,v1={'5257a869e7ecebeda32affa62cdca3fa' * 2}"],
    },
}


def openapi() -> dict[str, Any]:
    """Return the document.

    Raises
    ------
    TwoModelsOfOneName, NoExample
    """
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": problem()}
    docstrings: dict[str, str] = {}
    declared: dict[str, Routes] = {}
    for function in rest_functions():
        app = rest_app(function)
        text = app.get_openapi_json_schema(
            title="Croupier", version=VERSION, openapi_version="3.1.0"
        )
        # pydantic writes a page of games as PageOf_GameView_.
        described = json.loads(re.sub(r"PageOf_(\w+?)(View)?_\b", r"\1Page", text))
        paths |= described["paths"]
        for route in app.routes:
            name = f"{route.method} {route.openapi_path}"
            docstrings[name] = inspect.getdoc(route.func) or ""
            declared[name] = app.declared(route.func)
        merge(schemas, described.get("components", {}).get("schemas", {}))
    for path, operations in paths.items():
        for method, operation in operations.items():
            name = f"{method.upper()} {path}"
            _name_for_people(path, method, operation)
            operation["description"] = docstrings[name]
            _describe_parameters(operation)
            describe_answers(path, operation, declared[name].terms)
            if (body := declared[name].raw_body) is not None:
                operation["requestBody"] = _read_as_it_stands(body)
                merge(schemas, schemas_of({body}))
            _show_examples(operation, schemas)
    schemas = {"Problem": schemas.pop("Problem")} | reachable(paths, schemas)
    return {
        "openapi": "3.1.0",
        "info": info(
            "REST",
            "What is asked for once: accounts, payments, catalogue, history. "
            "Amounts are integers in the currency's minor unit; times are RFC 3339 in UTC.",
        ),
        "servers": [
            {
                "url": "{rest_url}",
                "description": "`rest_url` of .local/endpoints.json, or of the stack's outputs.",
                "variables": {"rest_url": {"default": "http://127.0.0.1:8080"}},
            }
        ],
        "tags": [{"name": name, "description": text} for name, text in sorted(_TAGS.items())],
        "paths": dict(sorted(paths.items())),
        "components": {
            "responses": refusals(),
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "access_token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }


def _name_for_people(path: str, method: str, operation: dict[str, Any]) -> None:
    # Powertools adds path and method to the name of the use case, which alone is unique.
    addition = re.sub(r"\W", "_", path) + f"_{method}"
    use_case: str = operation["operationId"].removesuffix(addition)
    first, *rest = use_case.split("_")
    operation["operationId"] = first + "".join(part.capitalize() for part in rest)


def _read_as_it_stands(body: type[BaseModel]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{body.__name__}"}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _describe_parameters(operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        for name, schema in _NEEDED_HEADERS.items():
            if parameter["name"].lower() == name.lower():
                parameter |= {"name": name, "required": True, "schema": schema}
        # Null is what a parameter that is left out means to us; nobody can write it into a URL.
        schema = parameter["schema"]
        choices = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
        if len(choices) == 1:
            parameter["schema"] = choices[0]


def _show_examples(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    name = operation["operationId"]
    for parameter in operation.get("parameters", ()):
        if parameter.get("required"):
            at = f"{name}({parameter['name']})"
            parameter["example"] = example_of(parameter["schema"], schemas, at)
    bodies = [operation.get("requestBody", {})]
    bodies += [answer for answer in operation["responses"].values() if "$ref" not in answer]
    for body in bodies:
        content = body.get("content", {}).get("application/json")
        if content is not None:
            content["example"] = example_of(content["schema"], schemas, name)
