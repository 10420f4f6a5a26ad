"""Frames, written and read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from croupier_client.generated.messages import EventMessage


@dataclass(frozen=True)
class Frame:
    """What one text frame says: a reply, or some events, or nothing that this version knows."""

    reply: Mapping[str, Any] | None = None
    events: list[EventMessage] = field(default_factory=list)


def encode_request(request_id: str, action: str, data: Mapping[str, Any]) -> str:
    """Return the text of a request."""
    return json.dumps({"action": action, "request_id": request_id, "data": data})


def decode_frame(text: str) -> Frame:
    """Read one text frame. What this version doesn't know is passed over, never an exception."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return Frame()
    match body:
        case {"type": "reply"}:
            return Frame(reply=body)
        case {"type": "event"}:
            return Frame(events=_events([body]))
        case {"type": "events", "events": list(events)}:
            return Frame(events=_events(events))
        case _:
            return Frame()


def _events(bodies: list[Any]) -> list[EventMessage]:
    return [body for body in bodies if _is_event(body)]


def _is_event(body: Any) -> bool:
    match body:
        case {"channel": str(), "epoch": str(), "seq": int(), "event": str()}:
            return True
        case _:
            return False
