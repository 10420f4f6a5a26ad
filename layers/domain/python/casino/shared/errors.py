"""What can go wrong, as kinds.

::

    CasinoError
    ├── Malformed         the request can't be read
    ├── NotAuthenticated  who is asking is not known
    ├── Forbidden         who is asking may not
    ├── NotFound          there is no such thing, or it is somebody else's
    ├── Conflict          it contradicts what has already happened
    ├── Invalid           well-formed, but breaks a rule
    ├── TooManyRequests   it may be tried again, later
    │   └── Contention    others kept changing the same items
    ├── Unavailable       somebody we depend on did not answer
    └── Unforeseen        a fault of ours; what it is stays in the log

Contexts derive their errors from a kind and give each a stable ``code``. The REST edge turns a kind
into an HTTP status and the WebSocket edge into an error reply, each in one place and by type.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from casino.shared.allowance import Allowance


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one part of the input.

    Attributes
    ----------
    pointer : str
        JSON Pointer (RFC 6901) into the input, such as ``/stakes/0/amount``.
    detail : str
        What is wrong there, in a sentence.
    """

    pointer: str
    detail: str


class CasinoError(Exception):
    """Something that a caller is told about.

    Parameters
    ----------
    detail : str, optional
        What went wrong, for a person. Never holds personal data.
    errors : sequence of FieldError, optional
        The parts of the input that are at fault.
    details : mapping, optional
        What a client can act on without reading sentences.
    """

    code: ClassVar[str] = "error"
    title: ClassVar[str] = "The request could not be carried out"
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        detail: str = "",
        errors: Sequence[FieldError] = (),
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = tuple(errors)
        self.details = dict(details or {})


class Malformed(CasinoError):
    """The request can't be read."""

    code = "malformed_request"
    title = "The request could not be read"


class NotAuthenticated(CasinoError):
    """Who is asking is not known."""

    code = "not_authenticated"
    title = "Sign in first"


class Forbidden(CasinoError):
    """Who is asking may not do this."""

    code = "forbidden"
    title = "This is not allowed"


class NotFound(CasinoError):
    """There is no such thing, or it belongs to somebody else; the two look the same."""

    code = "not_found"
    title = "There is no such thing"


class Conflict(CasinoError):
    """The request contradicts what has already happened."""

    code = "conflict"
    title = "This contradicts what has already happened"


class Invalid(CasinoError):
    """The request is well-formed, but breaks a rule."""

    code = "validation_failed"
    title = "The request is not valid"


class TooManyRequests(CasinoError):
    """The same request may succeed later."""

    code = "too_many_requests"
    title = "Too many requests"
    retryable = True
    retry_after_seconds: int = 1
    allowance: Allowance | None = None
    """What was used up, where somebody counts it."""


class Contention(TooManyRequests):
    """Others kept changing the same items; nothing was changed by this request."""

    code = "contention"
    title = "Too much is happening at once; try again"


class Unavailable(CasinoError):
    """Somebody we depend on did not answer; the request may be repeated safely."""

    code = "unavailable"
    title = "A service we depend on did not answer"
    retryable = True


class Unforeseen(CasinoError):
    """A fault of ours, of which a caller learns no more than that."""

    code = "internal_error"
    title = "Something went wrong on our side"
    retryable = True

    def __init__(self) -> None:
        super().__init__("The request may be repeated; quote its id to support if it keeps failing")
