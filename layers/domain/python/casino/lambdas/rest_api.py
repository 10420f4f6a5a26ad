"""The REST edge: routes in, problem details out."""

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Final, cast

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig, Response
from aws_lambda_powertools.event_handler.api_gateway import Route, Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.middlewares.openapi_validation import (
    OpenAPIRequestValidationMiddleware,
)
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.params import Header, Query
from pydantic import BaseModel, BeforeValidator
from pydantic_core import PydanticCustomError

from casino.lambdas import strict_json
from casino.lambdas.bearer import Bearer, bearer_of
from casino.lambdas.front import Visitor, visitor_of
from casino.lambdas.observability import Edge, count_unforeseen, logger
from casino.lambdas.rest_admission import (
    NO_ROUTE,
    RATE_HEADERS,
    Middleware,
    OpenTo,
    Pace,
    RequestAdmission,
    Terms,
    admitting,
    claims_of,
    rate_headers,
)
from casino.lambdas.validation import field_errors
from casino.shared.clock import parse_rfc3339, utc_now
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
    Unforeseen,
)
from casino.shared.pages import DEFAULT_LIMIT, MAX_CURSOR_LENGTH, MAX_LIMIT
from casino.shared.settings import Settings

MAX_BODY_BYTES: Final = 64 * 1024

_JSON: Final = "application/json"
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([^"';\s]*)""", re.IGNORECASE)

# What every answer says, unless its route says otherwise: most are about one player, and none is
# anything but what it claims to be. API Gateway's own answers say the same (infra).
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
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


class RequestTooLarge(CasinoError):
    """A request is larger than API Gateway hands on; it never reaches a function."""

    code = "request_too_large"
    title = "The request is too large"


class UnsupportedMediaType(Malformed):
    """A body came as something else than JSON in UTF-8."""

    code = "unsupported_media_type"
    title = "Send JSON in UTF-8, as Content-Type: application/json"


class MethodNotAllowed(CasinoError):
    """There is something at the path, but nothing that this method does.

    Parameters
    ----------
    allowed : sequence of str
        The methods that the path has.
    """

    code = "method_not_allowed"
    title = "This path does not have that method"

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(f"This path has {', '.join(allowed)}")
        self.allowed = tuple(allowed)


class _UnknownRoute(NotFound):
    title = "There is nothing at this path"


# The first kind that an error is an instance of decides.
STATUS_OF_KIND: Final[dict[type[CasinoError], HTTPStatus]] = {
    RequestTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    MethodNotAllowed: HTTPStatus.METHOD_NOT_ALLOWED,
    Malformed: HTTPStatus.BAD_REQUEST,
    NotAuthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    Unforeseen: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def _moment(text: Any) -> datetime:
    # pydantic would take numbers, dates and times without an offset for moments as well.
    try:
        # A parameter that was given twice comes as a list.
        return parse_rfc3339(text if isinstance(text, str) else "")
    except ValueError as error:
        raise PydanticCustomError("moment", "Write a moment as RFC 3339 says") from error


PageLimit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Items on a page.")]
Cursor = Annotated[
    str | None,
    Query(max_length=MAX_CURSOR_LENGTH, description="`next_cursor` of the page before."),
]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    Query(examples=["2026-01-31T12:00:00Z"], json_schema_extra={"format": "date-time"}),
]
IdempotencyKeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Names this attempt, 1 to 255 printable ASCII characters. Repeating the same "
        "request with the same key gives the original answer and changes nothing.",
    ),
]

__all__ = [
    "DEFAULT_LIMIT",
    "Cursor",
    "IdempotencyKeyHeader",
    "Moment",
    "OpenTo",
    "Pace",
    "PageLimit",
]


