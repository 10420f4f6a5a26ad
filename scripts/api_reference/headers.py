"""What answers say beside their bodies."""

from __future__ import annotations

from typing import Any, Final

Headers = dict[str, dict[str, Any]]


def rate(*, required: bool) -> Headers:
    """Return what is said of how much more may be asked (draft-ietf-httpapi-ratelimit-headers-10).

    Parameters
    ----------
    required : bool
        Whether every such answer says it. A refusal says it where its request had been counted.
    """
    return {
        "RateLimit": _header(
            "How much more may be asked of a kind, and in how many seconds again: "
            '`"read";r=118;t=1`.',
            required=required,
        ),
        "RateLimit-Policy": _header(
            'How much of a kind may be asked in so many seconds: `"read";q=120;w=60`.',
            required=required,
        ),
    }


def _header(
    description: str, schema: dict[str, Any] | None = None, *, required: bool = True
) -> dict[str, Any]:
    return {
        "description": description,
        "required": required,
        "schema": schema or {"type": "string"},
    }


REQUEST_ID: Final[Headers] = {"X-Request-Id": _header("Names this request; quote it to support.")}
REPLAY: Final[Headers] = {
    "Idempotent-Replay": _header(
        "There and `true` where an earlier request was answered so.",
        {"type": "string", "const": "true"},
        required=False,
    )
}
CACHED: Final[Headers] = {
    "ETag": _header("Names this answer."),
    "Cache-Control": _header("How long it may be kept, and by whom."),
}
RETRY_AFTER: Final[Headers] = {
    "Retry-After": _header("Seconds after which to try again.", {"type": "integer", "minimum": 1})
}
ALLOW: Final[Headers] = {"Allow": _header("The methods that the path has.")}
ACCEPT: Final[Headers] = {"Accept": _header("The type that a body must have.")}
