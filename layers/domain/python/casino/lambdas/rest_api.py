"""The REST edge: routes in, problem details out."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated, Any, Final

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from aws_lambda_powertools.event_handler.openapi.params import Header, Query

from casino.lambdas import strict_json
from casino.lambdas.observability import logger
from casino.lambdas.validation import field_errors
from casino.shared.errors import (
    CasinoError,
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    Malformed,
    NotAuthenticated,
    NotFound,
    TooManyRequests,
    Unavailable,
)
from casino.shared.pages import DEFAULT_LIMIT, MAX_CURSOR_LENGTH, MAX_LIMIT
from casino.shared.settings import setting

MAX_BODY_BYTES: Final = 64 * 1024

# The first kind that an error is an instance of decides.
_STATUS_OF_KIND: Final[dict[type[CasinoError], HTTPStatus]] = {
    Malformed: HTTPStatus.BAD_REQUEST,
    NotAuthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}

LambdaHandler = Callable[[dict[str, Any], Any], dict[str, Any]]


class IdempotencyKeyRequired(Malformed):
    """A request that moves money came without a usable ``Idempotency-Key``."""

    code = "idempotency_key_required"
    title = "Send an Idempotency-Key header of 1 to 255 printable ASCII characters"


class BodyTooLarge(Malformed):
    """A body is larger than any of ours."""

    code = "body_too_large"
    title = f"A body may hold at most {MAX_BODY_BYTES} bytes"


class _UnknownRoute(NotFound):
    title = "There is nothing at this path, or not with this method"


Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Items on a page.")]
Cursor = Annotated[
    str | None,
    Query(max_length=MAX_CURSOR_LENGTH, description="`next_cursor` of the page before."),
]
IdempotencyKeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Names this attempt, 1 to 255 printable ASCII characters. Repeating the same "
        "request with the same key gives the original answer and changes nothing.",
    ),
]

__all__ = ["DEFAULT_LIMIT", "Cursor", "IdempotencyKeyHeader", "Limit"]


class Routes(Router):
    """The routes of one use case."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    @property
    def player_id(self) -> str:
        """Who is asking: the subject that API Gateway's authorizer found in the access token.

        Raises
        ------
        NotAuthenticated
            If the route was reached without an authorizer.
        """
        subject = self.claims.get("sub")
        if not subject:
            raise NotAuthenticated
        return str(subject)

    @property
    def claims(self) -> Mapping[str, Any]:
        """What the access token says; nothing, if there was none."""
        authorizer = self.current_event["requestContext"].get("authorizer") or {}
        return authorizer.get("claims") or {}


def rest_api(*routers: Routes) -> APIGatewayRestResolver:
    """Gather a context's routes into one resolver that speaks the contract.

    Requests are validated by the routes' own types, unknown query parameters refused, and every
    error comes out as ``application/problem+json`` (RFC 9457).

    Parameters
    ----------
    *routers : Routes
        One for each use case.
    """
    origins = setting("ALLOWED_ORIGINS").split(",")
    app = APIGatewayRestResolver(
        enable_validation=True,
        cors=CORSConfig(
            allow_origin=origins[0],
            extra_origins=origins[1:],
            expose_headers=["X-Request-Id", "Idempotent-Replay", "ETag", "Retry-After"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-None-Match"],
        ),
        json_body_deserializer=_read_body,
    )
    app.use([_refuse_unknown_parameters])
    for router in routers:
        app.include_router(router)
    _translate_errors(app)
    return app


def rest_handler(app: APIGatewayRestResolver) -> LambdaHandler:
    """Return the Lambda handler that serves a resolver's routes."""

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        request_id: str = event["requestContext"].get("requestId", "")
        logger.append_keys(correlation_id=request_id)
        answer: dict[str, Any] = app.resolve(event, context)
        answer["multiValueHeaders"]["X-Request-Id"] = [request_id]
        if answer["statusCode"] == HTTPStatus.NO_CONTENT:
            # Powertools writes a handler's None as JSON's null, but no content means none.
            answer["body"] = ""
            answer["multiValueHeaders"].pop("Content-Type", None)
        # A cache must not hand one site's answer, which names its origin, to another site.
        answer["multiValueHeaders"]["Vary"] = ["Origin"]
        return answer

    return handler


def required_key(header: str | None) -> str:
    """Return the idempotency key of a request that moves money.

    Raises
    ------
    IdempotencyKeyRequired
        If it is missing, too long or not printable.
    """
    if not header or len(header) > 255 or not (header.isascii() and header.isprintable()):
        raise IdempotencyKeyRequired
    return header


def problem(error: CasinoError, request_id: str) -> Response[Any]:
    """Write an error as problem details (RFC 9457)."""
    status = next(code for kind, code in _STATUS_OF_KIND.items() if isinstance(error, kind))
    headers: dict[str, str | list[str]] = {}
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after_seconds)
    return _problem_response(
        status, error.code, error.title, error.detail, request_id, error.errors, headers
    )