class Routes(Router):
    """The routes of one use case, and all that is said of them.

    The reference, the infrastructure and the tests read it here.

    Parameters
    ----------
    pace, kind, admits_itself, even_suspended
        As `Terms` has them.
    raw_body : type, optional
        What a body is like that the route reads by itself, as bytes, for the generated reference.
    """

    def __init__(
        self,
        open_to: OpenTo,
        *,
        pace: Pace = Pace.USUAL,
        kind: str | None = None,
        admits_itself: bool = False,
        even_suspended: bool = False,
        raw_body: type[BaseModel] | None = None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.terms = Terms(open_to, pace, kind, admits_itself, even_suspended)
        self.raw_body = raw_body

    @property
    def functions(self) -> set[Callable[..., Any]]:
        """What answers them."""
        return set(self._routes.values())

    @property
    def player_id(self) -> str:
        """Who is asking: whom API Gateway's authorizer found the access token to speak for.

        Raises
        ------
        NotAuthenticated
            If the route was reached without an authorizer.
        """
        return self.bearer.player_id

    @property
    def bearer(self) -> Bearer:
        """Who is asking, and through which session.

        Raises
        ------
        NotAuthenticated
            If the route was reached without an authorizer.
        """
        bearer = bearer_of(self.claims, utc_now())
        if bearer is None:
            raise NotAuthenticated
        return bearer

    @property
    def visitor(self) -> Visitor:
        """From where the request came, and by which name."""
        behind_front = Settings(os.environ).behind_front
        return visitor_of(self.current_event.raw_event, behind_front=behind_front)

    @property
    def claims(self) -> Mapping[str, Any]:
        """What the access token says; nothing, if there was none."""
        return claims_of(self.current_event)


class Resolver(APIGatewayRestResolver):
    """Finds the route of a request, and knows what else its path has."""

    def __init__(self, origins: Sequence[str]) -> None:
        super().__init__(
            enable_validation=True,
            # An answer that is not what its route promises is our fault, not the caller's.
            response_validation_error_http_code=HTTPStatus.INTERNAL_SERVER_ERROR,
            cors=_cors(origins) if origins else None,
        )
        self._request_validation_middleware = _Gate()
        self._declared: dict[Callable[..., Any], Routes] = {}

    def include_routes(self, routes: "Routes") -> None:
        """Answer the routes of a use case, on its terms."""
        self.include_router(routes)
        self._declared |= dict.fromkeys(routes.functions, routes)

    def declared(self, function: Callable[..., Any]) -> "Routes":
        """Return what a use case says of its routes, by the function that answers one of them."""
        return self._declared[function]

    def terms_of(self, function: Callable[..., Any]) -> Terms:
        """Return on what terms those are admitted whom a function answers, which may be a refusal.

        Parameters
        ----------
        function : callable
            The one of a route, or the one that says that there is none.
        """
        declared = self._declared.get(function)
        return declared.terms if declared else NO_ROUTE

    def set_gate(self, gate: Middleware) -> None:
        """Have every request pass a middleware before anything else.

        Powertools validates a request before any middleware of ours sees it. Who may ask at all
        comes before what is wrong with what they ask.
        """
        validate = self._request_validation_middleware

        def pass_gate(app: Any, next_middleware: NextMiddleware) -> Response[Any]:
            def go_on(app: Any) -> Response[Any]:
                return validate(app, next_middleware)

            return gate(app, cast("NextMiddleware", go_on))

        self._request_validation_middleware = cast("_Gate", pass_gate)

    @property
    def routes(self) -> list[Route]:
        """What it has an answer for."""
        return self._static_routes + self._dynamic_routes

    def methods_at(self, path: str) -> list[str]:
        """Return the methods that a path has; none, if there is nothing there."""
        return sorted({route.method for route in self.routes if route.rule.match(path)})


def _cors(origins: Sequence[str]) -> CORSConfig:
    return CORSConfig(
        allow_origin=origins[0],
        extra_origins=list(origins[1:]),
        expose_headers=[
            *("X-Request-Id", "Idempotent-Replay", "ETag", "Retry-After"),
            *RATE_HEADERS,
        ],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-None-Match"],
        # The longest that browsers keep it, in seconds.
        max_age=7200,
    )


class _Gate(OpenAPIRequestValidationMiddleware):
    """Lets nothing but JSON through to validation.

    Powertools would read forms as well, and answer those that it can't read with 500.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def _get_body(self, app: Any) -> Any:
        event = app.current_event
        _must_be_json(event.headers.get("content-type"))
        body = _read_body(event.decoded_body or "")
        # Powertools would take the first element of an array for the whole of it.
        if isinstance(body, list):
            raise Invalid(errors=[FieldError("", "This must be an object")])
        return body


def rest_api(*routers: Routes, admission: Callable[[], RequestAdmission] | None = None) -> Resolver:
    """Gather a context's routes into one resolver that speaks the contract.

    Requests are validated by the routes' own types, unknown query parameters refused, and every
    error comes out as ``application/problem+json`` (RFC 9457).

    Parameters
    ----------
    *routers : Routes
        One for each use case.
    admission : callable, optional
        Returns who decides on requests of those who are signed in; needed wherever a route is for
        such.
    """
    app = Resolver(_origins())
    app.set_gate(admitting(admission, app.terms_of))
    app.use([_refuse_unknown_parameters])
    for routes in routers:
        app.include_routes(routes)
    _translate_errors(app)
    return app


def rest_handler(app: Resolver) -> LambdaHandler:
    """Return the Lambda handler that serves a resolver's routes."""

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        request_id: str = event["requestContext"].get("requestId", "")
        logger.append_keys(correlation_id=request_id)
        answer: dict[str, Any] = app.resolve(event, context)
        headers = answer["multiValueHeaders"]
        headers["X-Request-Id"] = [request_id]
        for name, value in _HEADERS.items():
            headers.setdefault(name, [value])
        if answer["statusCode"] == HTTPStatus.NO_CONTENT:
            # Powertools writes a handler's None as JSON's null, but no content means none.
            answer["body"] = ""
            headers.pop("Content-Type", None)
        # A cache must not hand one site's answer, which names its origin, to another site.
        headers["Vary"] = ["Origin"]
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


def status_of(error: type[CasinoError]) -> HTTPStatus:
    """Return what REST answers to an error of a kind."""
    return next(code for kind, code in STATUS_OF_KIND.items() if issubclass(error, kind))


def problem(error: CasinoError, request_id: str) -> Response[Any]:
    """Write an error as problem details (RFC 9457)."""
    headers: dict[str, str | list[str]] = {}
    match error:
        case TooManyRequests():
            headers["Retry-After"] = str(error.retry_after_seconds)
            headers |= rate_headers(error.allowance)
        case MethodNotAllowed():
            headers["Allow"] = ", ".join(error.allowed)
        case UnsupportedMediaType():
            headers["Accept"] = _JSON
    status = int(status_of(type(error)))
    body: dict[str, Any] = {
        # The player site says what each code means. The front's own is where the answer comes from.
        "type": f"{next(iter(_origins()), '')}/errors.html#{error.code}",
        "title": error.title,
        "status": status,
        "detail": error.detail,
        "code": error.code,
        "request_id": request_id,
    }
    if error.errors:
        body["errors"] = [asdict(each) for each in error.errors]
    if error.details:
        body["details"] = error.details
    return Response(
        status_code=status,
        content_type="application/problem+json",
        body=json.dumps(body),
        headers=headers,
    )


def _origins() -> Sequence[str]:
    return Settings(os.environ).allowed_origins


def _must_be_json(content_type: str | None) -> None:
    # Whoever does not say what they send means JSON: there is nothing else to mean.
    if not content_type:
        return
    media_type, _, parameters = content_type.partition(";")
    charset = _CHARSET.search(parameters)
    if media_type.strip().lower() != _JSON or (charset and charset[1].lower() != "utf-8"):
        raise UnsupportedMediaType


def _read_body(text: str) -> Any:
    if len(text) > MAX_BODY_BYTES:
        raise BodyTooLarge
    return strict_json.loads(text)


def _refuse_unknown_parameters(app: Resolver, next_middleware: NextMiddleware) -> Response[Any]:
    route = app.context["_route"]
    if route.method not in app.methods_at(app.context["_path"]):
        return next_middleware(app)  # there is no such route, which is all that can be said
    known = {parameter.alias for parameter in route.dependant.query_params}
    given = app.current_event.resolved_query_string_parameters or {}
    if unknown := sorted(set(given) - known):
        raise Invalid(
            "The query has parameters that this route does not know",
            [FieldError(f"/{name[:64]}", "There is no such parameter") for name in unknown[:20]],
        )
    return next_middleware(app)


def _translate_errors(app: Resolver) -> None:
    def request_id() -> str:
        return app.current_event.request_context.request_id or ""

    def refusal(error: CasinoError) -> Response[Any]:
        response = problem(error, request_id())
        response.headers = {**rate_headers(app.context.get("allowance")), **response.headers}
        return response

    @app.exception_handler(CasinoError)
    def _known(error: CasinoError) -> Response[Any]:
        logger.info("refused", code=error.code)
        return refusal(error)

    @app.exception_handler(RequestValidationError)
    def _invalid(error: RequestValidationError) -> Response[Any]:
        if any(each["loc"] == ("body",) and each["type"] == "missing" for each in error.errors()):
            return refusal(Malformed("A JSON body is needed"))
        # The first part of a location says where it was: body, query, path or header.
        return refusal(Invalid(errors=field_errors(error.errors(), skip=1)))

    @app.exception_handler(NotFoundError)
    def _unknown(_error: NotFoundError) -> Response[Any]:
        methods = app.methods_at(app.current_event.path)
        error = MethodNotAllowed([*methods, "OPTIONS"]) if methods else _UnknownRoute()
        return refusal(error)

    @app.exception_handler(Exception)
    def _unforeseen(error: Exception) -> Response[Any]:
        count_unforeseen(Edge.REST, error)
        return problem(Unforeseen(), request_id())
