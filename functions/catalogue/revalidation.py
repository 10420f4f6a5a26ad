"""Answers that browsers and the edge may keep, and ask about instead of fetching again."""

import hashlib
import json
from typing import Any, Final

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

_HEADERS: Final = {
    "Cache-Control": "public, max-age=60",
    # The CORS headers name the origin that asked, so a shared cache must not mix origins up.
    "Vary": "Origin",
}

RESPONSES: Final[dict[int, OpenAPIResponse]] = {
    200: {"description": "The answer, with its `ETag`"},
    304: {"description": "What the caller named in `If-None-Match` still holds", "content": {}},
}


def revalidated(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Give an answer its strong ETag, and send 304 instead to whoever has that answer already."""
    response = next_middleware(app)
    body = json.dumps(response.body, separators=(",", ":"), ensure_ascii=False)
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    headers: dict[str, str | list[str]] = {**_HEADERS, "ETag": etag}
    if _names(app.current_event.headers.get("If-None-Match"), etag):
        return Response(status_code=304, body="", headers=headers)
    response.body = body
    response.headers.update(headers)
    return response


def _names(if_none_match: str | None, etag: str) -> bool:
    """Compare weakly, as RFC 9110 (13.1.2) asks: a compressing edge may have weakened our tag."""
    tags = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return etag in tags or tags == ["*"]