def _problem_response(
    status: HTTPStatus,
    code: str,
    title: str,
    detail: str,
    request_id: str,
    errors: tuple[FieldError, ...] = (),
    headers: Mapping[str, str | list[str]] | None = None,
) -> Response[Any]:
    body: dict[str, Any] = {
        "type": f"urn:croupier:problem:{code}",
        "title": title,
        "status": int(status),
        "detail": detail,
        "code": code,
        "request_id": request_id,
    }
    if errors:
        body["errors"] = [{"pointer": each.pointer, "detail": each.detail} for each in errors]
    return Response(
        status_code=int(status),
        content_type="application/problem+json",
        body=json.dumps(body),
        headers=dict(headers or {}),
    )


def _read_body(text: str) -> Any:
    if len(text) > MAX_BODY_BYTES:
        raise BodyTooLarge
    return strict_json.loads(text)


def _refuse_unknown_parameters(
    app: APIGatewayRestResolver, next_middleware: NextMiddleware
) -> Response[Any]:
    route = app.context["_route"]
    known = {parameter.alias for parameter in route.dependant.query_params}
    given = app.current_event.resolved_query_string_parameters or {}
    if unknown := sorted(set(given) - known):
        raise Invalid(
            "The query has parameters that this route does not know",
            [FieldError(f"/{name[:64]}", "There is no such parameter") for name in unknown[:20]],
        )
    return next_middleware(app)


def _translate_errors(app: APIGatewayRestResolver) -> None:
    def request_id() -> str:
        return app.current_event.request_context.request_id or ""

    @app.exception_handler(CasinoError)
    def _known(error: CasinoError) -> Response[Any]:
        logger.info("refused", code=error.code)
        return problem(error, request_id())

    @app.exception_handler(RequestValidationError)
    def _invalid(error: RequestValidationError) -> Response[Any]:
        if any(each["loc"] == ("body",) and each["type"] == "missing" for each in error.errors()):
            return problem(Malformed("A JSON body is needed"), request_id())
        # The first part of a location says where it was: body, query, path or header.
        return problem(Invalid(errors=field_errors(error.errors(), skip=1)), request_id())

    @app.exception_handler(RequestUnsupportedContentType)
    def _not_json(_error: RequestUnsupportedContentType) -> Response[Any]:
        return problem(Malformed("Send JSON, as Content-Type: application/json"), request_id())

    @app.exception_handler(NotFoundError)
    def _unknown(_error: NotFoundError) -> Response[Any]:
        return problem(_UnknownRoute(), request_id())

    @app.exception_handler(Exception)
    def _unforeseen(_error: Exception) -> Response[Any]:
        logger.exception("an error that nobody foresaw")
        return _problem_response(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "internal_error",
            "Something went wrong on our side",
            "The request may be repeated; quote request_id to support if it keeps failing.",
            request_id(),
        )
