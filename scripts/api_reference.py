"""Write the API reference from the code: `python -m scripts.api_reference`.

`docs/api/openapi.json` describes REST, `docs/api/asyncapi.json` the WebSocket. Both come from the
models that validate requests and build answers, so they can't say anything else; a test compares
the committed files with what the code says.
"""

from __future__ import annotations

import importlib
import json
import os
from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import models_json_schema

from scripts.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aws_lambda_powertools.event_handler import APIGatewayRestResolver
    from pydantic import BaseModel

    from casino.lambdas.websocket import Action
    from casino.shared.messages import EventData

FOLDER: Final = ROOT / "docs" / "api"
VERSION: Final = "1.0.0"

_REST_CONTEXTS: Final = (
    "accounts",
    "wallet",
    "payments",
    "catalogue",
    "tables",
    "instant",
    "realtime",
)
_OPEN_PREFIXES: Final = ("/v1/auth/", "/v1/games", "/v1/tables", "/v1/payments/webhooks")
_CLOSED: Final = ("/v1/auth/logout", "/v1/games/{game_id}/rounds")

_SOCKET_FUNCTIONS: Final = (
    "functions.realtime.receive_message",
    "functions.tables.cash_out",
    "functions.tables.dealer_console",
    "functions.tables.decide_hand",
    "functions.tables.place_bet",
)

_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `code` is stable; the texts are for people.",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON Pointer (RFC 6901)."},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}

_ERROR_REPLY: Final[dict[str, Any]] = {
    "type": "object",
    "description": "The reply to a request that was refused.",
    "required": ["type", "request_id", "ok", "error"],
    "properties": {
        "type": {"const": "reply"},
        "request_id": {
            "type": ["string", "null"],
            "description": "Null if the frame was unreadable.",
        },
        "ok": {"const": False},
        "error": {
            "type": "object",
            "required": ["code", "message", "retryable"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "retryable": {"type": "boolean"},
                "details": {"type": "array", "items": {"type": "object"}},
            },
        },
    },
}


def openapi() -> dict[str, Any]:
    """Return the description of the REST API (OpenAPI 3.1)."""
    # Building a resolver needs to know the sites that may call it; the reference doesn't show them.
    os.environ.setdefault("ALLOWED_ORIGINS", "https://play.example")
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": _PROBLEM}
    for context in _REST_CONTEXTS:
        app: APIGatewayRestResolver = importlib.import_module(f"functions.{context}.api").app
        described = json.loads(
            app.get_openapi_json_schema(title="Croupier", version=VERSION, openapi_version="3.1.0")
        )
        paths |= described["paths"]
        schemas |= described.get("components", {}).get("schemas", {})
    for path, operations in paths.items():
        for operation in operations.values():
            _describe_errors(path, operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Croupier: REST",
            "version": VERSION,
            "description": "What is asked for once: accounts, payments, catalogue, history. "
            "Amounts are integers in the currency's minor unit; times are RFC 3339 in UTC.",
        },
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "access_token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }


