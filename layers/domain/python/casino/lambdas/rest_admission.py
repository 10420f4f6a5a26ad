"""Whether somebody may ask now, before anybody looks at what they ask.

Every request that came with an access token passes here, because the token is what makes it pass:
a route can choose which bucket it takes from, and has no say in whether it is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final, Protocol

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from casino.lambdas.bearer import Bearer, bearer_of
from casino.shared.allowance import Allowance
from casino.shared.clock import utc_now
from casino.shared.errors import NotAuthenticated

Middleware = Callable[[APIGatewayRestResolver, NextMiddleware], Response[Any]]

RATE_HEADERS: Final = ("RateLimit", "RateLimit-Policy")

_READING: Final = frozenset({"GET", "HEAD"})


class RequestAdmission(Protocol):
    """Decides, before each request of somebody who is signed in, whether they may ask."""

    def admit(self, bearer: Bearer, kind: str, *, even_suspended: bool = False) -> Allowance:
        """Let them ask, and tell how much more of the kind they may ask, or raise why not."""


class OpenTo(Enum):
    """Who may call a route. API Gateway holds others off, for the infrastructure reads it here."""

    PLAYERS = auto()
    """Whoever shows an access token; staff have such, too."""
    ANYONE = auto()
    PROVIDERS = auto()
    """Whoever signs what they send, which the route looks at before anything else."""


class Pace(Enum):
    """Which throttle of API Gateway's a route is under; how fast each is, a stage says."""

    USUAL = auto()
    """That of the whole API."""
    SIGNING_IN = auto()
    """One of its own, where passwords and codes could be tried."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a route's callers are admitted.

    Attributes
    ----------
    kind : str or None
        What their requests count as; by the method, unless told.
    admits_itself : bool
        The route looks itself whether its caller may ask, with what it reads anyway, and counts
        what it grants. Only what it refuses is then counted here.
    even_suspended : bool
        Whether it is open to those whose account is suspended.
    """

    open_to: OpenTo
    pace: Pace = Pace.USUAL
    kind: str | None = None
    admits_itself: bool = False
    even_suspended: bool = False


NO_ROUTE: Final = Terms(OpenTo.ANYONE)
"""On what terms anybody hears that there is no such route."""


def admitting(
    admission: Callable[[], RequestAdmission] | None,
    terms_of: Callable[[Callable[..., Any]], Terms],
) -> Middleware:
    """Return the middleware that admits whoever is signed in.

    Parameters
    ----------
    admission : callable or None
        Returns who admits them; `None` for an API on which nobody is signed in.
    terms_of : callable
        Returns the terms of a route, by the function that answers it.
    """

    def admitted(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
        route = terms_of(app.context["_route"].func)
        bearer = bearer_of(claims_of(app.current_event), utc_now())
        if bearer is None:
            if route.open_to is OpenTo.PLAYERS:
                raise NotAuthenticated
            return next_middleware(app)
        if admission is None:
            raise TypeError(
                "a route asks who is calling, and its API was not told how to admit them"
            )
        method = app.current_event.http_method
        kind = route.kind or ("read" if method in _READING else "write")
        if route.admits_itself:
            try:
                return next_middleware(app)
            except Exception:
                # Whatever else is wrong, an ended session or a flood is what its sender must hear.
                admission().admit(bearer, kind)
                raise
        allowance = admission().admit(bearer, kind, even_suspended=route.even_suspended)
        # Where errors find it, too: they are written further out.
        app.append_context(allowance=allowance)  # type: ignore[no-untyped-call]
        response = next_middleware(app)
        response.headers.update(rate_headers(allowance))
        return response

    return admitted


def claims_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the access token says; nothing, if there was none."""
    authorizer = event["requestContext"].get("authorizer") or {}
    return authorizer.get("claims") or {}


def rate_headers(allowance: Allowance | None) -> dict[str, str]:
    """Write an allowance as the ``RateLimit`` fields (draft-ietf-httpapi-ratelimit-headers-10)."""
    if allowance is None:
        return {}
    return {
        "RateLimit-Policy": f'"{allowance.name}";q={allowance.quota};w={allowance.window_seconds}',
        "RateLimit": f'"{allowance.name}";r={allowance.remaining};t={allowance.wait_seconds}',
    }
