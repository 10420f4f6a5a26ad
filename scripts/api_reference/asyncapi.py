"""The description of the WebSocket API (AsyncAPI 3.0)."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Final

from infra.shared.handlers import actions, socket_functions
from scripts.api_reference.info import info
from scripts.api_reference.problems import error_reply
from scripts.api_reference.schemas import schemas_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from casino.lambdas.websocket import Action
    from casino.shared.messages import EventData

_TAGS: Final = {
    "requests": "What a client asks for; each gets exactly one reply.",
    "events": "What the platform tells by itself, numbered within its channel.",
}
_TICKET: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["ticket"],
    "properties": {
        "ticket": {
            "type": "string",
            "description": "From POST /v1/realtime/tickets; works once, for seconds.",
        }
    },
}
_CLOSING: Final = (
    "Before the house closes a connection it says why in `session.closing`, whose `code` is one of "
    "these. API Gateway lets nobody choose the code of the close frame, so look at the event's; a "
    "connection that ends without one was lost, and a new one may be opened."
)

_ABOUT_BATCHES: Final = "As if each had come in a frame of its own, in this order."
_ABOUT_GATEWAY_FAILURES: Final = (
    "API Gateway's own words where a function failed before it could reply. It names none of your "
    "requests, and what was asked for may have happened: ask again."
)
_GATEWAY_FAILURE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["message", "connectionId", "requestId"],
    "properties": {
        "message": {"type": "string", "examples": ["Internal server error"]},
        "connectionId": {"type": "string"},
        "requestId": {"type": "string", "description": "API Gateway's own; quote it to support."},
    },
}


def asyncapi() -> dict[str, Any]:
    """Return the description of the WebSocket API (AsyncAPI 3.0)."""
    asked, events = _actions(), _events()
    models = {action.data for action in asked.values()}
    models |= {action.reply for action in asked.values()}
    models |= set(events)
    schemas = schemas_of(models)
    messages: dict[str, Any] = {}
    operations: dict[str, Any] = {}
    for name, action in asked.items():
        messages[name] = {
            "title": action.summary,
            "payload": _envelope(
                {
                    "action": {"const": name},
                    "request_id": {"type": "string", "minLength": 1, "maxLength": 128},
                },
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
            "description": _about(action),
            "tags": [{"name": "requests"}],
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
        said = inspect.getdoc(event) or ""
        messages[event.event] = {
            "title": said,
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
        operations[event.event] = _told(event.event, said.splitlines()[0], said)
    messages["error"] = {"title": "A refusal", "payload": error_reply()}
    messages["events"] = {"title": "Several events in one frame", "payload": _batch(events)}
    operations["events"] = _told("events", "Several events in one frame", _ABOUT_BATCHES)
    messages["gateway.failure"] = {"title": "A function failed", "payload": _GATEWAY_FAILURE}
    operations["gateway.failure"] = _told(
        "gateway.failure", "A function failed", _ABOUT_GATEWAY_FAILURES
    )
    return {
        "asyncapi": "3.0.0",
        "info": info(
            "WebSocket",
            "What happens: live tables, bets, balances. One JSON object per text frame; several "
            "events may share one, as `events`. Per channel and epoch, seq rises "
            "by exactly 1; drop what you have seen and ask for what is missing. Said from where a "
            "client stands: it sends requests, and receives replies and events.",
        )
        | {"tags": [{"name": name, "description": text} for name, text in sorted(_TAGS.items())]},
        "defaultContentType": "application/json",
        "servers": {
            "platform": {
                "host": "{host}",
                "protocol": "wss",
                "description": "`websocket_url` of a ticket names it; `ws` on a laptop.",
                "variables": {"host": {"default": "127.0.0.1"}},
            }
        },
        "channels": {
            "socket": {
                "address": "/",
                "description": _about_closing(),
                "bindings": {"ws": {"method": "GET", "query": _TICKET}},
                "messages": {
                    name: {"$ref": f"#/components/messages/{name}"} for name in sorted(messages)
                },
                "x-close-codes": _close_codes(),
            }
        },
        "operations": dict(sorted(operations.items())),
        "components": {"messages": dict(sorted(messages.items())), "schemas": schemas},
    }


def _told(name: str, summary: str, description: str) -> dict[str, Any]:
    return {
        "action": "receive",
        "channel": {"$ref": "#/channels/socket"},
        "summary": summary,
        "description": description,
        "tags": [{"name": "events"}],
        "messages": [{"$ref": f"#/channels/socket/messages/{name}"}],
    }


def _about(action: Action[Any, Any]) -> str:
    text = f"Counts as `{action.kind}` where requests are limited."
    return f"{text} For {' and '.join(sorted(action.roles))} alone." if action.roles else text


def _close_codes() -> list[dict[str, Any]]:
    from casino.sessions.model import Closing

    return [
        {"code": each.code, "reason": each.reason, "reconnect": each.reconnect} for each in Closing
    ]


def _about_closing() -> str:
    rows = [
        f"| {each['code']} | `{each['reason']}` | {'yes' if each['reconnect'] else 'no'} |"
        for each in _close_codes()
    ]
    return "\n".join([_CLOSING, "", "| code | reason | reconnect |", "|---|---|---|", *rows])


def _actions() -> dict[str, Action[Any, Any]]:
    found: dict[str, Action[Any, Any]] = {}
    for function in socket_functions():
        found |= actions(function)
    return found


def _events() -> list[type[EventData]]:
    from casino.shared.messages import EventData

    _actions()  # imports every module that has events
    return sorted(EventData.__subclasses__(), key=lambda model: model.event)


def _batch(events: list[type[EventData]]) -> dict[str, Any]:
    payloads = [{"$ref": f"#/components/messages/{each.event}/payload"} for each in events]
    return _closed(
        {
            "type": {"const": "events"},
            "events": {"type": "array", "minItems": 1, "items": {"oneOf": payloads}},
        }
    )


def _envelope(members: dict[str, Any], data: type[BaseModel]) -> dict[str, Any]:
    return _closed(members | {"data": {"$ref": f"#/components/schemas/{data.__name__}"}})


def _closed(members: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(members),
        "properties": members,
        "additionalProperties": False,
    }
