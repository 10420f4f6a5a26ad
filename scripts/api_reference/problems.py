"""What a request that was refused is answered, by either door."""

from __future__ import annotations

from typing import Any, Final

from scripts.error_codes import error_codes

_FAULT: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["pointer", "detail"],
    "properties": {
        "pointer": {"type": "string", "description": "JSON Pointer (RFC 6901)."},
        "detail": {"type": "string"},
    },
}

# API Gateway alone gives up waiting, and says what a function says when it is unavailable.
_ONLY_GATEWAYS: Final = {504: 503}


def problem() -> dict[str, Any]:
    """Return the schema of a problem (RFC 9457)."""
    return {
        "type": "object",
        "description": "What went wrong (RFC 9457). `code` is stable; the texts are for people.",
        "required": ["type", "title", "status", "detail", "code", "request_id"],
        "properties": {
            "type": {
                "type": "string",
                "format": "uri-reference",
                "description": "Leads to what the code means.",
            },
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string"},
            "code": _code(),
            "request_id": {"type": "string"},
            "errors": {"type": "array", "items": _FAULT},
            "details": {
                "type": "object",
                "description": "What the code has to say beside its message.",
            },
        },
    }


def problem_example(status: int) -> dict[str, Any]:
    """Return what a refusal of a status looks like, by the kind of error that has it."""
    from casino.lambdas.rest_api import STATUS_OF_KIND

    answered = _ONLY_GATEWAYS.get(status, status)
    kind = next(kind for kind, found in STATUS_OF_KIND.items() if found == answered)
    return {
        "type": f"https://play.example/errors.html#{kind.code}",
        "title": kind.title,
        "status": status,
        "detail": kind.title,
        "code": kind.code,
        "request_id": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    }


def error_reply() -> dict[str, Any]:
    """Return the schema of a reply that says no."""
    return {
        "type": "object",
        "description": "The reply to a request that was refused.",
        "required": ["type", "request_id", "ok", "error"],
        "additionalProperties": False,
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
                "additionalProperties": False,
                "properties": {
                    "code": _code(),
                    "message": {"type": "string"},
                    "retryable": {"type": "boolean"},
                    "details": {
                        "description": "Of an invalid request its faults; else what the code "
                        "has to say beside its message.",
                        "anyOf": [{"type": "array", "items": _FAULT}, {"type": "object"}],
                    },
                },
            },
        },
    }


def _code() -> dict[str, Any]:
    return {
        "type": "string",
        "enum": [each.code for each in error_codes()],
        "description": "Stable; docs/errors.md says what each means. New features bring new ones.",
    }
