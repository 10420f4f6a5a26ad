"""Frames as they come from a socket, and what a refused one is answered.

Apart from the edge that knows the actions, so that the functions of a handshake, which refuse every
frame, need not wait for pydantic's import.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final, Protocol

from casino.lambdas import strict_json
from casino.lambdas.caller import Caller
from casino.shared.errors import CasinoError, Malformed

# API Gateway's own limit on one frame; the local cloud has none, so the limit is kept here as well.
MAX_FRAME_BYTES: Final = 32 * 1024


class UnknownAction(Malformed):
    """A frame asks for something that we don't do."""

    code = "unknown_action"
    title = "There is no such action"


class FrameTooLarge(Malformed):
    """A frame is larger than the service takes."""

    code = "frame_too_large"
    title = f"A frame may hold at most {MAX_FRAME_BYTES} bytes"


class FrameAdmission(Protocol):
    """Decides, before each frame, whether its sender may still act."""

    def admit(self, caller: Caller, kind: str) -> None:
        """Let a frame in, or raise why not."""

    def fault(self, caller: Caller) -> None:
        """Count a frame that could not be used."""


def asked_in(body: str | None) -> tuple[str, Any]:
    """Return a frame's action and data.

    Raises
    ------
    FrameTooLarge
    Malformed
    """
    if body and len(body.encode(errors="surrogatepass")) > MAX_FRAME_BYTES:
        raise FrameTooLarge
    frame = strict_json.loads(body)
    if not isinstance(frame, dict):
        raise Malformed("A frame is one JSON object")
    if not _is_request_id(frame.get("request_id")):
        raise Malformed("request_id must be a text of 1 to 128 characters")
    if set(frame) - {"action", "request_id", "data"}:
        raise Malformed("A frame has action, request_id and data, and nothing else")
    action = frame.get("action")
    if not isinstance(action, str):
        raise Malformed("action must be a text")
    return action, frame.get("data", {})


def readable_request_id(body: str | None) -> str | None:
    """Return a frame's id even where the frame deserves no more, so its sender gets the answer."""
    try:
        frame = json.loads(body or "")
    except (ValueError, RecursionError):
        return None
    request_id = frame.get("request_id") if isinstance(frame, dict) else None
    return request_id if _is_request_id(request_id) else None


def refusal(request_id: str | None, error: CasinoError) -> dict[str, Any]:
    """Return the reply to a frame that was refused."""
    body: dict[str, Any] = {
        "code": error.code,
        "message": error.detail,
        "retryable": error.retryable,
    }
    errors = [asdict(each) for each in error.errors]
    if error.details:
        body["details"] = error.details | ({"errors": errors} if errors else {})
    elif errors:
        body["details"] = errors
    return {"type": "reply", "request_id": request_id, "ok": False, "error": body}


def to_text(reply: Mapping[str, Any]) -> str:
    """Write a reply as it is sent."""
    return json.dumps(reply, separators=(",", ":"))


def _is_request_id(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= 128