def asyncapi() -> dict[str, Any]:
    """Return the description of the WebSocket API (AsyncAPI 3.0)."""
    actions, events = _actions(), _events()
    models = {action.data for action in actions.values()}
    models |= {action.reply for action in actions.values()}
    models |= set(events)
    schemas = _schemas(models)
    messages: dict[str, Any] = {}
    operations: dict[str, Any] = {}
    for name, action in actions.items():
        messages[name] = {
            "title": action.summary,
            "payload": _envelope(
                {"action": {"const": name}, "request_id": {"type": "string", "maxLength": 128}},
                action.data,
            ),
        }
        messages[f"{name}.reply"] = {
            "title": f"Answer of {name}",
            "payload": _envelope(
                {
                    "type": {"const": "reply"},
                    "request_id": {"type": "string"},
                    "ok": {"const": True},
                },
                action.reply,
            ),
        }
        operations[name] = {
            "action": "send",
            "channel": {"$ref": "#/channels/socket"},
            "summary": action.summary,
            "messages": [{"$ref": f"#/channels/socket/messages/{name}"}],
            "reply": {
                "channel": {"$ref": "#/channels/socket"},
                "messages": [
                    {"$ref": f"#/channels/socket/messages/{name}.reply"},
                    {"$ref": "#/channels/socket/messages/error"},
                ],
            },
        }
    for event in events:
        messages[event.event] = {
            "title": (event.__doc__ or "").strip(),
            "payload": _envelope(
                {
                    "type": {"const": "event"},
                    "channel": {"type": "string"},
                    "epoch": {"type": "string"},
                    "seq": {"type": "integer", "minimum": 1},
                    "event": {"const": event.event},
                    "at": {"type": "string", "format": "date-time"},
                },
                event,
            ),
        }
        operations[event.event] = {
            "action": "receive",
            "channel": {"$ref": "#/channels/socket"},
            "summary": (event.__doc__ or "").strip(),
            "messages": [{"$ref": f"#/channels/socket/messages/{event.event}"}],
        }
    messages["error"] = {"title": "A refusal", "payload": _ERROR_REPLY}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Croupier: WebSocket",
            "version": VERSION,
            "description": "What happens: live tables, bets, balances. One JSON object per text "
            "frame; several events may share one as {type: events, events: […]}. Per channel and "
            "epoch, seq rises by exactly 1; drop what you have seen and ask for what is missing.",
        },
        "channels": {
            "socket": {
                "address": "/?ticket={ticket}",
                "parameters": {
                    "ticket": {
                        "description": "From POST /v1/realtime/tickets; works once, for seconds."
                    }
                },
                "messages": {
                    name: {"$ref": f"#/components/messages/{name}"} for name in sorted(messages)
                },
            }
        },
        "operations": dict(sorted(operations.items())),
        "components": {"messages": dict(sorted(messages.items())), "schemas": schemas},
    }


def rendered() -> dict[str, str]:
    """Return the text of every generated file by its name."""
    documents = {"openapi.json": openapi(), "asyncapi.json": asyncapi()}
    return {
        name: json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        for name, document in documents.items()
    }


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in rendered().items():
        (FOLDER / name).write_text(text)
        print(f"wrote {(FOLDER / name).relative_to(ROOT)}")


def _actions() -> dict[str, Action[Any, Any]]:
    actions: dict[str, Action[Any, Any]] = {}
    for module in _SOCKET_FUNCTIONS:
        actions |= importlib.import_module(module).ACTIONS
    return actions


def _events() -> list[type[EventData]]:
    from casino.shared.messages import EventData

    _actions()  # imports every module that has events
    return sorted(EventData.__subclasses__(), key=lambda model: model.event)


def _schemas(models: Iterable[type[BaseModel]]) -> dict[str, Any]:
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema(
        [(model, "validation") for model in ordered],
        ref_template="#/components/schemas/{model}",
    )
    return dict(sorted(definitions["$defs"].items()))


def _envelope(members: dict[str, Any], data: type[BaseModel]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [*members, "data"],
        "properties": members | {"data": {"$ref": f"#/components/schemas/{data.__name__}"}},
    }


def _describe_errors(path: str, operation: dict[str, Any]) -> None:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    is_open = path.startswith(_OPEN_PREFIXES) and path not in _CLOSED
    if not is_open:
        operation["security"] = [{"access_token": []}]
    for parameter in operation.get("parameters", ()):
        # Optional to the validator only, so that a missing key has a code of its own.
        if parameter["name"].lower() == "idempotency-key":
            parameter["name"] = "Idempotency-Key"
            parameter["required"] = True
            parameter["schema"] = {"type": "string", "minLength": 1, "maxLength": 255}
    responses = operation["responses"]
    responses["422"] = {"description": "Well-formed, but not valid.", "content": content}
    responses["default"] = {"description": "Any other error.", "content": content}
    if not is_open:
        responses["401"] = {"description": "Sign in first.", "content": content}


if __name__ == "__main__":
    main()
