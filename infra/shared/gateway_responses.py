"""Errors that API Gateway answers by itself, in the shape of all the others (RFC 9457).

They name the player site, as the functions' own do, where it is not where the API is.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from aws_cdk import aws_apigateway as apigateway

EXPOSED_HEADERS: Final = (
    "X-Request-Id",
    "Idempotent-Replay",
    "ETag",
    "Retry-After",
    "RateLimit",
    "RateLimit-Policy",
)

# As the functions' own answers have them.
SECURITY_HEADERS: Final = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class _Answer:
    """What one kind of refusal becomes; codes and titles are those of the functions' own errors."""

    status: int
    code: str
    title: str
    detail: str = ""
    retry_after: int | None = None


_NOT_AUTHENTICATED = _Answer(
    401, "not_authenticated", "Sign in first", "The access token is missing, wrong or out of date"
)
_FORBIDDEN = _Answer(403, "forbidden", "This is not allowed")
_UNKNOWN_ROUTE = _Answer(404, "not_found", "There is nothing at this path")
_MALFORMED = _Answer(400, "malformed_request", "The request could not be read")
_TOO_MANY = _Answer(429, "too_many_requests", "Too many requests", retry_after=1)
_FAILED = _Answer(
    500,
    "internal_error",
    "Something went wrong on our side",
    "The request may be repeated; quote its id to support if it keeps failing",
)
_NO_ANSWER = _Answer(504, "unavailable", "The service did not answer in time")

_TYPE = apigateway.ResponseType

_ANSWERS: Final[tuple[tuple[apigateway.ResponseType, _Answer], ...]] = (
    (_TYPE.UNAUTHORIZED, _NOT_AUTHENTICATED),
    (_TYPE.EXPIRED_TOKEN, _NOT_AUTHENTICATED),
    (_TYPE.ACCESS_DENIED, _FORBIDDEN),
    (_TYPE.INVALID_API_KEY, _FORBIDDEN),
    (_TYPE.INVALID_SIGNATURE, _FORBIDDEN),
    (_TYPE.WAF_FILTERED, _FORBIDDEN),
    # API Gateway says "missing authentication token" for every path it doesn't know.
    (_TYPE.MISSING_AUTHENTICATION_TOKEN, _UNKNOWN_ROUTE),
    (_TYPE.RESOURCE_NOT_FOUND, _UNKNOWN_ROUTE),
    (_TYPE.BAD_REQUEST_BODY, _MALFORMED),
    (_TYPE.BAD_REQUEST_PARAMETERS, _MALFORMED),
    (_TYPE.REQUEST_TOO_LARGE, _Answer(413, "request_too_large", "The request is too large")),
    (
        _TYPE.UNSUPPORTED_MEDIA_TYPE,
        _Answer(
            415,
            "unsupported_media_type",
            "Send JSON in UTF-8, as Content-Type: application/json",
        ),
    ),
    (_TYPE.THROTTLED, _TOO_MANY),
    (_TYPE.QUOTA_EXCEEDED, _TOO_MANY),
    (_TYPE.INTEGRATION_FAILURE, _NO_ANSWER),
    (_TYPE.INTEGRATION_TIMEOUT, _NO_ANSWER),
    (_TYPE.AUTHORIZER_FAILURE, _FAILED),
    (_TYPE.AUTHORIZER_CONFIGURATION_ERROR, _FAILED),
    (_TYPE.API_CONFIGURATION_ERROR, _FAILED),
    (_TYPE.DEFAULT_5_XX, _FAILED),
)


def gateway_responses(site: str | None) -> dict[str, Any]:
    """Return each answer by its kind, as ``x-amazon-apigateway-gateway-responses`` takes it.

    They are the same for everybody, so of several sites whose pages may read the functions' answers
    these let one: the first.

    Parameters
    ----------
    site : str or None
        Its origin, if it has one of its own.
    """
    responses = {
        kind.response_type: {"statusCode": str(answer.status)} | _said(answer, site)
        for kind, answer in _ANSWERS
    }
    # No status of its own: this one stands for several.
    return responses | {_TYPE.DEFAULT_4_XX.response_type: _said(_MALFORMED, site)}


def _said(answer: _Answer, site: str | None) -> dict[str, Any]:
    headers = {
        "Access-Control-Expose-Headers": f"'{','.join(EXPOSED_HEADERS)}'",
        "Cache-Control": "'no-store'",
        "Content-Type": "'application/problem+json'",
        "Vary": "'Origin'",
        "X-Request-Id": "context.requestId",
    } | {name: f"'{value}'" for name, value in SECURITY_HEADERS.items()}
    if site:
        headers["Access-Control-Allow-Origin"] = f"'{site}'"
    if answer.retry_after is not None:
        headers["Retry-After"] = f"'{answer.retry_after}'"
    return {
        "responseParameters": {
            f"gatewayresponse.header.{name}": value for name, value in headers.items()
        },
        "responseTemplates": {"application/json": _problem(answer, site)},
    }


def _problem(answer: _Answer, site: str | None) -> str:
    return json.dumps(
        {
            "type": f"{site or ''}/errors.html#{answer.code}",
            "title": answer.title,
            "status": answer.status,
            "detail": answer.detail or answer.title,
            "code": answer.code,
            "request_id": "$context.requestId",
        }
    )
